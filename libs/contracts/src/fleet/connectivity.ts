import { z } from 'zod';
import { epochMsSchema, vinSchema } from '../identity.js';

/** A stretch of time in which a vehicle was connected. Times are the event log's. */
export const connectionSchema = z.object({
  boot: z.string(),
  connectedAt: epochMsSchema,
  /** Null while it lasts. */
  disconnectedAt: epochMsSchema.nullable(),
  /** `stopped`: the vehicle said goodbye; `lost`: its last will; `replaced`: its next connection; `silent`: nothing was heard for too long. */
  reason: z.enum(['stopped', 'lost', 'replaced', 'silent']).nullable(),
  /** By how much the vehicle's clock was ahead when it connected, network delay included; negative: behind. */
  clockAheadMs: z.number().int().nullable(),
});

/** `GET /v1/vehicles/{vin}/connectivity`: the last connections, newest first. */
export const connectivitySchema = z.object({
  vin: vinSchema,
  online: z.boolean(),
  since: epochMsSchema.nullable(),
  connections: z.array(connectionSchema),
});
export type Connectivity = z.infer<typeof connectivitySchema>;
