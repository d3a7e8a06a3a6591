import { describe, expect, it } from '@jest/globals';
import { Random } from '../random/random.js';
import { fillDropoutMask } from './batch.js';
import { epochBatches, learningRate } from './plan.js';

describe('batches of an epoch', () => {
  const random = new Random(1);
  const lengths = Array.from({ length: 1000 }, () => 1 + random.below(20));

  it('hold every example once, in another order each epoch, the same for the same seed', () => {
    const batches = epochBatches(lengths, 32, { seed: 1, epoch: 0 });
    expect(batches.flatMap((batch) => [...batch]).sort((a, b) => a - b)).toEqual(lengths.map((_, i) => i));
    expect(batches).toHaveLength(32);
    expect(epochBatches(lengths, 32, { seed: 1, epoch: 0 })).toEqual(batches);
    expect(epochBatches(lengths, 32, { seed: 1, epoch: 1 })).not.toEqual(batches);
    expect(epochBatches(lengths, 32, { seed: 2, epoch: 0 })).not.toEqual(batches);
  });

  it('waste little on padding', () => {
    const batches = epochBatches(lengths, 32, { seed: 1, epoch: 0 });
    const tokens = lengths.reduce((a, b) => a + b);
    const computed = batches.reduce((sum, batch) => sum + batch.length * Math.max(...[...batch].map((i) => lengths[i]!)), 0);
    expect(computed / tokens).toBeLessThan(1.1);
  });
});

describe('the learning rate', () => {
  it.each(['cosine', 'linear'] as const)('rises to its peak and falls to almost nothing: %s', (shape) => {
    const at = (step: number) => learningRate(step, { peak: 1, warmup: 10, steps: 100, shape });
    expect([1, 5, 10].map(at)).toEqual([0.1, 0.5, 1]);
    expect(at(55)).toBeCloseTo(0.5, 5);
    expect(at(100)).toBe(0.01);
  });
});

describe('a dropout mask', () => {
  const dropoutMask = (size: number, rate: number, random: Random) => {
    const mask = new Float32Array(size);
    fillDropoutMask(mask, rate, random);
    return mask;
  };

  it('drops the share asked for and keeps the mean', () => {
    const mask = dropoutMask(40_001, 0.25, new Random(1));
    expect(mask.filter((value) => value === 0).length / mask.length).toBeCloseTo(0.25, 2);
    expect(mask.reduce((a, b) => a + b) / mask.length).toBeCloseTo(1, 1);
    expect(new Set(dropoutMask(8, 0, new Random(1)))).toEqual(new Set([1]));
  });
});
