import { z } from 'zod';
import { signalValueSchema } from '../assistant/plan.js';
import { epochMsSchema, vinSchema } from '../identity.js';
import { sequenceRangesSchema } from '../telemetry/event.js';
import { lossCountsSchema } from '../telemetry/loss.js';

/** Newest value of one signal. */
export const twinSignalSchema = z.object({
  value: signalValueSchema,
  unit: z.string().nullable(),
  /** When the vehicle read it, its own clock. */
  at: epochMsSchema,
  boot: z.string(),
  seq: z.number().int(),
});
export type TwinSignal = z.infer<typeof twinSignalSchema>;

/** `GET /v1/vehicles` (without `signals`) and `GET /v1/vehicles/{vin}`. */
export const vehicleSummarySchema = z.object({
  vin: vinSchema,
  online: z.boolean(),
  lastSeenAt: epochMsSchema.nullable(),
  model: z.object({ version: z.string(), digest: z.string() }).nullable(),
  frames: z.number().int(),
  missing: z.number().int(),
  position: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  speedKmh: z.number().nullable(),
});
export type VehicleSummary = z.infer<typeof vehicleSummarySchema>;

export const vehicleTwinSchema = vehicleSummarySchema.extend({ signals: z.record(z.string(), twinSignalSchema) });
export type VehicleTwin = z.infer<typeof vehicleTwinSchema>;

/** `GET /v1/vehicles/{vin}/completeness`: the ledger of one vehicle. */
export const streamCompletenessSchema = z.object({
  boot: z.string(),
  stream: z.number().int(),
  /** Highest sequence known to have been assigned. */
  head: z.number().int().nonnegative(),
  closed: z.boolean(),
  stored: z.number().int().nonnegative(),
  declaredLost: z.number().int().nonnegative(),
  /** Being asked for. */
  missing: z.number().int().nonnegative(),
  missingRanges: sequenceRangesSchema,
  /** Why frames are lost. */
  lostBy: lossCountsSchema,
  /** Since when the oldest missing number is missing, as far as is known; null when nothing is. */
  gapSince: epochMsSchema.nullable(),
  /** When it was first asked for, and how often by now. */
  askedSince: epochMsSchema.nullable(),
  requests: z.number().int().nonnegative(),
});
/** Sums over ledgers; `stored`, `declaredLost` and `missing` add up to `assigned`. */
const completenessTotalsSchema = z.object({
  assigned: z.number().int(),
  stored: z.number().int(),
  declaredLost: z.number().int(),
  missing: z.number().int(),
  /** Frames whose effect was applied minus frames stored: 0 unless a duplicate became visible. */
  duplicatesVisible: z.number().int(),
  duplicatesDropped: z.number().int(),
});
export type CompletenessTotals = z.infer<typeof completenessTotalsSchema>;

export const completenessSchema = z.object({
  vin: vinSchema,
  streams: z.array(streamCompletenessSchema),
  totals: completenessTotalsSchema,
  lostBy: lossCountsSchema,
  gapSince: epochMsSchema.nullable(),
  askedSince: epochMsSchema.nullable(),
});
export type Completeness = z.infer<typeof completenessSchema>;
