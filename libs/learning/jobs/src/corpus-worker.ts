import { parentPort } from 'node:worker_threads';
import { buildCorpus } from '@headway/learning/corpus';
import type { GeneratedCorpus } from './shipped-corpus.js';

/** The corpus of the shipped models: same seed, and a smaller size gives the beginning of the same utterances in the same parts. */
const SHIPPED = { seed: 1, size: 30_000 };

const { train, test } = buildCorpus(SHIPPED);
parentPort?.postMessage({ train, test } satisfies GeneratedCorpus);
