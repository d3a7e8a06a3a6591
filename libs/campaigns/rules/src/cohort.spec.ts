import { describe, expect, it } from '@jest/globals';
import { inCohort } from './cohort.js';

const vins = Array.from({ length: 20_000 }, (_, n) => `LHEADWAY${String(n).padStart(9, '0')}`);
const members = (id: string, share: number) => vins.filter((vin) => inCohort({ share }, id, vin));

describe('a cohort', () => {
  it('has the share that was asked for, and a larger one holds a smaller one', () => {
    const tenth = members('a', 0.1);
    expect(tenth.length / vins.length).toBeCloseTo(0.1, 2);
    const third = new Set(members('a', 0.3));
    expect(tenth.every((vin) => third.has(vin))).toBe(true);
    expect(members('a', 0)).toEqual([]);
    expect(members('a', 1)).toHaveLength(vins.length);
  });

  it('is another one for another campaign', () => {
    const other = new Set(members('b', 0.1));
    expect(members('a', 0.1).filter((vin) => other.has(vin)).length / vins.length).toBeCloseTo(0.01, 2);
  });

  it('keeps to its filters', () => {
    const vin = 'LHEADWAY000000001';
    expect(inCohort({ vins: [vin], share: 1 }, 'a', vin)).toBe(true);
    expect(inCohort({ vins: [], share: 1 }, 'a', vin)).toBe(false);
    expect(inCohort({ vinPrefixes: ['LH'], share: 1 }, 'a', vin)).toBe(true);
    expect(inCohort({ vinPrefixes: ['WV'], share: 1 }, 'a', vin)).toBe(false);
  });
});
