import { parentPort, workerData } from 'node:worker_threads';
import type { Example } from '@headway/contracts';
import { enrich } from '@headway/learning/feedback';

/** What the thread is given. */
export interface EnrichmentTask {
  examples: readonly Example[];
  rehearsal: readonly Example[];
  excluded: readonly string[];
}

const { examples, rehearsal, excluded } = workerData as EnrichmentTask;
parentPort?.postMessage(enrich(examples, { known: rehearsal, excluded }));
