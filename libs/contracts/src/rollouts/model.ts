import { z } from 'zod';
import { epochMsSchema, sha256Schema, vinSchema } from '../identity.js';
import { evaluationSchema, modelCardSchema } from '../learning/model-card.js';

/** Outcome of one rule of the gate a candidate model must pass, with the numbers behind it. */
export const gateCheckSchema = z.object({
  rule: z.string(),
  passed: z.boolean(),
  parent: z.number().optional(),
  candidate: z.number().optional(),
  limit: z.number().optional(),
  detail: z.string(),
});
export type GateCheck = z.infer<typeof gateCheckSchema>;

/** Verdict on a candidate against its parent. */
export const gateReportSchema = z.object({
  passed: z.boolean(),
  parentDigest: sha256Schema,
  candidateDigest: sha256Schema,
  checks: z.array(gateCheckSchema),
  sets: z.record(z.string(), z.object({ parent: evaluationSchema, candidate: evaluationSchema })),
});
export type GateReport = z.infer<typeof gateReportSchema>;

/** A registered model version, `GET /v1/models`. */
export const modelVersionSchema = z.object({
  id: z.string(),
  family: z.enum(['vehicle', 'region']),
  version: z.string(),
  digest: sha256Schema,
  bytes: z.number().int().positive(),
  parentDigest: sha256Schema.nullable(),
  datasetHash: sha256Schema.nullable(),
  /** Increases with every registration of a family; the car never goes below its own (anti-rollback). */
  releaseCounter: z.number().int().positive(),
  state: z.enum(['candidate', 'released', 'withdrawn']),
  card: modelCardSchema,
  gate: gateReportSchema.nullable(),
  createdAt: epochMsSchema,
});
export type ModelVersion = z.infer<typeof modelVersionSchema>;

/** `down/model`: what this vehicle is to run. Signed; the car verifies before it acts. */
export const assignmentSchema = z.object({
  assignment: z.string(),
  rollout: z.string().nullable(),
  vin: vinSchema,
  family: z.literal('vehicle'),
  version: z.string(),
  digest: sha256Schema,
  bytes: z.number().int().positive(),
  /** Name of the signed target in the image repository. */
  target: z.string(),
  /** Monotonic for this vehicle; a lower one is refused. */
  releaseCounter: z.number().int().positive(),
  /** Base URL of the signed metadata and of the artifacts. */
  repositoryUrl: z.url(),
  issuedAt: epochMsSchema,
  expiresAt: epochMsSchema,
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** Detached ed25519 signature of the director over the canonical JSON of `signed`. */
export const signedAssignmentSchema = z.object({
  signed: assignmentSchema,
  signature: z.object({ keyId: z.string(), value: z.string() }),
});
export type SignedAssignment = z.infer<typeof signedAssignmentSchema>;
