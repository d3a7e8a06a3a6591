import type { SignalValue } from '@headway/contracts';
import type { Pattern } from './pattern.js';

/** Scalar data types of VSS. */
export const SCALARS = [
  'boolean',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'float',
  'double',
  'string',
] as const;
export type Scalar = (typeof SCALARS)[number];
export type Datatype = Scalar | `${Scalar}[]`;

/** A leaf of the Vehicle Signal Specification. */
export interface Signal {
  /** Dotted path, e.g. `Vehicle.Speed`. */
  path: string;
  kind: 'sensor' | 'actuator' | 'attribute';
  datatype: Datatype;
  /** VSS unit name; `celsius` is written so whatever the release's spelling. */
  unit: string | null;
  min?: number;
  max?: number;
  allowed?: SignalValue[];
  /** For the whole of a string. */
  pattern?: Pattern;
  /** How many elements an array must have; any number when absent. */
  arraySize?: number;
  description: string;
  /** What the catalogue says about a signal that will go away. */
  deprecation?: string;
}

/** Signals by path. */
export type Catalogue = ReadonlyMap<string, Signal>;

/** Whether the signal's value is an array; it travels as the array's JSON text. */
export const isArray = ({ datatype }: Pick<Signal, 'datatype'>): boolean => datatype.endsWith('[]');

/** The signal that each element of an array is; other signals as they are. */
export const elementOf = (signal: Signal): Signal => ({ ...signal, datatype: signal.datatype.replace(/\[\]$/, '') as Scalar });
