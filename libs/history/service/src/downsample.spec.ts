import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Downsampler, gridOf } from './downsample.js';

const sample = fc.record({ at: fc.integer({ min: 0, max: 1_200 }), value: fc.double({ min: -1e6, max: 1e6, noNaN: true }) });

describe('a chart line', () => {
  it('says of every bucket what a list of its samples says', () => {
    const samples = fc.uniqueArray(sample, { selector: ({ at }) => at, maxLength: 60 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 50 }), (given, points) => {
        const grid = gridOf(100, 1_100, points);
        const line = new Downsampler(grid);
        for (const { at, value } of given) line.add(at - 7, { offsetsMs: [7], values: [value] });
        const found = line.points();
        expect(found.length).toBeLessThanOrEqual(points);
        expect(found.map(({ at }) => at)).toEqual(found.map(({ at }) => at).sort((a, b) => a - b));
        for (const { at, count, min, max, mean, last } of found) {
          const inside = given.filter((one) => one.at >= at && one.at < Math.min(at + grid.bucketMs, 1_100)).sort((a, b) => a.at - b.at);
          const values = inside.map(({ value }) => value);
          expect(count).toBe(values.length);
          expect([min, max, last]).toEqual([Math.min(...values), Math.max(...values), values.at(-1)]);
          expect(mean).toBeGreaterThanOrEqual(min as number);
          expect(mean).toBeLessThanOrEqual(max as number);
        }
        const inRange = given.filter(({ at }) => at >= 100 && at < 1_100).length;
        expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(inRange);
      }),
    );
  });

  it('does not depend on the order in which frames come', () => {
    const samples = fc.uniqueArray(sample, { selector: ({ at }) => at, minLength: 1, maxLength: 30 });
    const orders = samples.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })));
    fc.assert(
      fc.property(orders, ([one, other]) => {
        const lines = [one, other].map((given) => {
          const line = new Downsampler(gridOf(0, 1_300, 10));
          for (const { at, value } of given) line.add(at, { offsetsMs: [0], values: [Math.round(value)] });
          return line.points();
        });
        expect(lines[0]).toEqual(lines[1]);
      }),
    );
  });

  it('has no mean of words', () => {
    const line = new Downsampler(gridOf(0, 10, 1));
    line.add(0, { offsetsMs: [0, 5], values: ['DAY', 'NIGHT'] });
    expect(line.points()).toEqual([{ at: 0, count: 2, last: 'NIGHT', min: null, max: null, mean: null }]);
  });
});
