import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { extendSignalIds, parseSignalIds } from './ids.js';

describe('the id map', () => {
  const ids = parseSignalIds({ 'Vehicle.Speed': 1, 'Vehicle.Old': 5 });

  it('translates both ways', () => {
    expect(ids.idOf('Vehicle.Speed')).toBe(1);
    expect(ids.pathOf(5)).toBe('Vehicle.Old');
    expect(ids.idOf('Vehicle.None')).toBeUndefined();
    expect(ids.pathOf(2)).toBeUndefined();
  });

  it('gives new paths new numbers and leaves the old ones alone', () => {
    const more = extendSignalIds(ids, ['Vehicle.B', 'Vehicle.A', 'Vehicle.Speed']);
    expect(more.paths).toEqual(['Vehicle.Speed', 'Vehicle.Old', 'Vehicle.A', 'Vehicle.B']);
    expect(more.idOf('Vehicle.A')).toBe(6);
    expect(more.idOf('Vehicle.Speed')).toBe(1);
  });

  it('has a hash that depends on nothing but the numbers', () => {
    expect(parseSignalIds({ 'Vehicle.Old': 5, 'Vehicle.Speed': 1 }).hash).toBe(ids.hash);
    expect(parseSignalIds({ 'Vehicle.Old': 5, 'Vehicle.Speed': 2 }).hash).not.toBe(ids.hash);
    expect(ids.shortHash).toBe(ids.hash.slice(0, 8));
  });

  it('has the hashes of the published test vectors', () => {
    const vectors = JSON.parse(readFileSync('libs/contracts/assets/wire-vectors.json', 'utf8')) as {
      idMaps: { ids: Record<string, number>; catalogue: string }[];
    };
    for (const { ids: given, catalogue } of vectors.idMaps) expect(parseSignalIds(given).shortHash).toBe(catalogue);
  });

  it.each([{ a: 0 }, { a: 1.5 }, { a: 1, b: 1 }, { a: 'one' }, []])('refuses %j', (json) => {
    expect(() => parseSignalIds(json)).toThrow();
  });
});
