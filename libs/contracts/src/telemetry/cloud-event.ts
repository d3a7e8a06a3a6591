import { z } from 'zod';

/**
 * Attributes of a record in the event log: CloudEvents 1.0, Kafka protocol binding, binary content mode
 * (clause 3.2: attributes as headers prefixed `ce_`, data as the record's value).
 */
export const cloudEventHeadersSchema = z.object({
  ce_specversion: z.literal('1.0'),
  ce_id: z.string().min(1),
  ce_source: z.string().min(1),
  ce_type: z.string().min(1),
  ce_time: z.string(),
  ce_subject: z.string().optional(),
  'content-type': z.string(),
});
export type CloudEventHeaders = z.infer<typeof cloudEventHeadersSchema>;

/** Record types of the event log. */
export const CE_TYPES = {
  telemetryFrame: 'headway.telemetry.frame.v1',
  eventFrame: 'headway.vehicle.event-frame.v1',
  presence: 'headway.vehicle.presence.v1',
  deadLetter: 'headway.telemetry.dead-letter.v1',
  turn: 'headway.assistant.turn.v1',
  feedback: 'headway.learning.feedback.v1',
  rolloutStatus: 'headway.rollout.status.v1',
  registration: 'headway.fleet.registration.v1',
  audit: 'headway.audit.v1',
} as const;

/** Content types of record values. */
export const CONTENT_TYPES = { protobuf: 'application/x-protobuf', json: 'application/json' } as const;
