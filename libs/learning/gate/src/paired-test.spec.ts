import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { binomialTail, comparePaired } from './paired-test.js';

describe('the tail of the fair binomial distribution', () => {
  it('agrees with values counted by hand', () => {
    expect(binomialTail(0, 5)).toBe(1);
    expect(binomialTail(5, 5)).toBeCloseTo(1 / 32, 12);
    expect(binomialTail(4, 5)).toBeCloseTo(6 / 32, 12);
    expect(binomialTail(8, 10)).toBeCloseTo(56 / 1024, 12);
  });

  it('stays a probability for large counts and falls as the losses grow', () => {
    expect(binomialTail(5_000, 10_000)).toBeCloseTo(0.504, 3);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 400 }), (k, extra) => {
        const n = k + extra;
        const p = binomialTail(k, n);
        expect(p).toBeGreaterThanOrEqual(binomialTail(k + 1, n));
        expect(p + binomialTail(n - k + 1, n)).toBeCloseTo(1, 6);
      }),
    );
  });
});

it('counts only the examples on which two systems differ', () => {
  const before = [true, true, true, false, false];
  const after = [true, false, false, true, false];
  expect(comparePaired(before, after)).toEqual({ examples: 5, lost: 2, won: 1, before: 0.6, after: 0.4, pWorse: 0.5 });
});
