import { z } from 'zod';

const vehicleSchema = z.object({
  vin: z.string(),
  /** How far its clock is off. */
  skewMs: z.number(),
  framesPerSecond: z.number(),
});
export type PublishingVehicle = z.infer<typeof vehicleSchema>;

/** What a publisher process is told on its command line. */
export const publisherOptionsSchema = z.object({
  /** Real agents with spools, or MQTT clients of a few lines. */
  kind: z.enum(['agents', 'plain', 'json']),
  mqttUrl: z.string(),
  /** Folder of spools and of the record, kept over a kill. */
  folder: z.string(),
  seed: z.number(),
  vehicles: z.array(vehicleSchema),
  /** Most bytes of an agent's spool. */
  spoolBytes: z.number(),
});
export type PublisherOptions = z.infer<typeof publisherOptionsSchema>;

/** From the harness to a publisher. */
export const requestSchema = z.discriminatedUnion('type', [
  /** Answer once every frame that was sent before this instant is acknowledged. */
  z.object({ type: z.literal('settle'), beforeMs: z.number() }),
  /** Make no more frames, and answer once every one is acknowledged. */
  z.object({ type: z.literal('drain') }),
]);
export type PublisherRequest = z.infer<typeof requestSchema>;

/** From a publisher to the harness. */
export const noticeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('settled'), beforeMs: z.number() }),
  z.object({ type: z.literal('drained'), duplicated: z.number(), reordered: z.number() }),
]);
export type PublisherNotice = z.infer<typeof noticeSchema>;

/** Vehicles of one kind in a publisher process. */
export interface Publisher {
  start(): void;
  /** Frames sent before this instant and not acknowledged yet. */
  openBefore(beforeMs: number): number;
  /** Ends the making of frames; what is open goes on being sent. */
  finish(): Promise<void>;
  /** Frames published twice, and before an earlier one, on purpose. */
  readonly counts: { duplicated: number; reordered: number };
}
