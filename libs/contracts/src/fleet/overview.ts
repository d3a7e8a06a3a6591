import { z } from 'zod';
import { vinSchema } from '../identity.js';
import { turnFinishedSchema } from '../telemetry/event.js';
import { completenessSchema } from './twin.js';

/** `GET /v1/completeness`: the ledgers of the whole fleet. */
export const fleetCompletenessSchema = z.object({
  vehicles: z.number().int().nonnegative(),
  /** Vehicles of which something is missing. */
  incomplete: z.number().int().nonnegative(),
  totals: completenessSchema.shape.totals,
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
