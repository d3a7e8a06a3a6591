import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bucketOf, planMembership, placeLate } from './cohort.js';

const vins = (count: number) => Array.from({ length: count }, (_, index) => `LHEADWAY${String(index).padStart(9, '0')}`);
const reached = (places: { stage: number }[], stage: number) => places.filter((place) => place.stage <= stage).length;

describe('a cohort', () => {
  it('cuts twenty vehicles into exact shares with a control group that comes last', () => {
    const places = planMembership({ vins: vins(20), salt: 's', percents: [10, 50, 100], controlPercent: 10 });
    expect([0, 1, 2].map((stage) => reached(places, stage))).toEqual([2, 10, 20]);
    const controls = places.filter((place) => place.control);
    expect(controls).toHaveLength(2);
    expect(controls.every((place) => place.stage === 2)).toBe(true);
  });

  it('draws other vehicles with another salt', () => {
    const canary = (salt: string) =>
      planMembership({ vins: vins(1000), salt, percents: [10, 100], controlPercent: 0 })
        .filter((place) => place.stage === 0)
        .map((place) => place.vin);
    const both = canary('one').filter((vin) => canary('two').includes(vin));
    expect(both.length).toBeGreaterThan(0);
    expect(both.length).toBeLessThan(30);
  });

  it('spreads vehicles evenly over the buckets', () => {
    const tenths = new Array<number>(10).fill(0);
    for (const vin of vins(20_000)) tenths[Math.floor(bucketOf(vin, 'salt') / 1000)]! += 1;
    // Binomial with n = 20,000 and p = 0.1: five standard deviations are 212.
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(212);
  });

  it('always reaches someone first, keeps control apart from the early stages and loses nobody at 100 %', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.string(),
        fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 }),
        fc.integer({ min: 0, max: 50 }),
        (count, salt, early, controlPercent) => {
          const percents = [...early.sort((a, b) => a - b), 100];
          const places = planMembership({ vins: vins(count), salt, percents, controlPercent });
          expect(places).toHaveLength(count);
          expect(reached(places, 0)).toBeGreaterThanOrEqual(1);
          expect(places.filter((place) => place.control).every((place) => place.stage === percents.length - 1)).toBe(true);
        },
      ),
    );
  });

  it('finds a place for a vehicle that comes later', () => {
    expect(placeLate('LHEADWAY000000001', 'salt', [10, 100])?.control).toBe(false);
    expect(placeLate('LHEADWAY000000001', 'salt', [0.01])).toBeUndefined();
  });
});
