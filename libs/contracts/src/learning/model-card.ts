import { z } from 'zod';
import { sha256Schema } from '../identity.js';

/** How text becomes numbers; training and serving must agree on every field. */
export const tokenizerSpecSchema = z.object({
  version: z.literal(1),
  wordBuckets: z.number().int().positive(),
  gramBuckets: z.number().int().positive(),
  gramsPerToken: z.number().int().positive(),
  maxTokens: z.number().int().positive(),
});
export type TokenizerSpec = z.infer<typeof tokenizerSpecSchema>;

/** Quality figures of one evaluation, shares between 0 and 1. */
export const evaluationSchema = z.object({
  examples: z.number().int().nonnegative(),
  /** Share of utterances whose multiset of intents is right. */
  intentAccuracy: z.number(),
  /** Micro F1 over (name, start, end) of slots. */
  slotF1: z.number(),
  /** Share of utterances with all intents, clauses and slots right. */
  wholeSentence: z.number(),
  /** Expected calibration error of the plan confidence, 10 equal-width bins (Guo et al. 2017). */
  calibrationError: z.number(),
  /** Share of utterances that resolve to exactly the expected vehicle actions; absent where no resolver was given. */
  actionsExact: z.number().optional(),
  byLanguage: z.record(z.string(), z.object({ examples: z.number(), wholeSentence: z.number(), intentAccuracy: z.number() })),
  byIntent: z.record(z.string(), z.object({ examples: z.number(), correct: z.number() })).optional(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** What the frames of one intent never hold, as far as the training examples show. */
const frameRuleSchema = z.object({
  /** Slots that it never has. */
  without: z.array(z.string()),
  /** Pairs of slots that never come together; a slot with itself comes once at most. */
  apart: z.array(z.tuple([z.string(), z.string()])),
});
export type FrameRule = z.infer<typeof frameRuleSchema>;

/** What a model file says about itself, stored as JSON under `headway` in the ONNX `metadata_props`. */
export const modelCardSchema = z.object({
  schema: z.literal('headway.model/1'),
  /** Who runs it: the car or a region. */
  family: z.enum(['vehicle', 'region']),
  version: z.string().min(1).max(64),
  tokenizer: tokenizerSpecSchema,
  /** Intent labels in the order of `intentLogits`. */
  intents: z.array(z.string()).min(1),
  /** BIO tags in the order of `slotLogits`; index 0 is `O`. */
  tags: z.array(z.string()).min(1),
  /** Divides the intent logits before softmax (Guo et al. 2017), one per language. */
  temperature: z.record(z.string(), z.number().positive()),
  /** Slope and offset of the line through a frame's log-odds that makes its confidence a frequency, by language (Platt 1999). */
  confidence: z.record(z.string(), z.tuple([z.number().positive(), z.number()])).optional(),
  /** By intent, which frames there are; an intent that is left out may have any. Decoding reads no others. */
  frames: z.record(z.string(), frameRuleSchema).optional(),
  /** Sizes of the encoder; lists hold those in which its members differ. */
  architecture: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.array(z.record(z.string(), z.number()))])),
  opset: z.number().int().positive(),
  /** How tables and matrices are stored: `int8` is quantised per channel. */
  precision: z.enum(['float32', 'int8']).default('float32'),
  parameters: z.number().int().positive(),
  /** Hash of the dataset version it was trained on. */
  dataset: sha256Schema.optional(),
  /** Digest of the model it was fine-tuned from. */
  parent: sha256Schema.optional(),
  seed: z.number().int(),
  trainedAt: z.string(),
  metrics: z.record(z.string(), evaluationSchema).default({}),
});
export type ModelCard = z.infer<typeof modelCardSchema>;
