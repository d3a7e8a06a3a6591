import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { logGamma } from './log-gamma.js';
import { compare, comparisonEvidence, type Counts, beginComparison, failureShareEvidence } from './sequential-test.js';

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
  const after = (candidate: Counts, control: Counts) => comparisonEvidence(compare(beginComparison(), candidate, control));

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
    expect(after({ trials: 40, failures: 2 }, { trials: 40, failures: 20 })).toBeLessThan(0.1);
  });

  it('proves nothing against a candidate without a control', () => {
    fc.assert(
      fc.property(fc.nat(1000), (trials) => expect(after({ trials, failures: trials }, { trials: 0, failures: 0 })).toBeLessThanOrEqual(1)),
    );
  });

  it('judges only what has happened since it began', () => {
    const former = { trials: 50, failures: 50 };
    const comparison = compare(beginComparison(former, { trials: 50, failures: 0 }), former, { trials: 60, failures: 0 });
    expect(comparison.candidate).toEqual({ trials: 0, failures: 0 });
    expect(comparisonEvidence(comparison)).toBeLessThanOrEqual(1);
  });
});

describe('the logarithm of the gamma function', () => {
  it.each([
    [1, 0],
    [0.5, Math.log(Math.sqrt(Math.PI))],
    [6, Math.log(120)],
    [101, 363.73937555556347],
  ])('of %p is %p', (x, expected) => {
    expect(logGamma(x)).toBeCloseTo(expected, 10);
  });
});
