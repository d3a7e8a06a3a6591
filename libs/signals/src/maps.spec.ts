import { describe, expect, it } from '@jest/globals';
import { extendSignalIds, parseSignalIds } from './ids.js';
import { parseCatalogue } from './catalogue.js';
import { makeSignalMaps, type Meaning } from './maps.js';
import { parseTranslation } from './translation.js';
import type { Column, Frame } from '@headway/contracts';

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
    expect(makeSignalMaps(first, { others: [{ ids: other, meaningOf: () => undefined }] }).mapOf(other.shortHash)).toBe(other);
    expect(makeSignalMaps(first, { others: [{ ids: other, meaningOf: () => undefined }] }).mapOf(first.shortHash)).toBe(first);
  });
});

describe('frames of vehicles on an older catalogue', () => {
  const leaf = (datatype: string, unit?: string) => ({ type: 'sensor', datatype, ...(unit ? { unit } : {}) });
  const catalogue = parseCatalogue({
    'Vehicle.Speed': leaf('float', 'km/h'),
    'Vehicle.Odometer': leaf('uint32', 'm'),
    'Vehicle.Seat.A.Status': leaf('string'),
    'Vehicle.Engine.Temperature': leaf('float', 'celsius'),
    'Vehicle.Mirror.Yaw': leaf('int8', 'percent'),
  });
  const table = parseTranslation({
    from: '1',
    to: '2',
    rules: [
      {
        from: 'Vehicle.Seat.*.IsTaken',
        to: 'Vehicle.Seat.*.Status',
        values: [
          [true, 'TAKEN'],
          [false, 'FREE'],
        ],
      },
      { from: 'Vehicle.OldTemperature', to: 'Vehicle.Engine.Temperature', unit: 'kelvin' },
      { from: 'Vehicle.Mirror.Pan', to: 'Vehicle.Mirror.Yaw', factor: -1 },
      { from: 'Vehicle.Diagnostics.**', gone: 'removed' },
    ],
  });
  const old = parseSignalIds({
    'Vehicle.Odometer': 1,
    'Vehicle.Seat.A.IsTaken': 2,
    'Vehicle.OldTemperature': 3,
    'Vehicle.Diagnostics.Code': 4,
    'Vehicle.Speed': 5,
    'Vehicle.Mirror.Pan': 6,
  });
  const meanings: Record<string, Meaning> = { 'Vehicle.Odometer': { datatype: 'float', unit: 'km' } };
  const ids = extendSignalIds(parseSignalIds({ 'Vehicle.Speed': 1 }), catalogue.keys());
  const maps = makeSignalMaps(ids, { catalogue, translations: [table], others: [{ ids: old, meaningOf: (path) => meanings[path] }] });
  const frame = (columns: Column[], hash = old.shortHash): Frame => ({
    boot: '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e',
    stream: 0,
    seq: 1,
    startTimeMs: 1,
    catalogue: hash,
    columns,
  });
  const read = (given: Frame) => {
    const { frame: translated, dropped } = maps.translate(given);
    return { dropped, values: Object.fromEntries(translated.columns.map(({ signal, values }) => [ids.pathOf(signal), values])) };
  };
  const column = (signal: number, ...values: Column['values']): Column => ({
    signal,
    offsetsMs: values.map((_, index) => index * 10),
    values,
  });

  it('come out under the current numbers, paths, units and types', () => {
    const given = frame([
      column(1, 12.3456, 12.3466),
      column(2, true, false),
      column(3, 293.15),
      column(4, 'P0301'),
      column(5, 50),
      column(6, 30),
    ]);
    expect(read(given)).toEqual({
      dropped: 1,
      values: {
        'Vehicle.Odometer': [12_346, 12_347],
        'Vehicle.Seat.A.Status': ['TAKEN', 'FREE'],
        'Vehicle.Engine.Temperature': [expect.closeTo(20, 6)],
        'Vehicle.Speed': [50],
        'Vehicle.Mirror.Yaw': [-30],
      },
    });
    expect(maps.translate(given).frame.catalogue).toBe(ids.shortHash);
  });

  it('lose only the samples that have no counterpart', () => {
    expect(read(frame([column(2, true, 'perhaps', false)])).values).toEqual({ 'Vehicle.Seat.A.Status': ['TAKEN', 'FREE'] });
    expect(maps.translate(frame([column(2, true, 'perhaps', false)])).frame.columns[0]?.offsetsMs).toEqual([0, 20]);
  });

  it('are dropped whole when nobody knows their map, and numbers nobody gave are dropped', () => {
    expect(read(frame([column(1, 1), column(2, true)], 'ffffffff'))).toEqual({ dropped: 2, values: {} });
    expect(read(frame([column(4_000_000_000, 1)]))).toEqual({ dropped: 1, values: {} });
  });

  it('pass untouched when they are current', () => {
    const current = frame([column(ids.idOf('Vehicle.Speed') as number, 3)], ids.shortHash);
    expect(maps.translate(current).frame).toBe(current);
  });

  it('answer to old names in plain JSON too', () => {
    expect(maps.translateNamed('Vehicle.OldTemperature', 273.15)).toEqual({ path: 'Vehicle.Engine.Temperature', value: 0 });
    expect(maps.translateNamed('Vehicle.Seat.A.IsTaken', true)).toEqual({ path: 'Vehicle.Seat.A.Status', value: 'TAKEN' });
    expect(maps.translateNamed('Vehicle.Seat.A.IsTaken', 3)).toBeUndefined();
    expect(maps.translateNamed('Vehicle.Diagnostics.Code', 'P0301')).toBeUndefined();
    expect(maps.translateNamed('Vehicle.Nonsense', 1)).toBeUndefined();
  });

  it('do not let an old name speak over the signal itself', () => {
    const both = extendSignalIds(old, ['Vehicle.Seat.A.Status']);
    const two = makeSignalMaps(ids, { catalogue, translations: [table], others: [{ ids: both, meaningOf: () => undefined }] });
    const { frame: translated } = two.translate(frame([column(2, true), column(7, 'FREE')], both.shortHash));
    expect(translated.columns.map(({ values }) => values)).toEqual([['FREE']]);
  });
});
