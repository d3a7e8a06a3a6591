import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compare, comparisonEvidence, type Counts, emptyComparison, failureShareEvidence } from './sequential-test.js';

/** Exact probability of `failures` in `trials`. */
function binomial(trials: number, failures: number, probability: number): number {
  let ways = 1;
  for (let index = 0; index < failures; index++) ways = (ways * (trials - index)) / (index + 1);
  return ways * probability ** failures * (1 - probability) ** (trials - failures);
}

describe('the failure share', () => {
  it('has expectation at most 1 for every probability up to the limit', () => {
    for (const limit of [0.02, 0.1, 0.3]) {
      for (const probability of [0, limit / 2, limit]) {
        for (const trials of [1, 5, 40]) {
          let mean = 0;
          for (let failures = 0; failures <= trials; failures++) {
            mean += binomial(trials, failures, probability) * failureShareEvidence({ trials, failures }, limit);
          }
          expect(mean).toBeLessThanOrEqual(1 + 1e-9);
        }
      }
    }
  });

  it('takes one failure as proof when none is allowed', () => {
    expect(failureShareEvidence({ trials: 3, failures: 1 }, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(failureShareEvidence({ trials: 3, failures: 0 }, 0)).toBe(1);
  });
});

describe('the comparison of candidate and control', () => {
  const after = (candidate: Counts, control: Counts) => comparisonEvidence(compare(emptyComparison(), candidate, control));

  it('has expectation at most 1 when the candidate is not worse, whatever the block sizes', () => {
    for (const [ours, theirs] of [
      [1, 1],
      [6, 2],
      [3, 12],
    ] as const) {
      for (const [candidateRate, controlRate] of [
        [0.05, 0.05],
        [0.3, 0.3],
        [0.1, 0.4],
        [0.9, 0.9],
      ] as const) {
        let mean = 0;
        for (let a = 0; a <= ours; a++) {
          for (let b = 0; b <= theirs; b++) {
            const chance = binomial(ours, a, candidateRate) * binomial(theirs, b, controlRate);
            mean += chance * after({ trials: ours, failures: a }, { trials: theirs, failures: b });
          }
        }
        expect(mean).toBeLessThanOrEqual(1 + 1e-9);
      }
    }
  });

  it('grows when the candidate is clearly worse and falls when it is better', () => {
    expect(after({ trials: 40, failures: 20 }, { trials: 40, failures: 2 })).toBeGreaterThan(1000);
    expect(after({ trials: 40, failures: 2 }, { trials: 40, failures: 20 })).toBeLessThan(0.01);
  });

  it('waits until both arms have new trials', () => {
    fc.assert(
      fc.property(fc.nat(1000), (trials) => {
        const before = emptyComparison();
        expect(compare(before, { trials, failures: trials }, { trials: 0, failures: 0 })).toBe(before);
      }),
    );
  });
});
