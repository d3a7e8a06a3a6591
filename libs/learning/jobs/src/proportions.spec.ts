import { describe, expect, it } from '@jest/globals';
import { proportionsFor } from './proportions.js';

function epoch(newExamples: number, oldExamples: number) {
  const { repeat, rehearsalRatio } = proportionsFor(newExamples, oldExamples);
  const fresh = repeat * newExamples;
  const old = Math.min(oldExamples, Math.round(rehearsalRatio * newExamples));
  return { repeat, fresh, old, share: fresh / (fresh + old) };
}

describe('the proportions of an epoch', () => {
  it('are about two fifths new from some hundred examples to many', () => {
    for (const count of [120, 200, 400, 800, 3_000]) expect(epoch(count, 50_000).share).toBeCloseTo(0.4, 1);
  });

  it('show a handful of examples only so often', () => {
    expect(epoch(5, 50_000)).toMatchObject({ repeat: 20, old: 3_000 });
  });

  it('stay balanced when there is little to rehearse', () => {
    expect(epoch(60, 200)).toMatchObject({ repeat: 2, fresh: 120, old: 200 });
  });

  it('bring more old ones along when much is new', () => {
    expect(epoch(3_000, 50_000)).toMatchObject({ repeat: 1, old: 4_500 });
  });
});
