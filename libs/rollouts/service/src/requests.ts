import { gateReportSchema, modelVersionSchema, pageQuerySchema, rolloutRequestSchema, rolloutStateSchema } from '@headway/contracts';
import { z } from 'zod';

const bySchema = z.string().trim().min(1).max(128).default('operator');

/** Who does it. */
export const actorSchema = z.object({ by: bySchema }).prefault({});
export type Actor = z.infer<typeof actorSchema>;

/** Who does it, and why. */
export const reasonedSchema = z.object({ by: bySchema, reason: z.string().trim().max(2000).default('no reason given') }).prefault({});
export type Reasoned = z.infer<typeof reasonedSchema>;

export const createRolloutSchema = rolloutRequestSchema.extend({ by: bySchema });
export type CreateRollout = z.infer<typeof createRolloutSchema>;

export const attachGateSchema = z.object({ gate: gateReportSchema, by: bySchema });
export type AttachGate = z.infer<typeof attachGateSchema>;

export const modelQuerySchema = pageQuerySchema.extend({
  family: modelVersionSchema.shape.family.optional(),
  state: modelVersionSchema.shape.state.optional(),
});
export type ModelQuery = z.infer<typeof modelQuerySchema>;

export const rolloutQuerySchema = pageQuerySchema.extend({ state: rolloutStateSchema.optional(), model: z.string().optional() });
export type RolloutQuery = z.infer<typeof rolloutQuerySchema>;
