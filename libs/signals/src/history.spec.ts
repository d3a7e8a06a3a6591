import { describe, expect, it } from '@jest/globals';
import { parseCatalogue } from './catalogue.js';
import { continueHistory, meaningsOf, parseHistory } from './history.js';
import { extendSignalIds, parseSignalIds } from './ids.js';
import { makeSignalMaps } from './maps.js';

const leaf = (datatype: string, unit?: string) => ({ type: 'sensor', datatype, ...(unit ? { unit } : {}) });
const before = parseCatalogue({ 'Vehicle.Odometer': leaf('float', 'km'), 'Vehicle.Revolutions': leaf('uint16', 'rpm') });
const after = parseCatalogue({
  'Vehicle.Odometer': leaf('uint32', 'm'),
  'Vehicle.Revolutions': leaf('float', 'rpm'),
  'Vehicle.New': leaf('boolean'),
});
const ids = parseSignalIds({ 'Vehicle.Odometer': 1, 'Vehicle.Revolutions': 2 });
const more = extendSignalIds(ids, after.keys());
const first = continueHistory(undefined, ids, before);

describe('the history of an id map', () => {
  it('remembers what signals meant in each version', () => {
    const history = parseHistory(JSON.parse(JSON.stringify(continueHistory(first, more, after))));
    expect(history.versions.map(({ count, hash }) => [count, hash])).toEqual([
      [2, ids.hash],
      [3, more.hash],
    ]);
    const meanings = meaningsOf(history);
    expect(meanings.get(ids.shortHash)?.('Vehicle.Odometer')).toEqual({ datatype: 'float', unit: 'km' });
    expect(meanings.get(more.shortHash)?.('Vehicle.Odometer')).toEqual({ datatype: 'uint32', unit: 'm' });
  });

  it('lets a vehicle that was not updated keep its kilometres', () => {
    const maps = makeSignalMaps(more, { catalogue: after, versions: meaningsOf(continueHistory(first, more, after)) });
    const frame = (catalogue: string) => ({
      boot: '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e',
      stream: 0 as const,
      seq: 1,
      startTimeMs: 1,
      catalogue,
      columns: [{ signal: 1, offsetsMs: [0], values: [12.5] }],
    });
    expect(maps.translate(frame(ids.shortHash)).frame.columns[0]?.values).toEqual([12_500]);
    expect(maps.translate(frame(more.shortHash)).frame.columns[0]?.values).toEqual([12.5]);
  });

  it('stays as it is when nothing has changed', () => {
    expect(continueHistory(first, ids, before)).toEqual(first);
  });

  it('refuses a number with another path, and names both', () => {
    const swapped = parseSignalIds({ 'Vehicle.Odometer': 2, 'Vehicle.Revolutions': 1 });
    expect(() => continueHistory(first, swapped, before)).toThrow(/number 1 was Vehicle.Odometer and is now Vehicle.Revolutions/);
    expect(() => continueHistory(first, parseSignalIds({ 'Vehicle.Odometer': 1 }), before)).toThrow(
      /number 2 was Vehicle.Revolutions and is now nobody/,
    );
  });

  it('refuses a number below the largest', () => {
    const gap = continueHistory(undefined, parseSignalIds({ 'Vehicle.Odometer': 1, 'Vehicle.Revolutions': 9 }), before);
    const filled = parseSignalIds({ 'Vehicle.Odometer': 1, 'Vehicle.New': 5, 'Vehicle.Revolutions': 9 });
    expect(() => continueHistory(gap, filled, after)).toThrow(/Vehicle.New has a number below the largest/);
  });

  it('refuses another unit under the same hash, but not a wider number', () => {
    const metres = parseCatalogue({ 'Vehicle.Odometer': leaf('uint32', 'm'), 'Vehicle.Revolutions': leaf('uint16', 'rpm') });
    expect(() => continueHistory(first, ids, metres)).toThrow(/Vehicle.Odometer was float in km and is now uint32 in m/);
    const wider = parseCatalogue({ 'Vehicle.Odometer': leaf('double', 'km'), 'Vehicle.Revolutions': leaf('float', 'rpm') });
    expect(continueHistory(first, ids, wider).versions).toEqual(first.versions);
  });

  it.each([{}, [], { signals: [], versions: [] }, { signals: [[1, 'a']], versions: [{ count: 1, hash: 'x', was: {} }] }])(
    'refuses %j',
    (json) => {
      expect(() => parseHistory(json)).toThrow(expect.objectContaining({ code: 'invalid-ids' }));
    },
  );
});
