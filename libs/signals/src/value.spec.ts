import { describe, expect, it } from '@jest/globals';
import type { SignalValue } from '@headway/contracts';
import fc from 'fast-check';
import type { Signal } from './signal.js';
import { fitValue, validateValue } from './value.js';

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
    ['text beside the pattern', { datatype: 'string', pattern: /^(?:#[0-9A-F]{6})$/u }, '#12345', 'pattern'],
    ['anything for an array', { datatype: 'float[]' }, 1, 'array'],
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
