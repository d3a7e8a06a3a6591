import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Example } from '@headway/contracts';
import { goldenUtterances, handSet } from '@headway/learning/corpus';
import type { Corpus } from '@headway/learning/port';

/** What the grammar's thread sends. */
export interface GeneratedCorpus {
  train: Example[];
  test: Example[];
}

/** Generating text takes a second of a core, which a thread that serves does not have. */
async function generate(): Promise<GeneratedCorpus> {
  const worker = new Worker(new URL('./corpus-worker.js', import.meta.url));
  const [corpus] = (await once(worker, 'message')) as [GeneratedCorpus];
  return corpus;
}

/**
 * The text the shipped models were made from: rehearsal from their training part, old knowledge from the part they never saw and the
 * hand-written `dev` halves. The hand-written `test` halves stay out: they are only ever measured.
 */
export function createShippedCorpus(): Corpus {
  let generated: Promise<GeneratedCorpus> | undefined;
  const corpus = () => {
    generated ??= generate().catch((error: unknown) => {
      generated = undefined;
      throw error;
    });
    return generated;
  };
  return {
    rehearsal: async () => (await corpus()).train,
    heldOut: async () => ({ grammar: (await corpus()).test, 'hand-zh': handSet('zh', 'dev'), 'hand-en': handSet('en', 'dev') }),
    golden: () => Promise.resolve(goldenUtterances()),
  };
}
