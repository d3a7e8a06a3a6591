import { z } from 'zod';
import { epochMsSchema, vinSchema } from '../identity.js';

/** Which vehicles a rollout may reach. */
export const cohortFilterSchema = z.object({
  /** Only these vehicles; everyone when absent. */
  vins: z.array(vinSchema).max(10_000).optional(),
  /** Only vehicles that run one of these model versions now. */
  fromVersions: z.array(z.string()).max(100).optional(),
});
export type CohortFilter = z.infer<typeof cohortFilterSchema>;

/** One stage: a share of the cohort, what it must show, and when it is stopped. */
export const stagePlanSchema = z.object({
  name: z.string().min(1).max(64),
  /** Cumulative share of the cohort in percent, 1 to 100. */
  percent: z.number().min(0.01).max(100),
  /** Least number of vehicles that must report the model healthy, or all of the stage when fewer. */
  minHealthy: z.number().int().min(1).default(1),
  /** Least number of turns answered by the new model before promotion. */
  minTurns: z.number().int().min(0).default(0),
  /** Least time in the stage, milliseconds. */
  soakMs: z.number().int().min(0).default(0),
  /** Highest share of vehicles of the stage that failed (rejected, reverted, or silent past the deadline), 0 to 1. */
  maxFailureShare: z.number().min(0).max(1).default(0.1),
  /** A vehicle that has not become active within this time counts as failed, milliseconds. */
  deadlineMs: z.number().int().min(1000).default(3_600_000),
});
export type StagePlan = z.infer<typeof stagePlanSchema>;

/** `POST /v1/rollouts`. */
export const rolloutRequestSchema = z.object({
  model: z.string(),
  cohort: cohortFilterSchema.default({}),
  stages: z.array(stagePlanSchema).min(1).max(10).optional(),
  /** Share of the cohort kept on the old model as concurrent control until the last stage, percent. */
  controlPercent: z.number().min(0).max(50).default(10),
  /** After an automatic halt: time until the rollback begins by itself unless an operator resumes; null leaves it to the operator. */
  rollbackAfterMs: z.number().int().min(0).nullable().default(30_000),
  note: z.string().max(2000).optional(),
});
export type RolloutRequest = z.infer<typeof rolloutRequestSchema>;

/** What the numbers of a stage said when it was decided. */
export const decisionSchema = z.object({
  at: epochMsSchema,
  stage: z.string(),
  outcome: z.enum(['start', 'wait', 'promote', 'complete', 'halt', 'rollback', 'resume']),
  /** Rule that decided, e.g. `min-exposure`, `failure-share`, `fallback-regression`, `operator`. */
  rule: z.string(),
  reason: z.string(),
  numbers: z.record(z.string(), z.number()),
});
export type Decision = z.infer<typeof decisionSchema>;

export const rolloutStateSchema = z.enum([
  'draft',
  'approved',
  'running',
  'halted',
  'rolling-back',
  'rolled-back',
  'complete',
  'cancelled',
]);
export type RolloutState = z.infer<typeof rolloutStateSchema>;

/** A rollout as the API shows it. */
export const rolloutSchema = z.object({
  id: z.string(),
  model: z.string(),
  version: z.string(),
  digest: z.string(),
  state: rolloutStateSchema,
  stages: z.array(
    stagePlanSchema.extend({
      state: z.enum(['pending', 'running', 'passed', 'failed']),
      vehicles: z.number(),
      healthy: z.number(),
      failed: z.number(),
      turns: z.number(),
    }),
  ),
  currentStage: z.number().int().nullable(),
  controlPercent: z.number(),
  rollbackAfterMs: z.number().int().nullable(),
  cohort: z.number().int(),
  decisions: z.array(decisionSchema),
  approvedBy: z.string().nullable(),
  note: z.string().nullable(),
  createdAt: epochMsSchema,
  updatedAt: epochMsSchema,
});
export type Rollout = z.infer<typeof rolloutSchema>;
