import { z } from 'zod';
import { languageSchema } from '../identity.js';

/** Half-open range of UTF-16 offsets into the utterance. */
export const spanSchema = z.tuple([z.number().int().nonnegative(), z.number().int().positive()]);
export type Span = z.infer<typeof spanSchema>;

/** A labelled part of the utterance; `text` is the utterance between `start` and `end`. */
export const slotSchema = z.object({
  name: z.string().min(1).max(64),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
});
export type Slot = z.infer<typeof slotSchema>;

/** One intent of an utterance with its slots: what one clause asks for. */
export const labelledFrameSchema = z.object({
  intent: z.string().min(1).max(64),
  /** The clause this intent comes from. */
  span: spanSchema,
  slots: z.array(slotSchema).max(32),
});
export type LabelledFrame = z.infer<typeof labelledFrameSchema>;

/**
 * One training or test example: a line of our JSON Lines datasets.
 * An utterance that asks for nothing the cockpit can do has one frame with intent `none`.
 */
export const exampleSchema = z.object({
  id: z.string().min(1).max(128),
  language: languageSchema,
  text: z.string().min(1).max(512),
  frames: z.array(labelledFrameSchema).min(1).max(8),
  source: z.enum(['grammar', 'hand', 'fleet', 'corpus']).default('corpus'),
});
export type Example = z.infer<typeof exampleSchema>;

/** The label of an utterance that is out of scope. */
export const OUT_OF_SCOPE = 'none';
