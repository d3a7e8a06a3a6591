import { decodeFrame, type SimpleValue } from '@headway/contracts';
import { makeSignalMaps, parseCatalogue, parseSignalIds, parseTranslation } from '@headway/signals';
import { describe, expect, it } from '@jest/globals';
import { convertSimpleTelemetry } from './simple-telemetry.js';

const sensor = (datatype: string, more: object = {}) => ({ type: 'sensor', datatype, ...more });
const catalogue = parseCatalogue({
  'Vehicle.Speed': sensor('float', { unit: 'km/h', max: 300 }),
  'Vehicle.Odometer': sensor('uint32', { unit: 'm' }),
  'Vehicle.Codes': sensor('string[]', { pattern: '[PCBU][0-9A-F]{4}' }),
  'Vehicle.Seat.Status': sensor('string', { allowed: ['TAKEN', 'FREE'] }),
});
const ids = parseSignalIds({ 'Vehicle.Speed': 1, 'Vehicle.Odometer': 2, 'Vehicle.Codes': 3, 'Vehicle.Seat.Status': 4 });
const values: [boolean, string][] = [
  [true, 'TAKEN'],
  [false, 'FREE'],
];
const translation = parseTranslation({ from: '1', to: '2', rules: [{ from: 'Vehicle.Seat.IsTaken', to: 'Vehicle.Seat.Status', values }] });
const known = { catalogue, ids, maps: makeSignalMaps(ids, { catalogue, translations: [translation] }) };

function convert(signals: Record<string, SimpleValue>) {
  const json = { boot: '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e', seq: 1, startTimeMs: 5, signals };
  const { bytes, dropped } = convertSimpleTelemetry(Buffer.from(JSON.stringify(json)), known);
  const { columns } = decodeFrame(bytes);
  return { values: Object.fromEntries(columns.map((column) => [ids.pathOf(column.signal), column.values[0]])), dropped };
}

describe('the JSON of simple clients', () => {
  it('gives numbers in other units, arrays, and signals by their former names', () => {
    const signals = {
      'Vehicle.Speed': 50,
      'Vehicle.Odometer': { value: 1.5, unit: 'km' },
      'Vehicle.Codes': ['P0301', 'C1234'],
      'Vehicle.Seat.IsTaken': true,
    };
    expect(convert(signals)).toEqual({
      values: { 'Vehicle.Speed': 50, 'Vehicle.Odometer': 1500, 'Vehicle.Codes': '["P0301","C1234"]', 'Vehicle.Seat.Status': 'TAKEN' },
      dropped: [],
    });
    expect(convert({ 'Vehicle.Seat.IsTaken': true, 'Vehicle.Seat.Status': 'FREE' }).values).toEqual({ 'Vehicle.Seat.Status': 'FREE' });
  });

  it.each<[string, SimpleValue, string, string]>([
    ['Vehicle.Speed', { value: 50, unit: 'kPa' }, 'invalid-value', 'kPa measures pressure'],
    ['Vehicle.Speed', { value: 200, unit: 'mph' }, 'invalid-value', 'is not between'],
    ['Vehicle.Speed', [1], 'invalid-value', 'is no float'],
    ['Vehicle.Codes', ['P0301', 'X'], 'invalid-value', 'does not fit its pattern'],
    ['Vehicle.Seat.Status', { value: 1, unit: 'm' }, 'invalid-value', 'has no unit'],
    ['Vehicle.Seat.Status', ['TAKEN'], 'invalid-value', 'is no string'],
    ['Vehicle.Codes', '["P0301"]', 'invalid-value', 'is no string[]'],
    ['Vehicle.None', 1, 'unknown-signal', 'Vehicle.None'],
    ['constructor', 1, 'unknown-signal', 'constructor'],
  ])('leaves out %s = %j and says why', (path, value, reason, detail) => {
    const { values: kept, dropped } = convert({ [path]: value });
    expect(kept).toEqual({});
    expect(dropped).toEqual([{ reason, detail: expect.stringContaining(detail) as unknown }]);
  });
});
