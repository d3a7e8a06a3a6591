import { buildCorpus, goldenUtterances, handSet, rehearsalSample } from '@headway/learning/corpus';
import type { Corpus } from '@headway/learning/port';

/** Seed of the rehearsal sample; any fixed number. */
const REHEARSAL_SEED = 1;
const REHEARSAL_EXAMPLES = 20_000;
/** The seed and size of the corpus the shipped models were not trained on: its test part guards the old commands. */
const HELD_OUT = { seed: 424_242, size: 10_000 };
const HELD_OUT_EXAMPLES = 600;

/** The project's own corpus as fine-tuning needs it. The hand-written test halves are left out: they are only ever measured. */
export function shippedCorpus(): Corpus {
  return {
    rehearsal: () => Promise.resolve(rehearsalSample(REHEARSAL_SEED, REHEARSAL_EXAMPLES)),
    heldOut: () =>
      Promise.resolve({
        grammar: buildCorpus(HELD_OUT).test.slice(0, HELD_OUT_EXAMPLES),
        'hand-zh': handSet('zh', 'dev'),
        'hand-en': handSet('en', 'dev'),
      }),
    golden: () => Promise.resolve(goldenUtterances()),
  };
}
