import type { StartFrom } from '@headway/event-log/port';
import type { Admin } from 'kafkajs';

/** Committed offset of every partition of the topics, undefined where the group has none. */
export async function committedOffsets(admin: Admin, group: string, topics: readonly string[]): Promise<Map<string, bigint | undefined>> {
  const found = new Map<string, bigint | undefined>();
  for (const { topic, partitions } of await admin.fetchOffsets({ groupId: group, topics: [...topics] })) {
    for (const { partition, offset } of partitions) found.set(placeOf(topic, partition), offset === '-1' ? undefined : BigInt(offset));
  }
  return found;
}

/** Offset that a partition is read from by a group that has none. */
export async function startOffset(admin: Admin, topic: string, partition: number, startFrom: StartFrom): Promise<bigint> {
  if (typeof startFrom === 'object') {
    const offsets = await admin.fetchTopicOffsetsByTimestamp(topic, startFrom.timestampMs);
    return BigInt(offsets.find((each) => each.partition === partition)?.offset ?? 0);
  }
  const offsets = (await admin.fetchTopicOffsets(topic)).find((each) => each.partition === partition);
  return BigInt((startFrom === 'earliest' ? offsets?.low : offsets?.high) ?? 0);
}

/** A partition's name among all topics. */
export const placeOf = (topic: string, partition: number) => `${topic}/${partition}`;
