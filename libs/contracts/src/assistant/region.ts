import { z } from 'zod';

/** Region of the directory, `GET /v1/regions`. */
export const regionSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,32}$/),
  name: z.string(),
  /** Base URL of the region's service. */
  url: z.url(),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  /** Residency zone, e.g. `cn`, `eu`; a vehicle may only use regions of its own zone, or every one when it has none. */
  residency: z.string(),
});
export type Region = z.infer<typeof regionSchema>;

/** `GET /v1/health` of a region. */
export const regionHealthSchema = z.object({
  region: z.string(),
  status: z.enum(['ready', 'starting', 'overloaded', 'draining']),
  modelVersion: z.string(),
  modelDigest: z.string(),
  /** Requests waiting for a worker. */
  queued: z.number().int().nonnegative(),
  /** 95th percentile of the service time over the last minute. */
  p95Ms: z.number().nonnegative(),
  served: z.number().int().nonnegative(),
});
export type RegionHealth = z.infer<typeof regionHealthSchema>;

/** A region as the directory shows it. */
export const regionStatusSchema = regionSchema.extend({ health: regionHealthSchema.nullable(), checkedAt: z.number().nullable() });
export type RegionStatus = z.infer<typeof regionStatusSchema>;
