import type { TopicSpec } from './event-log.js';
import { EventLogError } from './event-log-error.js';

/** Throws `invalid` for a topic that no driver could create. */
export function checkTopicSpec({ topic, partitions, retentionMs, retentionBytes }: TopicSpec): void {
  if (!Number.isInteger(partitions) || partitions < 1) throw new EventLogError('invalid', `topic ${topic} needs at least one partition`);
  if (!(retentionMs > 0) || (retentionBytes !== undefined && !(retentionBytes > 0))) {
    throw new EventLogError('invalid', `topic ${topic} needs a positive retention`);
  }
}
