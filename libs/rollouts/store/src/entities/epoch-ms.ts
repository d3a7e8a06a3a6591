import type { ColumnOptions } from 'typeorm';

/** A time in milliseconds since the epoch: `bigint` in the database, which the driver hands over as text. */
export const epochMs: ColumnOptions = {
  type: 'bigint',
  transformer: { to: (value: number | null) => value, from: (value: string | null) => (value === null ? null : Number(value)) },
};
