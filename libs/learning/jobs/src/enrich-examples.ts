import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Example } from '@headway/contracts';
import type { EnrichmentTask } from './enrichment-worker.js';

/** Enriches examples in a thread of its own: comparing each with all known text takes a second of a core. */
export async function enrichExamples({ examples, rehearsal, excluded }: EnrichmentTask): Promise<Example[]> {
  const task: EnrichmentTask = { examples, rehearsal, excluded };
  const worker = new Worker(new URL('./enrichment-worker.js', import.meta.url), { workerData: task });
  const [enriched] = (await once(worker, 'message')) as [Example[]];
  return enriched;
}
