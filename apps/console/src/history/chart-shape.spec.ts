import type { HistoryPoint } from '@headway/contracts';
import { describe, expect, it } from '@jest/globals';
import { CHART, chartShape } from './chart-shape.js';

const span = { from: 0, to: 1000, bucketMs: 100 };
const point = (at: number, mean: number, min = mean, max = mean): HistoryPoint => ({ at, count: 1, last: mean, min, max, mean });
const heights = (line: string) => line.split(' ').map((pair) => Number(pair.split(',')[1]));

describe('the shape of a chart', () => {
  it('spans from the least to the greatest value, larger values higher', () => {
    const shape = chartShape([point(0, 5, 1, 6), point(100, 8, 7, 9)], span)!;
    expect([shape.low, shape.high]).toEqual([1, 9]);
    const [first, second] = heights(shape.segments[0]!.line);
    expect(first!).toBeGreaterThan(second!);
    for (const height of heights(shape.segments[0]!.band)) {
      expect(height).toBeGreaterThanOrEqual(CHART.margin);
      expect(height).toBeLessThanOrEqual(CHART.height - CHART.margin);
    }
  });

  it('shows a gap as a gap, and a lone point all the same', () => {
    const shape = chartShape([point(0, 1), point(100, 2), point(500, 3)], span)!;
    expect(shape.segments).toHaveLength(2);
    expect(shape.segments[1]!.line.split(' ')).toHaveLength(2);
    const [between, after] = shape.held.map((line) => line.split(' '));
    expect(heights(between!.join(' '))).toEqual([heights(shape.segments[0]!.line)[1], heights(shape.segments[0]!.line)[1]]);
    expect(after![1]).toMatch(new RegExp(`^${CHART.width}\\.0,`));
  });

  it('draws truth values as 0 and 1, a constant in the middle, and text not at all', () => {
    const truth = (at: number, last: boolean): HistoryPoint => ({ at, count: 1, last, min: null, max: null, mean: null });
    expect(chartShape([truth(0, false), truth(100, true)], span)).toMatchObject({ low: 0, high: 1 });
    expect(heights(chartShape([point(0, 4), point(100, 4)], span)!.segments[0]!.line)).toEqual([CHART.height / 2, CHART.height / 2]);
    expect(chartShape([{ at: 0, count: 1, last: 'AUTO', min: null, max: null, mean: null }], span)).toBeUndefined();
    expect(chartShape([], span)).toBeUndefined();
  });
});
