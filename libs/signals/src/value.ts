import type { SignalValue } from '@headway/contracts';
import type { Scalar, Signal } from './signal.js';

/** Why a value does not fit its signal. */
export type ValueRefusal = 'type' | 'not-finite' | 'range' | 'allowed' | 'pattern' | 'array';

/** The outcome of {@link validateValue}. */
export type ValueCheck = { ok: true } | { ok: false; reason: ValueRefusal; message: string };

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

/**
 * Checks a value against its signal: data type, range, allowed values and pattern. Values stand in the signal's own unit.
 * Arrays have no place on the wire yet and are refused.
 */
export function validateValue(signal: Signal, value: SignalValue): ValueCheck {
  const { datatype, path } = signal;
  const refuse = (reason: ValueRefusal, message: string): ValueCheck => ({ ok: false, reason, message: `${path}: ${message}` });
  if (datatype.endsWith('[]')) return refuse('array', `${datatype} cannot be sent`);
  const expected = datatype === 'boolean' || datatype === 'string' ? datatype : 'number';
  if (typeof value !== expected) return refuse('type', `${JSON.stringify(value)} is no ${datatype}`);
  if (typeof value === 'number') {
    const problem = checkNumber(signal, value);
    if (problem) return refuse(...problem);
  }
  if (signal.allowed && !signal.allowed.includes(value)) return refuse('allowed', `${JSON.stringify(value)} is not one of its values`);
  if (signal.pattern && !signal.pattern.test(String(value))) return refuse('pattern', `${JSON.stringify(value)} does not fit its pattern`);
  return FITS;
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
