import { parentPort } from 'node:worker_threads';
import { buildCorpus, SHIPPED_CORPUS } from '@headway/learning/corpus';
import type { GeneratedCorpus } from './shipped-corpus.js';

const { train, test } = buildCorpus(SHIPPED_CORPUS);
parentPort?.postMessage({ train, test } satisfies GeneratedCorpus);
