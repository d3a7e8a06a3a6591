import { z } from 'zod';
import { epochMsSchema } from '../identity.js';
import { FRAME_ERROR_REASONS } from './codec-error.js';

/**
 * Why a message went to the dead-letter topic instead of a reader. To the frame codec's own reasons come:
 * - `unknown-topic`: no channel of ours; `bad-vin`: the topic names no vehicle
 * - `wrong-stream`: telemetry on the event channel or the other way round
 * - `bad-json`, `bad-presence`: not the JSON that the channel carries
 * - `bad-batch`: a message of `up/batch` that cannot be unpacked; a bad frame in a good batch has its own reason
 * - `unknown-signal`, `invalid-value`: a simple client's signal that the catalogue does not know or allow; the rest of its message was stored
 */
export const DEAD_LETTER_REASONS = [
  ...FRAME_ERROR_REASONS,
  'unknown-topic',
  'bad-vin',
  'wrong-stream',
  'bad-json',
  'bad-presence',
  'bad-batch',
  'unknown-signal',
  'invalid-value',
] as const;
export const deadLetterReasonSchema = z.enum(DEAD_LETTER_REASONS);
export type DeadLetterReason = z.infer<typeof deadLetterReasonSchema>;

/** What the record of a dead letter says beside the CloudEvents attributes; its value is the original bytes. */
export const deadLetterHeadersSchema = z.object({
  ce_reason: deadLetterReasonSchema,
  ce_detail: z.string(),
  ce_mqtttopic: z.string(),
  /** Length of the original message; the record's value is shorter when it would not have fitted the log. */
  ce_originalbytes: z.coerce.number().int().nonnegative(),
  ce_time: z.string(),
  /** Which frame it was, where that could be read. */
  ce_boot: z.string().optional(),
  ce_stream: z.coerce.number().int().optional(),
  ce_seq: z.coerce.number().int().positive().optional(),
});

/** `GET /v1/dead-letters` */
export const deadLetterSchema = z.object({
  /** `partition-offset` in the dead-letter topic. */
  id: z.string(),
  vin: z.string().nullable(),
  reason: deadLetterReasonSchema,
  detail: z.string(),
  topic: z.string(),
  bytes: z.number().int(),
  at: epochMsSchema,
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;
