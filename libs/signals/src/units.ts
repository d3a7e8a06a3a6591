import { SignalsError } from './signals-error.js';

interface Unit {
  dimension: string;
  /** base = value × factor + offset */
  factor: number;
  offset: number;
}

const units = new Map<string, Unit>();
const define = (dimension: string, factors: Record<string, number>) => {
  for (const [name, factor] of Object.entries(factors)) units.set(name, { dimension, factor, offset: 0 });
};

// Names as VSS spells them, and the usual ones of recorded logs. Exact factors: international yard and pound (1959), SI brochure.
define('speed', { 'km/h': 1, 'm/s': 3.6, mph: 1.609344, kn: 1.852 });
define('length', { m: 1, mm: 0.001, cm: 0.01, km: 1000, inch: 0.0254, ft: 0.3048, mi: 1609.344 });
define('duration', { s: 1, ms: 0.001, min: 60, h: 3600, day: 86_400 });
define('pressure', { kPa: 1, Pa: 0.001, bar: 100, mbar: 0.1, psi: 6.894757293168361, mmHg: 0.133322387415 });
define('energy', { kWh: 1, Wh: 0.001, MJ: 1 / 3.6 });
define('power', { W: 1, kW: 1000, PS: 735.49875 });
define('share', { percent: 1, ratio: 100 });
define('angle', { degrees: 1, rad: 180 / Math.PI });
define('angular speed', { 'degrees/s': 1, 'rad/s': 180 / Math.PI, rpm: 6 });
define('volume', { l: 1, ml: 0.001, 'cm^3': 0.001, gal: 3.785411784 });
define('mass flow', { 'g/s': 1, 'kg/h': 1 / 3.6 });
define('volume flow', { 'l/h': 1, 'ml/min': 0.06 });
define('acceleration', { 'm/s^2': 1, 'cm/s^2': 0.01, g: 9.80665 });
define('voltage', { V: 1, mV: 0.001 });
define('current', { A: 1, mA: 0.001 });
define('torque', { Nm: 1 });
define('charge', { Ah: 1, mAh: 0.001 });
define('force', { N: 1, kN: 1000 });
define('rate', { bpm: 1, cpm: 1, Hz: 60 });
define('energy a distance', { 'kWh/100km': 1, 'Wh/km': 0.1 });
define('mass a distance', { 'g/km': 1 });
define('mass', { kg: 1, lb: 0.45359237 });
units.set('celsius', { dimension: 'temperature', factor: 1, offset: 0 });
units.set('kelvin', { dimension: 'temperature', factor: 1, offset: -273.15 });
units.set('fahrenheit', { dimension: 'temperature', factor: 5 / 9, offset: -160 / 9 });

const ALIASES: Record<string, string> = {
  Celsius: 'celsius',
  '°C': 'celsius',
  '°F': 'fahrenheit',
  K: 'kelvin',
  '%': 'percent',
  kph: 'km/h',
  km_h: 'km/h',
};

function unitOf(name: string): Unit {
  const unit = units.get(ALIASES[name] ?? name);
  if (!unit) throw new SignalsError('unit-mismatch', `the unit ${name} is not known`);
  return unit;
}

/** Whether values can be converted from and to this unit. */
export const isKnownUnit = (name: string): boolean => units.has(ALIASES[name] ?? name);

/**
 * A value in another unit of the same quantity, e.g. `convertUnit(60, 'mph', 'km/h')`.
 * @throws SignalsError `unit-mismatch`
 */
export function convertUnit(value: number, from: string, to: string): number {
  if (from === to) return value;
  const source = unitOf(from);
  const target = unitOf(to);
  if (source.dimension !== target.dimension) {
    throw new SignalsError('unit-mismatch', `${from} measures ${source.dimension}, ${to} measures ${target.dimension}`);
  }
  return (value * source.factor + source.offset - target.offset) / target.factor;
}
