import { z } from 'zod';
import { campaignsActiveSchema } from '../campaigns/campaign-state.js';
import { actionSchema, answeredBySchema, semanticFrameSchema, signalValueSchema, vehicleStateSchema } from '../assistant/plan.js';
import { commandStatusSchema } from '../commands/command.js';
import { bootSchema, epochMsSchema, languageSchema, sha256Schema } from '../identity.js';

const sequenceSchema = z.number().int().positive();

/** Inclusive ranges of sequence numbers, ascending and disjoint. */
export const sequenceRangesSchema = z.array(z.tuple([sequenceSchema, sequenceSchema])).max(10_000);
export type SequenceRanges = z.infer<typeof sequenceRangesSchema>;

/** A vehicle has started: which boot runs now and how far the former ones had counted. */
export const bootStartedSchema = z.object({
  type: z.literal('boot.started'),
  at: epochMsSchema,
  agentVersion: z.string(),
  model: z.object({ version: z.string(), digest: sha256Schema }),
  previous: z.array(z.object({ boot: bootSchema, stream: z.number().int(), lastSeq: z.number().int().nonnegative() })),
});

/** Frames the vehicle can never send again, and why. */
export const framesLostSchema = z.object({
  type: z.literal('frames.lost'),
  at: epochMsSchema,
  boot: bootSchema,
  stream: z.number().int(),
  ranges: sequenceRangesSchema,
  reason: z.enum(['spool-full', 'expired', 'corrupt', 'unknown']),
});

/** How far each stream has counted, sent while idle so that a lost tail is noticed. */
export const headsSchema = z.object({
  type: z.literal('stream.heads'),
  at: epochMsSchema,
  heads: z.array(z.object({ boot: bootSchema, stream: z.number().int(), lastSeq: z.number().int().nonnegative() })),
});

/** One finished turn as the vehicle saw it. `utterance` and `frames` are only there with the driver's consent to learning. */
export const turnFinishedSchema = z.object({
  type: z.literal('turn.finished'),
  at: epochMsSchema,
  turn: z.string(),
  session: z.string(),
  language: languageSchema,
  answeredBy: answeredBySchema,
  modelVersion: z.string(),
  /** Version of the vehicle's own model, whoever answered. */
  vehicleModelVersion: z.string(),
  latencyMs: z.number().nonnegative(),
  deadlineMs: z.number().positive(),
  late: z.boolean(),
  confidence: z.number(),
  /** What became of it: all actions done, some, a question back, or nothing the cockpit could do. */
  outcome: z.enum(['executed', 'partial', 'asked', 'refused', 'not-understood', 'answered']),
  actions: z.array(actionSchema),
  consent: z.boolean(),
  utterance: z.string().optional(),
  frames: z.array(semanticFrameSchema).optional(),
  /** The other side's reading where car and region disagreed. */
  disagreement: z.object({ answeredBy: answeredBySchema, modelVersion: z.string(), frames: z.array(semanticFrameSchema) }).optional(),
  /** Identifier of the turn that this one corrects. */
  corrects: z.string().optional(),
});
export type TurnFinished = z.infer<typeof turnFinishedSchema>;

/** The driver moved a control by hand soon after a turn that had failed. */
export const manualActionSchema = z.object({
  type: z.literal('manual.action'),
  at: epochMsSchema,
  path: z.string(),
  before: signalValueSchema.optional(),
  value: signalValueSchema,
  /** The failed turn before it, when there was one within the window. */
  afterTurn: z.string().optional(),
  delayMs: z.number().nonnegative().optional(),
  consent: z.boolean(),
  utterance: z.string().optional(),
  language: languageSchema.optional(),
  state: vehicleStateSchema.optional(),
});
export type ManualAction = z.infer<typeof manualActionSchema>;

/** Progress of a model assignment in the vehicle. *installed* is not *active* is not *healthy*. */
export const modelStatusSchema = z.object({
  type: z.literal('model.status'),
  at: epochMsSchema,
  rollout: z.string().optional(),
  assignment: z.string().optional(),
  version: z.string(),
  digest: sha256Schema,
  state: z.enum(['downloading', 'verified', 'installed', 'active', 'healthy', 'rejected', 'reverted', 'postponed']),
  /** Machine-readable reason of `rejected` and `reverted`, e.g. `hash-mismatch`, `golden-failed`. */
  reason: z.string().optional(),
  detail: z.string().max(500).optional(),
});
export type ModelStatus = z.infer<typeof modelStatusSchema>;

/** Every event a vehicle sends on its event stream. */
export const vehicleEventSchema = z.discriminatedUnion('type', [
  bootStartedSchema,
  framesLostSchema,
  headsSchema,
  turnFinishedSchema,
  manualActionSchema,
  modelStatusSchema,
  campaignsActiveSchema,
  commandStatusSchema,
]);
export type VehicleEvent = z.infer<typeof vehicleEventSchema>;
