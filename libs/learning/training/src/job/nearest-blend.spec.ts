/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { evaluateModel } from '../evaluation/evaluate.js';
import { blendWeights } from '../model/blend.js';
import { readModelFile, writeModelFile, type TrainedModel } from '../model/model-file.js';
import type { Weights } from '../model/parameters.js';
import { TINY_EXAMPLES, tinyJob } from '../testing/tiny-task.js';
import { nearestBlend } from './nearest-blend.js';
import { trainModel } from './train-model.js';

/** How far along the line from one model to another these weights lie. */
function shareOf(weights: Weights, { base, tuned }: { base: TrainedModel; tuned: TrainedModel }): number {
  const [old, now] = [base.weights.get('convolution.weight')!, tuned.weights.get('convolution.weight')!];
  const farthest = old.reduce((at, value, i) => (Math.abs(now[i]! - value) > Math.abs(now[at]! - old[at]!) ? i : at), 0);
  return (weights.get('convolution.weight')![farthest]! - old[farthest]!) / (now[farthest]! - old[farthest]!);
}

describe('nearestBlend', () => {
  let tuned: TrainedModel;
  beforeAll(async () => {
    tuned = readModelFile((await trainModel(tinyJob({}))).model);
  });
  const knows = async (weights: Weights) => (await evaluateModel(writeModelFile({ ...tuned, weights }), TINY_EXAMPLES)).wholeSentence;

  it('goes seven tenths of the way where that is enough', async () => {
    // Fine-tuning that changed next to nothing.
    const base = { ...tuned, weights: new Map([...tuned.weights].map(([name, data]) => [name, data.map((value) => value * 0.999)])) };
    expect(shareOf(await nearestBlend({ base, tuned, taught: TINY_EXAMPLES }), { base, tuned })).toBeCloseTo(0.7, 2);
  });

  it('goes as far as it must for what was taught, and no farther', async () => {
    // At eight tenths of this way everything is nothing.
    const base = { ...tuned, weights: new Map([...tuned.weights].map(([name, data]) => [name, data.map((value) => value * -4)])) };
    const share = shareOf(await nearestBlend({ base, tuned, taught: TINY_EXAMPLES }), { base, tuned });
    expect(share).toBeGreaterThan(0.8);
    const all = await knows(tuned.weights);
    expect(await knows(blendWeights({ base, tuned }, share))).toBeGreaterThanOrEqual(all - 0.021);
    expect(await knows(blendWeights({ base, tuned }, share - 0.05))).toBeLessThan(all - 0.019);
  });
});
