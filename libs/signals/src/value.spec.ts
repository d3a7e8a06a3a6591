import { describe, expect, it } from '@jest/globals';
import type { SignalValue } from '@headway/contracts';
import fc from 'fast-check';
import { compilePattern } from './pattern.js';
import type { Signal } from './signal.js';
import { fitValue, validateValue, valueInUnit } from './value.js';

const signal = (change: Partial<Signal>): Signal => ({
  path: 'Vehicle.X',
  kind: 'sensor',
  datatype: 'float',
  unit: null,
  description: '',
  ...change,
});

describe('validateValue', () => {
  it.each<[string, Partial<Signal>, SignalValue, string]>([
    ['a number in range', { min: -5, max: 5 }, 4.5, 'ok'],
    ['a number above the range', { max: 5 }, 5.5, 'range'],
    ['NaN', {}, Number.NaN, 'not-finite'],
    ['a fraction for an integer', { datatype: 'uint8' }, 1.5, 'type'],
    ['256 for a byte', { datatype: 'uint8' }, 256, 'range'],
    ['-1 for an unsigned', { datatype: 'uint16' }, -1, 'range'],
    ['text for a number', {}, '5', 'type'],
    ['a number for a flag', { datatype: 'boolean' }, 1, 'type'],
    ['an allowed word', { datatype: 'string', allowed: ['ON', 'OFF'] }, 'ON', 'ok'],
    ['a word that is not allowed', { datatype: 'string', allowed: ['ON', 'OFF'] }, 'on', 'allowed'],
    ['text beside the pattern', { datatype: 'string', pattern: compilePattern('#[0-9A-F]{6}') }, '#12345', 'pattern'],
    ['an array', { datatype: 'string[]', allowed: ['A', 'B'] }, '["A","B","A"]', 'ok'],
    ['an empty array', { datatype: 'uint8[]' }, '[]', 'ok'],
    ['an element that is not allowed', { datatype: 'string[]', allowed: ['A', 'B'] }, '["A","C"]', 'allowed'],
    ['an element out of range', { datatype: 'uint8[]' }, '[1,256]', 'range'],
    ['an element of another type', { datatype: 'float[]' }, '[1,"2"]', 'type'],
    ['an array within an array', { datatype: 'float[]' }, '[[1]]', 'type'],
    ['a lone value for an array', { datatype: 'float[]' }, 1, 'array'],
    ['text that is no array', { datatype: 'string[]' }, '{"a":1}', 'array'],
    ['text that is no JSON', { datatype: 'string[]' }, '[', 'array'],
    ['an array of the wrong size', { datatype: 'uint8[]', arraySize: 3 }, '[1,2]', 'array'],
    ['an array that is too long', { datatype: 'uint8[]' }, `[${'1,'.repeat(1024)}1]`, 'array'],
  ])('judges %s', (_name, change, value, expected) => {
    const check = validateValue(signal(change), value);
    expect(check.ok ? 'ok' : check.reason).toBe(expected);
  });
});

describe('fitValue', () => {
  it('always gives numbers that validate', () => {
    const numeric = fc.constantFrom<Partial<Signal>>(
      { datatype: 'int8' },
      { datatype: 'uint8', min: 0, max: 100 },
      { datatype: 'uint32' },
      { datatype: 'double', min: -90, max: 90 },
    );
    fc.assert(
      fc.property(numeric, fc.double({ noNaN: true, noDefaultInfinity: true }), (change, value) => {
        const shaped = signal(change);
        expect(validateValue(shaped, fitValue(shaped, value))).toEqual({ ok: true });
      }),
    );
  });
});

describe('valueInUnit', () => {
  it('converts what measures the same', () => {
    expect(valueInUnit(signal({ unit: 'km/h' }), 60, 'mph')).toMatchObject({
      check: { ok: true },
      value: expect.closeTo(96.56, 2) as unknown,
    });
    expect(valueInUnit(signal({ unit: 'm', datatype: 'uint32' }), 1.2345, 'km')).toEqual({ check: { ok: true }, value: 1235 });
    expect(valueInUnit(signal({ unit: 'percent' }), 5, 'percent').value).toBe(5);
  });

  it.each<[string | null, string]>([
    ['km/h', 'kPa'],
    ['km/h', 'furlongs'],
    [null, 'm'],
  ])('refuses %s in %s', (own, given) => {
    expect(valueInUnit(signal({ unit: own }), 1, given).check).toMatchObject({ ok: false, reason: 'unit' });
  });
});
