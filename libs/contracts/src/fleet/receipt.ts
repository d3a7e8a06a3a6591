import { z } from 'zod';
import { epochMsSchema } from '../identity.js';

const place = z.number().int().nonnegative();

/**
 * `GET /v1/vehicles/{vin}/receipts`: frames of a stream and where the event log has them. Between `firstOffset` and `lastOffset` lie the
 * records of other vehicles as well. Asked for one sequence, `firstOffset` and `lastOffset` are that frame's own.
 */
export const receiptSchema = z.object({
  boot: z.string(),
  stream: z.number().int(),
  topic: z.string(),
  partition: place,
  firstSeq: z.number().int().positive(),
  lastSeq: z.number().int().positive(),
  /** Numbers may be missing between the first and the last: so many are there. */
  frames: z.number().int().positive(),
  firstOffset: place,
  lastOffset: place,
  /** When the log took the last of them. */
  storedAt: epochMsSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;
