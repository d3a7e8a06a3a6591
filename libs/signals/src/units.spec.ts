import { describe, expect, it } from '@jest/globals';
import { SignalsError } from './signals-error.js';
import { convertUnit } from './units.js';

describe('convertUnit', () => {
  it.each<[number, string, string, number]>([
    [100, 'km/h', 'm/s', 27.7778],
    [60, 'mph', 'km/h', 96.5606],
    [32, 'psi', 'kPa', 220.632],
    [212, 'fahrenheit', 'celsius', 100],
    [20, 'celsius', 'fahrenheit', 68],
    [293.15, 'K', 'Celsius', 20],
    [0.5, 'ratio', 'percent', 50],
    [90, 'min', 'h', 1.5],
  ])('%p %s is %s', (value, from, to, expected) => {
    expect(convertUnit(value, from, to)).toBeCloseTo(expected, 3);
  });

  it('refuses to turn speed into pressure', () => {
    expect(() => convertUnit(1, 'km/h', 'kPa')).toThrow(SignalsError);
    expect(() => convertUnit(1, 'furlong', 'm')).toThrow(SignalsError);
  });
});
