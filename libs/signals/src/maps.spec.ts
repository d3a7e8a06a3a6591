import { describe, expect, it } from '@jest/globals';
import { extendSignalIds, parseSignalIds } from './ids.js';
import { makeSignalMaps } from './maps.js';

const first = parseSignalIds({ 'Vehicle.Speed': 1, 'Vehicle.IsMoving': 2 });

describe('the known id maps', () => {
  it('read every map that the current one has grown from', () => {
    const second = extendSignalIds(first, ['Vehicle.B', 'Vehicle.C']);
    const third = extendSignalIds(second, ['Vehicle.A']);
    const maps = makeSignalMaps(third);
    for (const ids of [first, second, third])
      expect([maps.isKnownCatalogue(ids.shortHash), maps.mapOf(ids.shortHash)]).toEqual([true, third]);
  });

  it('read the empty hash as the current map', () => {
    expect(makeSignalMaps(first).mapOf('')).toBe(first);
  });

  it('do not know a map that went its own way, until it is registered', () => {
    const other = parseSignalIds({ 'Vehicle.IsMoving': 1, 'Vehicle.Speed': 2 });
    expect(makeSignalMaps(first).isKnownCatalogue(other.shortHash)).toBe(false);
    expect(makeSignalMaps(first).isKnownCatalogue('00000000')).toBe(false);
    expect(makeSignalMaps(first, [other]).mapOf(other.shortHash)).toBe(other);
    expect(makeSignalMaps(first, [other]).mapOf(first.shortHash)).toBe(first);
  });
});
