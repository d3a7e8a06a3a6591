/** Topics of the event log. Keys are VINs, so that a vehicle's records keep their order. */
export const LOG_TOPICS = {
  frames: 'telemetry.frames',
  deadLetter: 'telemetry.dead-letter',
  vehicleEvents: 'vehicle.events',
  presence: 'vehicle.presence',
  turns: 'assistant.turns',
  feedback: 'learning.feedback',
  rolloutStatus: 'rollout.status',
  registry: 'fleet.registry',
  audit: 'audit',
} as const;
export type LogTopic = (typeof LOG_TOPICS)[keyof typeof LOG_TOPICS];

const GIBIBYTE = 1_073_741_824;

/** Partitions and retention of each topic, by age and by bytes of the whole topic, applied by whichever driver creates it. */
export const LOG_TOPIC_SPECS: Record<LogTopic, { partitions: number; retentionMs: number; retentionBytes?: number }> = {
  'telemetry.frames': { partitions: 12, retentionMs: 7 * 86_400_000, retentionBytes: 64 * GIBIBYTE },
  'telemetry.dead-letter': { partitions: 3, retentionMs: 30 * 86_400_000, retentionBytes: 4 * GIBIBYTE },
  'vehicle.events': { partitions: 12, retentionMs: 30 * 86_400_000, retentionBytes: 16 * GIBIBYTE },
  'vehicle.presence': { partitions: 3, retentionMs: 7 * 86_400_000, retentionBytes: 2 * GIBIBYTE },
  'assistant.turns': { partitions: 6, retentionMs: 30 * 86_400_000, retentionBytes: 8 * GIBIBYTE },
  'learning.feedback': { partitions: 3, retentionMs: 90 * 86_400_000, retentionBytes: 8 * GIBIBYTE },
  'rollout.status': { partitions: 3, retentionMs: 365 * 86_400_000, retentionBytes: 2 * GIBIBYTE },
  // Read from the beginning by every ingest instance: one partition, kept for good.
  'fleet.registry': { partitions: 1, retentionMs: 36_500 * 86_400_000 },
  audit: { partitions: 1, retentionMs: 3650 * 86_400_000 },
};
