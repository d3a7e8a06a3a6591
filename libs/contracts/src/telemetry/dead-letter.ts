import { z } from 'zod';
import { bootSchema, epochMsSchema, vinSchema } from '../identity.js';
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

/** `open`: no reader has seen it; `redriven`: it was read again and has reached the log. */
export const DEAD_LETTER_STATES = ['open', 'redriven'] as const;
export type DeadLetterState = (typeof DEAD_LETTER_STATES)[number];

/** `GET /v1/dead-letters` */
export const deadLetterSchema = z.object({
  /** `partition-offset` in the dead-letter topic. */
  id: z.string(),
  vin: z.string().nullable(),
  reason: deadLetterReasonSchema,
  detail: z.string(),
  topic: z.string(),
  /** Length of the original message. */
  bytes: z.number().int(),
  /** When the log took it. */
  at: epochMsSchema,
  state: z.enum(DEAD_LETTER_STATES),
  /** Which frame it was, where that could be read. */
  frame: z.object({ boot: bootSchema, stream: z.number().int(), seq: z.number().int() }).nullable(),
  /** How often it was driven again, and when last. */
  attempts: z.number().int().nonnegative(),
  triedAt: epochMsSchema.nullable(),
  /** Why it came here, when a later try has failed for another reason. */
  firstReason: deadLetterReasonSchema.nullable(),
  /** Whether `GET /v1/dead-letters/{id}/bytes` still has the message; the event log keeps it longer. */
  bytesKept: z.boolean(),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;

/** `GET /v1/dead-letters/{id}` */
export const deadLetterDetailSchema = deadLetterSchema.extend({
  /** What could be read of the message: the frame's header, its content if that too, or the text that it is. */
  decoded: z.record(z.string(), z.unknown()).nullable(),
});
export type DeadLetterDetail = z.infer<typeof deadLetterDetailSchema>;

/**
 * What became of a letter that was driven again: `redriven` into the log; `already-stored`, because the ledger has its frame; `failed` for
 * `reason`; `bytes-gone`: only the event log may still have them; `busy`: somebody else is at it.
 */
export const redriveResultSchema = z.object({
  id: z.string(),
  outcome: z.enum(['redriven', 'already-stored', 'failed', 'bytes-gone', 'busy']),
  reason: deadLetterReasonSchema.optional(),
  detail: z.string().optional(),
});
export type RedriveResult = z.infer<typeof redriveResultSchema>;

/** `POST /v1/dead-letters/redrive`: the open letters that pass, those that were tried longest ago first. */
export const redriveRequestSchema = z.object({
  reason: deadLetterReasonSchema.optional(),
  vin: vinSchema.optional(),
  from: epochMsSchema.optional(),
  to: epochMsSchema.optional(),
  limit: z.number().int().min(1).max(1_000).default(500),
});

/** Its answer: how many letters passed the filter and how those that were tried have ended. */
export const redriveSummarySchema = z.object({
  matched: z.number().int().nonnegative(),
  tried: z.number().int().nonnegative(),
  redriven: z.number().int().nonnegative(),
  alreadyStored: z.number().int().nonnegative(),
  bytesGone: z.number().int().nonnegative(),
  busy: z.number().int().nonnegative(),
  failed: z.partialRecord(deadLetterReasonSchema, z.number().int().positive()),
});
export type RedriveSummary = z.infer<typeof redriveSummarySchema>;
