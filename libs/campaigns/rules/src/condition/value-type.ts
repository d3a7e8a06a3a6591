import type { SignalValue } from '@headway/contracts';
import type { Signal } from '@headway/signals';
import type { Readings } from './inputs.js';

/** CEL types that conditions know. VSS integers of every size are `int`, float and double are `double`. */
export type ValueType = 'bool' | 'int' | 'double' | 'string';

/** A part of a condition as a function; undefined stands for a value that is not known. */
export type Evaluate = (readings: Readings) => SignalValue | undefined;

/** A checked part of a condition. */
export interface Typed {
  type: ValueType;
  evaluate: Evaluate;
  /** The value of a literal. */
  literal?: SignalValue;
  /** The signal that it is, where it is no more than that. */
  signal?: Signal;
  slot?: number;
}

/** The CEL type of a signal; undefined for arrays, which have no place on the wire. */
export function typeOfSignal({ datatype }: Pick<Signal, 'datatype'>): ValueType | undefined {
  if (datatype.endsWith('[]')) return undefined;
  if (datatype === 'boolean') return 'bool';
  if (datatype === 'string') return 'string';
  return datatype === 'float' || datatype === 'double' ? 'double' : 'int';
}

/** Longest text that a signal may have, UTF-16 units; a longer one counts as not known. */
const LONGEST_TEXT = 4096;

export const isNumber = (type: ValueType) => type === 'int' || type === 'double';

/**
 * A reading in the signal's CEL type; undefined for what is none. Integers are kept exact: a fraction is rounded, and what is
 * beyond ±2^53 counts as not known.
 */
export function coerce(type: ValueType, value: SignalValue | undefined): SignalValue | undefined {
  switch (type) {
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'string':
      return typeof value === 'string' && value.length <= LONGEST_TEXT ? value : undefined;
    case 'double':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    case 'int':
      return typeof value === 'number' ? exact(Math.round(value)) : undefined;
  }
}

/** An integer that a double holds exactly; others have no value, where CEL would count on up to 64 bits. */
export const exact = (value: number): number | undefined => (Number.isSafeInteger(value) ? value + 0 : undefined);
