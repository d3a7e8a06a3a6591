import { describe, expect, it } from '@jest/globals';
import { proportionsFor } from './proportions.js';

function epoch(newExamples: number, oldExamples: number) {
  const { repeat, rehearsalRatio } = proportionsFor(newExamples, oldExamples);
  const fresh = repeat * newExamples;
  const old = Math.round(rehearsalRatio * newExamples);
  return { repeat, fresh, old, share: fresh / (fresh + old) };
}

describe('the proportions of an epoch', () => {
  it('are a ninth new, from some dozens of examples to some hundreds', () => {
    for (const count of [50, 120, 200, 400, 800, 1_300]) {
      expect(epoch(count, 50_000).share).toBeGreaterThan(0.1);
      expect(epoch(count, 50_000).share).toBeLessThan(0.125);
    }
  });

  it('show a handful of examples only so often', () => {
    expect(epoch(5, 50_000)).toMatchObject({ repeat: 20, old: 6_000 });
  });

  it('rehearse the same again when there is little', () => {
    expect(epoch(60, 200)).toMatchObject({ repeat: 1, old: 485 });
  });

  it('bring more old ones along when much is new, as long as that does not take for ever', () => {
    expect(epoch(900, 50_000)).toMatchObject({ repeat: 1, old: 7_282 });
    expect(epoch(6_000, 50_000)).toMatchObject({ repeat: 1, old: 11_000 });
  });
});
