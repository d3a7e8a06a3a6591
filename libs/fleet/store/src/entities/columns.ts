/** A whole number above 2^31 or a time in milliseconds: `bigint` in the database, which the driver hands over as text. */
export const wholeNumber = {
  type: 'bigint',
  transformer: { to: (value: number | null) => value, from: (value: string | null) => (value === null ? null : Number(value)) },
} as const;
