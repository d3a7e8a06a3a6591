import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contains, lastOf, type Ranges, rangesOf, sizeOf, subtract, union } from './ranges.js';

const range = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(6)).map(([from, length]) => [from, from + length] as const);
const given = fc.array(range, { maxLength: 8 });
const numbers = (set: Iterable<readonly [number, number]>) =>
  new Set([...set].flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index)));

function expectNormal(set: Ranges): void {
  for (let index = 0; index < set.length; index++) {
    const [from, to] = set[index] as [number, number];
    expect(from).toBeLessThanOrEqual(to);
    if (index > 0) expect(from).toBeGreaterThan((set[index - 1]?.[1] ?? 0) + 1);
  }
}

describe('sets of ranges', () => {
  it('do what sets of numbers do', () => {
    fc.assert(
      fc.property(given, given, (left, right) => {
        const [a, b] = [rangesOf(left), rangesOf(right)];
        const [inA, inB] = [numbers(left), numbers(right)];
        for (const set of [a, b, union(a, b), subtract(a, b)]) expectNormal(set);
        expect(numbers(a)).toEqual(new Set([...inA].sort((x, y) => x - y)));
        expect(sizeOf(a)).toBe(inA.size);
        expect(lastOf(a)).toBe(Math.max(0, ...inA));
        expect(numbers(union(a, b)).size).toBe(new Set([...inA, ...inB]).size);
        expect([...numbers(subtract(a, b))]).toEqual([...inA].filter((value) => !inB.has(value)).sort((x, y) => x - y));
        for (let value = 0; value < 50; value++) expect(contains(a, value)).toBe(inA.has(value));
      }),
    );
  });

  it('hold ranges of any length without counting them out', () => {
    const all: Ranges = [[1, Number.MAX_SAFE_INTEGER]];
    expect(subtract(all, [[5, 6]])).toEqual([
      [1, 4],
      [7, Number.MAX_SAFE_INTEGER],
    ]);
  });
});
