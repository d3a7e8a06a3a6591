import { z } from 'zod';
import { epochMsSchema, vinSchema } from '../identity.js';
import { turnFinishedSchema } from '../telemetry/event.js';
import { lossCountsSchema } from '../telemetry/loss.js';
import { completenessSchema } from './twin.js';

/** A vehicle of which something is missing. */
export const incompleteVehicleSchema = z.object({
  vin: vinSchema,
  online: z.boolean(),
  missing: z.number().int().positive(),
  /** Ledgers with gaps. */
  streams: z.number().int().positive(),
  gapSince: epochMsSchema,
  askedSince: epochMsSchema.nullable(),
  /** Requests for the gap that was asked for most often. */
  requests: z.number().int().nonnegative(),
});
export type IncompleteVehicle = z.infer<typeof incompleteVehicleSchema>;

/** `GET /v1/completeness`: the ledgers of the whole fleet, and a page of the vehicles of which something is missing, the longest first. */
export const fleetCompletenessSchema = z.object({
  vehicles: z.number().int().nonnegative(),
  /** Vehicles of which something is missing. */
  incomplete: z.number().int().nonnegative(),
  totals: completenessSchema.shape.totals,
  lostBy: lossCountsSchema,
  /** Since when the oldest gap is open: of all vehicles, and of those that could answer now. */
  gapSince: epochMsSchema.nullable(),
  gapSinceOnline: epochMsSchema.nullable(),
  askedSince: epochMsSchema.nullable(),
  items: z.array(incompleteVehicleSchema),
  next: z.string().nullable(),
  total: z.number().int().nonnegative(),
});
export type FleetCompleteness = z.infer<typeof fleetCompletenessSchema>;

/** A finished turn, `GET /v1/turns`; `utterance` is there only with the driver's consent. */
export const vehicleTurnSchema = turnFinishedSchema
  .pick({
    at: true,
    turn: true,
    session: true,
    language: true,
    answeredBy: true,
    modelVersion: true,
    vehicleModelVersion: true,
    latencyMs: true,
    deadlineMs: true,
    late: true,
    confidence: true,
    outcome: true,
    actions: true,
    utterance: true,
    corrects: true,
  })
  .extend({ vin: vinSchema });
export type VehicleTurn = z.infer<typeof vehicleTurnSchema>;

const countsSchema = z.record(z.string(), z.number().int().nonnegative());

/** `GET /v1/turns/summary`: all turns since the beginning. */
export const turnSummarySchema = z.object({
  total: z.number().int().nonnegative(),
  late: z.number().int().nonnegative(),
  /** Who answered: `vehicle`, `region` (any), `model` (any). */
  byAnswerer: z.object({ vehicle: z.number().int(), region: z.number().int(), model: z.number().int() }),
  byRegion: countsSchema,
  byOutcome: countsSchema,
  byLanguage: countsSchema,
});
export type TurnSummary = z.infer<typeof turnSummarySchema>;
