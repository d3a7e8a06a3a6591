import { z } from 'zod';
import { bootSchema, epochMsSchema } from '../identity.js';
import { FRAME_ERROR_REASONS } from './codec-error.js';
import { sequenceRangesSchema } from './event.js';

/**
 * Why a message went to the dead-letter topic instead of a reader. To the frame codec's own reasons come:
 * - `unknown-topic`: no channel of ours; `bad-vin`: the topic names no vehicle
 * - `wrong-stream`: telemetry on the event channel or the other way round
 * - `bad-json`, `bad-presence`: not the JSON that the channel carries
 * - `bad-batch`: a message of `up/batch` that cannot be unpacked; a bad frame in a good batch has its own reason
 * - `schema-drifted`: columns under a signal id map that is not known here, or values of another type than the signal's
 * - `unknown-vehicle`: nobody has registered it (`HEADWAY_VEHICLES=registered`); `forged-vin`: the frame names another vehicle than its topic
 * - `clock-off`: read more than `MOST_CLOCK_ERROR_MS` away from now; `implausible-sequence`: above `HIGHEST_SEQUENCE`
 * - `rate-limited`: a summary of messages that were not kept, because their vehicle has filled the topic faster than it may
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
  'schema-drifted',
  'unknown-vehicle',
  'forged-vin',
  'clock-off',
  'implausible-sequence',
  'rate-limited',
  'unknown-signal',
  'invalid-value',
] as const;
export const deadLetterReasonSchema = z.enum(DEAD_LETTER_REASONS);
export type DeadLetterReason = z.infer<typeof deadLetterReasonSchema>;

/** A frame read further away from now than this has no useful time: 366 days. A day's skew is stored. */
export const MOST_CLOCK_ERROR_MS = 366 * 86_400_000;

/**
 * Highest sequence number a stream of a boot may reach: 2^40, which is a frame a millisecond for 34 years. Above it, ledgers could be made
 * to claim more missing frames than numbers are exact.
 */
export const HIGHEST_SEQUENCE = 2 ** 40;

/** Value of a `rate-limited` letter: what was not kept since the last one, and which frames are lost by it. */
export const rateLimitedSchema = z.object({
  messages: z.number().int().positive(),
  bytes: z.number().int().nonnegative(),
  /** Messages by the reason that each had. */
  reasons: z.record(z.string(), z.number().int()),
  lost: z.array(z.object({ boot: bootSchema, stream: z.number().int(), ranges: sequenceRangesSchema })),
});
export type RateLimited = z.infer<typeof rateLimitedSchema>;

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
