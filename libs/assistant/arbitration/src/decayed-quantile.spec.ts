import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DecayedQuantile } from './decayed-quantile.js';

describe('DecayedQuantile', () => {
  it('is within a tenth of the exact quantile', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0.5, 0.95, 0.99),
        (values, share) => {
          const quantile = new DecayedQuantile();
          for (const value of values) quantile.observe(value, 0);
          const exact = [...values].sort((a, b) => a - b)[Math.ceil(share * values.length - 1e-9) - 1] ?? 0;
          const estimate = quantile.quantile(share) ?? 0;
          expect(estimate).toBeGreaterThanOrEqual(exact * 0.999);
          expect(estimate).toBeLessThanOrEqual(exact * 1.101);
        },
      ),
    );
  });

  it('forgets: after some minutes new latencies outweigh many old ones', () => {
    const quantile = new DecayedQuantile();
    for (let i = 0; i < 1000; i += 1) quantile.observe(500, 0);
    for (let i = 0; i < 50; i += 1) quantile.observe(20, 10 * 60_000);
    expect(quantile.quantile(0.95)).toBeLessThan(25);
    expect(quantile.weight(10 * 60_000)).toBeCloseTo(50 + 1000 / 2 ** 10, 6);
  });

  it('keeps its precision over days', () => {
    const quantile = new DecayedQuantile();
    for (let minute = 0; minute < 3 * 24 * 60; minute += 1) quantile.observe(minute < 4000 ? 500 : 20, minute * 60_000);
    expect(quantile.quantile(0.95)).toBeLessThan(25);
    expect(quantile.weight(3 * 24 * 60 * 60_000)).toBeCloseTo(1, 6);
  });
});
