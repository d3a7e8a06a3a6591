import type { Example } from '@headway/contracts';
import { sample } from '../dataset/split.js';
import { evaluateModel } from '../evaluation/evaluate.js';
import { blendWeights } from '../model/blend.js';
import { writeModelFile, type TrainedModel } from '../model/model-file.js';
import type { Weights } from '../model/parameters.js';

/**
 * How far a fine-tuned model goes, nearest first. With a frozen encoder old commands lost half a point at the end of the way and nothing at
 * seven tenths of it, where the new one was understood nearly as often; with a trained encoder they lost as much nearly from its beginning.
 */
const SHARES = [0.7, 0.75, 0.8, 0.85, 0.9];
/** What may be lost of what was taught by not going all the way, as a share of its whole sentences: other phrasings lose no more. */
const LOSS = 0.02;
/** Taught examples that are asked for that, of those that ask for one thing. */
const ASKED = 500;

/** What fine-tuning started from, what it came to, and what it taught. */
export interface Settling {
  base: TrainedModel;
  tuned: TrainedModel;
  taught: readonly Example[];
  signal?: AbortSignal | undefined;
}

/** The weights nearest to the base, on the way to the tuned ones, that know what was taught as well as those do. */
export async function nearestBlend({ base, tuned, taught, signal }: Settling): Promise<Weights> {
  const single = taught.filter(({ frames }) => frames.length === 1);
  const asked = sample(single.length > 0 ? single : taught, ASKED, tuned.card.seed);
  const knows = async (weights: Weights) => {
    const file = writeModelFile({ ...tuned, weights, card: { ...tuned.card, precision: 'float32' } });
    return (await evaluateModel(file, asked, { signal })).wholeSentence;
  };
  const all = await knows(tuned.weights);
  for (const share of SHARES) {
    const blended = blendWeights({ base, tuned }, share);
    if ((await knows(blended)) >= all - LOSS) return blended;
  }
  return tuned.weights;
}
