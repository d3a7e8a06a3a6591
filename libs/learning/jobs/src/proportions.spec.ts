import { describe, expect, it } from '@jest/globals';
import { proportionsFor } from './proportions.js';

function epoch(newExamples: number, oldExamples: number) {
  const { repeat, rehearsalRatio } = proportionsFor(newExamples, oldExamples);
  const fresh = repeat * newExamples;
  const old = Math.min(oldExamples, Math.round(rehearsalRatio * newExamples));
  return { repeat, fresh, old, share: fresh / (fresh + old) };
}

describe('the proportions of an epoch', () => {
  it('are about a quarter new from a few dozen examples to many', () => {
    for (const count of [40, 100, 200, 800, 3_000]) expect(epoch(count, 50_000).share).toBeCloseTo(0.25, 1);
  });

  it('show a handful of examples only so often', () => {
    expect(epoch(5, 50_000)).toMatchObject({ repeat: 20, old: 2_400 });
  });

  it('stay balanced when there is little to rehearse', () => {
    expect(epoch(60, 200)).toMatchObject({ repeat: 1, fresh: 60, old: 200 });
  });

  it('bring more old ones along when much is new', () => {
    expect(epoch(3_000, 50_000)).toMatchObject({ repeat: 1, old: 9_000 });
  });
});
