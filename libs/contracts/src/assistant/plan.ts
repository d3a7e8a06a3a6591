import { z } from 'zod';
import { languageSchema, vinSchema } from '../identity.js';
import { spanSchema } from '../learning/example.js';

/** A signal's value on the wire: VSS booleans, numbers, strings. */
export const signalValueSchema = z.union([z.boolean(), z.number(), z.string()]);
export type SignalValue = z.infer<typeof signalValueSchema>;

/** Latest known signal values by VSS path, as far as they matter for a decision. */
export const vehicleStateSchema = z.record(z.string(), signalValueSchema);
export type VehicleState = z.infer<typeof vehicleStateSchema>;

/** What may go wrong when an action is carried out in error: thresholds and confirmations follow from it. */
export const riskSchema = z.enum(['comfort', 'information', 'distraction', 'security', 'safety']);
export type Risk = z.infer<typeof riskSchema>;

/** `ready` may be actuated; `needs-confirmation` waits for the driver; `refused` names its rule. */
export const actionStatusSchema = z.enum(['ready', 'needs-confirmation', 'refused']);

/** One typed, validated vehicle action of a plan. */
export const actionSchema = z.object({
  intent: z.string(),
  /** VSS path of the actuator, or of the sensor a question is about. */
  path: z.string(),
  value: signalValueSchema.optional(),
  /** VSS unit name, e.g. `celsius`, `percent`. */
  unit: z.string().optional(),
  confidence: z.number().min(0).max(1),
  risk: riskSchema,
  status: actionStatusSchema,
  /** Identifier of the guardrail that changed the status. */
  rule: z.string().optional(),
  /** UTF-16 range of the clause the action comes from. */
  clause: spanSchema,
});
export type Action = z.infer<typeof actionSchema>;

/** A slot found in an utterance. */
export const recognisedSlotSchema = z.object({
  name: z.string(),
  text: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  confidence: z.number(),
});
export type RecognisedSlot = z.infer<typeof recognisedSlotSchema>;

/** What the model read in one clause, before it is resolved to actions. */
export const semanticFrameSchema = z.object({
  intent: z.string(),
  confidence: z.number().min(0).max(1),
  span: spanSchema,
  slots: z.array(recognisedSlotSchema),
});
export type SemanticFrame = z.infer<typeof semanticFrameSchema>;

/** The result of understanding: what to do, or what to answer, or what to ask back. */
export const planSchema = z.object({
  actions: z.array(actionSchema),
  /** A clarifying question, in the driver's language. */
  question: z.string().optional(),
  /** An answer to a question, in the driver's language. */
  answer: z.string().optional(),
  /** What the cockpit says aloud, in the driver's language; never empty. */
  speech: z.string().min(1),
  /** Whole-plan confidence: the least of its frames'. */
  confidence: z.number().min(0).max(1),
  language: languageSchema,
  frames: z.array(semanticFrameSchema),
});
export type Plan = z.infer<typeof planSchema>;

/** `POST /v1/assistant/turns`, on a region and on the vehicle agent alike. */
export const turnRequestSchema = z.object({
  utterance: z.string().trim().min(1).max(512),
  language: languageSchema.optional(),
  session: z.string().max(128).optional(),
  /** Remaining budget of the turn in milliseconds, not the original one. */
  deadlineMs: z.number().int().min(1).max(60_000).default(300),
  vehicle: z.object({ vin: vinSchema, state: vehicleStateSchema.optional() }),
});
export type TurnRequest = z.infer<typeof turnRequestSchema>;

/** Who answered: the car, a region, or a configured language model. */
export const answeredBySchema = z.union([
  z.literal('vehicle'),
  z.templateLiteral(['region:', z.string()]),
  z.templateLiteral(['model:', z.string()]),
]);
export type AnsweredBy = z.infer<typeof answeredBySchema>;

/** The answer to a turn. `confidence`, `language` and `frames` are there for arbitration and learning. */
export const turnResponseSchema = planSchema.extend({
  turn: z.string(),
  answeredBy: answeredBySchema,
  modelVersion: z.string(),
  latencyMs: z.number().nonnegative(),
});
export type TurnResponse = z.infer<typeof turnResponseSchema>;
