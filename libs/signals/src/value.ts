import type { SignalValue } from '@headway/contracts';
import { elementOf, isArray, type Scalar, type Signal } from './signal.js';
import { SignalsError } from './signals-error.js';
import { convertUnit } from './units.js';

/** Why a value does not fit its signal. */
export type ValueRefusal = 'type' | 'not-finite' | 'range' | 'allowed' | 'pattern' | 'array' | 'unit';

/** The outcome of {@link validateValue}. */
export type ValueCheck = { ok: true } | { ok: false; reason: ValueRefusal; message: string };

/** Most elements of an array, and most characters of its JSON text. */
const MOST_ELEMENTS = 1_024;
const LONGEST_ARRAY_TEXT = 65_536;

const INTEGER_RANGES: Partial<Record<Scalar, [number, number]>> = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32_768, 32_767],
  uint16: [0, 65_535],
  int32: [-2_147_483_648, 2_147_483_647],
  uint32: [0, 4_294_967_295],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  uint64: [0, Number.MAX_SAFE_INTEGER],
};
const LARGEST_FLOAT = 3.4028234663852886e38;

const FITS: ValueCheck = { ok: true };

const shown = (value: unknown) => String(JSON.stringify(value)).slice(0, 100);

/**
 * Checks a value against its signal: data type, range, allowed values and pattern. Values stand in the signal's own unit.
 * The value of an array signal is the JSON text of the array, e.g. `["P0301","P0420"]`; each element is checked.
 */
export function validateValue(signal: Signal, value: SignalValue): ValueCheck {
  return isArray(signal) ? checkArray(signal, value) : checkElement(signal, value);
}

/** Checks one value of a signal that is no array. */
export function checkElement(signal: Signal, value: unknown): ValueCheck {
  const { datatype, path } = signal;
  const refuse = (reason: ValueRefusal, message: string): ValueCheck => ({ ok: false, reason, message: `${path}: ${message}` });
  const expected = datatype === 'boolean' || datatype === 'string' ? datatype : 'number';
  if (typeof value !== expected) return refuse('type', `${shown(value)} is no ${datatype}`);
  if (typeof value === 'number') {
    const problem = checkNumber(signal, value);
    if (problem) return refuse(...problem);
  }
  if (signal.allowed && !signal.allowed.includes(value as SignalValue))
    return refuse('allowed', `${shown(value)} is not one of its values`);
  if (signal.pattern && !signal.pattern.test(String(value))) return refuse('pattern', `${shown(value)} does not fit its pattern`);
  return FITS;
}

function checkArray(signal: Signal, value: SignalValue): ValueCheck {
  const refuse = (message: string): ValueCheck => ({ ok: false, reason: 'array', message: `${signal.path}: ${message}` });
  if (typeof value !== 'string' || value.length > LONGEST_ARRAY_TEXT) return refuse(`${shown(value)} is not the JSON text of an array`);
  const elements = parseArray(value);
  if (!elements) return refuse(`${shown(value)} is not the JSON text of an array`);
  if (elements.length > MOST_ELEMENTS) return refuse(`${elements.length} elements are more than ${MOST_ELEMENTS}`);
  if (signal.arraySize !== undefined && elements.length !== signal.arraySize) {
    return refuse(`${elements.length} elements where there must be ${signal.arraySize}`);
  }
  const element = elementOf(signal);
  for (const each of elements) {
    const check = checkElement(element, each);
    if (!check.ok) return check;
  }
  return FITS;
}

function parseArray(text: string): unknown[] | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function checkNumber({ datatype, min, max }: Signal, value: number): [ValueRefusal, string] | undefined {
  if (!Number.isFinite(value)) return ['not-finite', `${value} is no finite number`];
  const integer = INTEGER_RANGES[datatype as Scalar];
  if (integer && !Number.isInteger(value)) return ['type', `${value} is no ${datatype}`];
  const [lowest, highest] = integer ?? (datatype === 'float' ? [-LARGEST_FLOAT, LARGEST_FLOAT] : [-Infinity, Infinity]);
  const least = Math.max(lowest, min ?? -Infinity);
  const most = Math.min(highest, max ?? Infinity);
  return value < least || value > most ? ['range', `${value} is not between ${least} and ${most}`] : undefined;
}

/** The value in the nearest form that the data type holds: integers rounded and kept in range; everything else as it is. */
export function fitValue(signal: Signal, value: SignalValue): SignalValue {
  if (typeof value !== 'number' || !Number.isFinite(value)) return value;
  const integer = INTEGER_RANGES[signal.datatype as Scalar];
  const rounded = integer ? Math.round(value) : value;
  const least = Math.max(integer?.[0] ?? -Infinity, signal.min ?? -Infinity);
  const most = Math.min(integer?.[1] ?? Infinity, signal.max ?? Infinity);
  return Math.min(Math.max(rounded, least), most) + 0;
}

/** A number that was measured in another unit, in the signal's own; `check` says when the units do not measure the same. */
export function valueInUnit(signal: Signal, value: number, unit: string): { check: ValueCheck; value: number } {
  if (signal.unit === unit) return { check: FITS, value };
  try {
    if (signal.unit === null) throw new SignalsError('unit-mismatch', `the signal has no unit, ${unit} was given`);
    const converted = convertUnit(value, unit, signal.unit);
    return { check: FITS, value: INTEGER_RANGES[signal.datatype as Scalar] ? Math.round(converted) : converted };
  } catch (error) {
    if (!(error instanceof SignalsError)) throw error;
    return { check: { ok: false, reason: 'unit', message: `${signal.path}: ${error.message}` }, value };
  }
}
