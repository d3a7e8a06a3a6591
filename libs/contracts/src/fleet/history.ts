import { z } from 'zod';
import { signalValueSchema } from '../assistant/plan.js';
import { epochMsSchema, vinSchema } from '../identity.js';

/** What a signal did in one stretch of time. */
export const historyPointSchema = z.object({
  /** Beginning of the stretch; it is `bucketMs` long. */
  at: epochMsSchema,
  /** Samples in it, at least one: a stretch without samples is left out, so that a gap shows. */
  count: z.number().int().positive(),
  last: signalValueSchema,
  /** Of numbers only. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  mean: z.number().nullable(),
});
export type HistoryPoint = z.infer<typeof historyPointSchema>;

/** `GET /v1/vehicles/{vin}/history`. */
export const vehicleHistorySchema = z.object({
  vin: vinSchema,
  from: epochMsSchema,
  to: epochMsSchema,
  bucketMs: z.number().int().positive(),
  /** By VSS path, one for each signal that was asked for. */
  signals: z.record(z.string(), z.object({ unit: z.string().nullable(), points: z.array(historyPointSchema) })),
});
export type VehicleHistory = z.infer<typeof vehicleHistorySchema>;
