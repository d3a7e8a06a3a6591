import { z } from 'zod';
import { bootSchema, epochMsSchema, vinSchema } from '../identity.js';
import { sequenceRangesSchema } from './event.js';

/** `down/ack`: these sequences are committed in the event log; the vehicle may forget them. */
export const ackSchema = z.object({ boot: bootSchema, stream: z.number().int(), ranges: sequenceRangesSchema });
export type Ack = z.infer<typeof ackSchema>;

/** `down/resend`: the ledger misses these sequences; send them again or declare them lost. */
export const resendSchema = ackSchema;
export type Resend = Ack;

/** `up/presence`, retained; the broker publishes `online: false` as the last will. */
export const presenceSchema = z.object({
  online: z.boolean(),
  boot: bootSchema,
  at: epochMsSchema,
  /**
   * Which connection of the boot: 1, 2, 3 …, the same in its last will. It tells the will of a former connection, which may come after
   * the next one has begun, from the present one's. Without it, all messages of a connection must carry the same `at`.
   */
  connection: z.number().int().positive().optional(),
  /** The vehicle has said goodbye; a last will does not say so. */
  goodbye: z.boolean().optional(),
});
export type Presence = z.infer<typeof presenceSchema>;

const scalarSchema = z.union([z.boolean(), z.number(), z.string()]);

/** A signal's value in JSON: plain, an array for a signal that is one, or a number with the unit that it was measured in. */
export const simpleValueSchema = z.union([
  scalarSchema,
  z.array(scalarSchema).max(1_024),
  z.strictObject({ value: z.number(), unit: z.string().min(1).max(40) }),
]);
export type SimpleValue = z.infer<typeof simpleValueSchema>;

/** `up/telemetry/json`: one telemetry frame from a simple client, signals by VSS path. */
export const simpleTelemetrySchema = z.object({
  boot: bootSchema,
  seq: z.number().int().positive(),
  startTimeMs: epochMsSchema,
  signals: z.record(z.string(), simpleValueSchema),
  /** Vehicle that made the message; must be the one in the topic. */
  vin: vinSchema.optional(),
});
export type SimpleTelemetry = z.infer<typeof simpleTelemetrySchema>;
