import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { binomialTail, comparePaired, sharedLevel } from './paired-test.js';

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

describe('the level that several tests share', () => {
  const lost = (count: number) => ({ lost: count, won: 0 });

  it('is the whole of it for one test, and for those beside it that could not reject anyway', () => {
    expect(sharedLevel([lost(8)], 0.05)).toBe(0.05);
    expect(sharedLevel([lost(8), lost(3), lost(0), { lost: 1, won: 1 }], 0.05)).toBe(0.05);
    expect(sharedLevel([], 0.05)).toBe(0.05);
  });

  it('is divided among those that could', () => {
    expect(sharedLevel([lost(8), lost(9), { lost: 4, won: 6 }], 0.05)).toBeCloseTo(0.05 / 3, 12);
    expect(sharedLevel([lost(20), lost(20), lost(5)], 0.05)).toBeCloseTo(0.05 / 2, 12);
  });

  it('keeps the error of fifty tests on equal models within the limit', () => {
    const random = fc.sample(fc.infiniteStream(fc.boolean()), { numRuns: 1, seed: 7 })[0]!;
    const coin = () => random.next().value as boolean;
    const throws = (n: number) => Array.from({ length: n }, coin).filter(Boolean).length;
    const rounds = 1_000;
    let rejected = 0;
    for (let round = 0; round < rounds; round += 1) {
      const tests = Array.from({ length: 50 }, (_, i) => ({ discordant: 2 + (i % 25), lost: throws(2 + (i % 25)) }));
      const level = sharedLevel(
        tests.map((test) => ({ lost: test.lost, won: test.discordant - test.lost })),
        0.05,
      );
      if (tests.some((test) => binomialTail(test.lost, test.discordant) < level)) rejected += 1;
    }
    expect(rejected / rounds).toBeLessThan(0.05);
    expect(rejected).toBeGreaterThan(0);
  });
});
