import { describe, expect, it } from '@jest/globals';
import { Random } from './random.js';

const take = (random: Random, count: number) => Array.from({ length: count }, () => random.bits());

describe('a random stream', () => {
  it('is a function of seed and path alone', () => {
    expect(take(new Random(7, 1, 2), 5)).toEqual(take(new Random(7, 1, 2), 5));
    for (const other of [new Random(8, 1, 2), new Random(7, 2, 1), new Random(7, 1), new Random(7, 1, 3)])
      expect(take(other, 5)).not.toEqual(take(new Random(7, 1, 2), 5));
  });

  it('is uniform, and normal where asked', () => {
    const random = new Random(1);
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i++) bins[random.below(10)]!++;
    for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(200);
    const normals = Array.from({ length: 20_000 }, () => random.normal());
    expect(Math.abs(normals.reduce((a, b) => a + b) / normals.length)).toBeLessThan(0.03);
    expect(normals.reduce((a, b) => a + b * b, 0) / normals.length).toBeCloseTo(1, 1);
  });

  it('shuffles without losing anything', () => {
    const items = Array.from({ length: 100 }, (_, i) => i);
    const shuffled = new Random(3).shuffle([...items]);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  });
});
