import { z } from 'zod';
import { DEAD_LETTER_REASONS } from './dead-letter.js';
import { framesLostSchema } from './event.js';

/**
 * Why a frame is lost, strongest first: a number that is declared lost for several reasons counts for the first of them.
 * - what vehicles declare with `frames.lost`
 * - what keeps a frame in the dead-letter topic; when it is driven again and stored, it is not lost any more
 * - `fragmented`: the platform has given the gap up, because the stream had more gaps than a ledger keeps
 * - `forgotten`: missing in a stream that has been archived, because its vehicle had more boots than ledgers are kept of
 */
export const LOSS_REASONS = [...framesLostSchema.shape.reason.options, ...DEAD_LETTER_REASONS, 'fragmented', 'forgotten'] as const;
export const lossReasonSchema = z.enum(LOSS_REASONS);
export type LossReason = z.infer<typeof lossReasonSchema>;

/** Numbers of lost frames by reason; only reasons that occur. */
export const lossCountsSchema = z.partialRecord(lossReasonSchema, z.number().int().positive());
export type LossCounts = z.infer<typeof lossCountsSchema>;
