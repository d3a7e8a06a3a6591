import { z } from 'zod';
import { epochMsSchema, languageSchema, sha256Schema } from '../identity.js';
import { gateReportSchema } from '../rollouts/model.js';
import { evaluationSchema } from './model-card.js';
import { labelledFrameSchema } from './example.js';

/** Where a candidate label came from. */
export const feedbackKindSchema = z.enum(['correction', 'manual-action', 'disagreement']);

/** One candidate example derived from what happened in a vehicle, with consent. */
export const candidateSchema = z.object({
  id: z.string(),
  kind: feedbackKindSchema,
  language: languageSchema,
  utterance: z.string(),
  frames: z.array(labelledFrameSchema),
  turn: z.string(),
  vehicleModelVersion: z.string(),
  at: epochMsSchema,
});
export type Candidate = z.infer<typeof candidateSchema>;

/** `GET /v1/feedback/clusters`: candidates that ask for the same thing. */
export const clusterSchema = z.object({
  id: z.string(),
  /** The intents all its candidates were labelled with, joined by `+`. */
  label: z.string(),
  state: z.enum(['open', 'accepted', 'rejected']),
  size: z.number().int(),
  vehicles: z.number().int(),
  kinds: z.record(z.string(), z.number()),
  languages: z.record(z.string(), z.number()),
  /** A few utterances for the reviewer, the most frequent first. */
  samples: z.array(z.string()),
  /** Holds the utterances of its label that are alike to too few others to make a cluster of their own. */
  scattered: z.boolean(),
  /** Its utterances that vehicles have also labelled otherwise: each label with the number of vehicles behind it. */
  contradictions: z.array(z.object({ utterance: z.string(), labels: z.record(z.string(), z.number()), majority: z.string().nullable() })),
  /** The label the reviewer gave; null until accepted. */
  acceptedLabel: z.string().nullable(),
  decidedBy: z.string().nullable(),
  updatedAt: epochMsSchema,
});
export type Cluster = z.infer<typeof clusterSchema>;

/** `GET /v1/datasets`: an immutable, hashed set of accepted examples. */
export const datasetSchema = z.object({
  id: z.string(),
  hash: sha256Schema,
  examples: z.number().int(),
  heldOut: z.number().int(),
  clusters: z.array(z.string()),
  intents: z.record(z.string(), z.number()),
  /** Utterances left out because as many vehicles mean one thing by them as another. */
  dropped: z.array(z.object({ utterance: z.string(), labels: z.record(z.string(), z.number()) })),
  createdAt: epochMsSchema,
});
export type Dataset = z.infer<typeof datasetSchema>;

/** `GET /v1/training-runs`. */
export const trainingRunSchema = z.object({
  id: z.string(),
  dataset: z.string(),
  family: z.enum(['vehicle', 'region']),
  parentDigest: sha256Schema,
  state: z.enum(['queued', 'training', 'evaluating', 'passed', 'rejected', 'registered', 'failed', 'cancelled']),
  progress: z.object({
    step: z.number(),
    steps: z.number(),
    loss: z.number().nullable(),
    examplesPerSecond: z.number(),
    etaMs: z.number().nullable(),
  }),
  gate: gateReportSchema.nullable(),
  evaluation: z.record(z.string(), evaluationSchema).nullable(),
  /** Registered model version, once there is one. */
  model: z.string().nullable(),
  error: z.string().nullable(),
  createdAt: epochMsSchema,
  updatedAt: epochMsSchema,
});
export type TrainingRun = z.infer<typeof trainingRunSchema>;

/** `GET /v1/learning/status`: where the loop stands. */
export const learningStatusSchema = z.object({
  stage: z.enum(['collecting', 'reviewable', 'training', 'gated', 'registered']),
  candidates: z.number().int(),
  openClusters: z.number().int(),
  acceptedClusters: z.number().int(),
  datasets: z.number().int(),
  /** The newest training run. */
  run: trainingRunSchema.omit({ gate: true, evaluation: true }).nullable(),
});
export type LearningStatus = z.infer<typeof learningStatusSchema>;

/** A record of the topic `learning.feedback`: what the loop has learned or decided. */
export const feedbackRecordSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('candidate.added'), at: epochMsSchema, cluster: z.string(), candidate: candidateSchema }),
  z.object({
    type: z.literal('cluster.decided'),
    at: epochMsSchema,
    cluster: z.string(),
    label: z.string(),
    state: z.enum(['accepted', 'rejected']),
    decidedBy: z.string(),
  }),
  z.object({ type: z.literal('dataset.created'), at: epochMsSchema, dataset: z.string(), hash: sha256Schema, examples: z.number().int() }),
  z.object({
    type: z.literal('run.finished'),
    at: epochMsSchema,
    run: z.string(),
    state: trainingRunSchema.shape.state,
    model: z.string().nullable(),
  }),
]);
export type FeedbackRecord = z.infer<typeof feedbackRecordSchema>;
