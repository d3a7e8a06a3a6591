import { z } from 'zod';

/** Vehicle identification number: 17 characters without I, O and Q (ISO 3779:2009, clause 4). */
export const vinSchema = z
  .string()
  .regex(/^[A-HJ-NPR-Z0-9]{17}$/, 'a VIN has 17 characters: digits and capital letters without I, O and Q (ISO 3779)');

/** Identifier of one boot of a vehicle agent, made anew at each start. */
export const bootSchema = z.uuid();

/** SHA-256 as lower-case hexadecimal. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest is 64 lower-case hexadecimal digits');

/** Languages the cockpit speaks; `mixed` is text with both. */
export const languageSchema = z.enum(['zh', 'en']);
export type Language = z.infer<typeof languageSchema>;

/** Milliseconds since the Unix epoch, UTC. */
export const epochMsSchema = z.number().int().nonnegative();
