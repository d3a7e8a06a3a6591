import { setTimeout as wait } from 'node:timers/promises';
import { checkTopicSpec, EventLogError, MAX_RECORD_BYTES, type PartitionOffsets, type TopicSpec } from '@headway/event-log/port';
import kafkajs, { type Admin } from 'kafkajs';

const MAX_BATCH_BYTES = 2 * MAX_RECORD_BYTES;
const METADATA_TIMEOUT_MS = 15_000;
const METADATA_POLL_MS = 100;
/** Kafka's own default. Whole segments are deleted, and the newest never: a small retention needs small ones. */
const LARGEST_SEGMENT = 1_073_741_824;
const SEGMENTS_A_SHARE = 8;

/** Kafka takes whole configurations: entries that are not named go back to their default. */
function configurationOf({ retentionMs, retentionBytes, partitions }: TopicSpec) {
  const entries = [
    { name: 'retention.ms', value: String(Math.round(retentionMs)) },
    { name: 'max.message.bytes', value: String(MAX_BATCH_BYTES) },
  ];
  if (retentionBytes === undefined) return entries;
  // Kafka's limit is a partition's, ours the topic's. A batch must fit into a segment.
  const share = Math.ceil(retentionBytes / partitions);
  const segment = Math.min(Math.max(Math.ceil(share / SEGMENTS_A_SHARE), 2 * MAX_BATCH_BYTES), LARGEST_SEGMENT);
  return [...entries, { name: 'retention.bytes', value: String(share) }, { name: 'segment.bytes', value: String(segment) }];
}

/** `INVALID_PARTITIONS`, alone or among the errors of several topics. */
function isInvalidPartitions(error: unknown): boolean {
  const { type, errors } = error as { type?: string; errors?: unknown[] };
  return type === 'INVALID_PARTITIONS' || (errors?.length !== undefined && errors.length > 0 && errors.every(isInvalidPartitions));
}

/** Topics on the broker, with the partition counts that keys are hashed over. */
export class Topics {
  private readonly counts = new Map<string, number>();

  constructor(private readonly admin: Admin) {}

  async ensure(specs: readonly TopicSpec[]): Promise<void> {
    for (const spec of specs) {
      checkTopicSpec(spec);
      const present = await this.count(spec.topic);
      if (present === 0) await this.create(spec);
      else await this.bringUpToDate(spec, present);
      await this.untilKnown(spec);
      this.counts.delete(spec.topic);
    }
  }

  /** Partition count when it was asked for before. */
  known(topic: string): number | undefined {
    return this.counts.get(topic);
  }

  /** @throws EventLogError `unknown-topic` */
  async partitionCount(topic: string): Promise<number> {
    const known = this.counts.get(topic);
    if (known !== undefined) return known;
    const count = await this.count(topic);
    if (count === 0) throw new EventLogError('unknown-topic', `there is no topic ${topic} in Kafka`);
    this.counts.set(topic, count);
    return count;
  }

  async offsets(topic: string): Promise<PartitionOffsets[]> {
    await this.partitionCount(topic);
    const offsets = await this.admin.fetchTopicOffsets(topic);
    return offsets
      .map(({ partition, low, high }) => ({ partition, first: BigInt(low), next: BigInt(high) }))
      .sort((a, b) => a.partition - b.partition);
  }

  private async count(topic: string): Promise<number> {
    if (!(await this.admin.listTopics()).includes(topic)) return 0;
    const { topics } = await this.admin.fetchTopicMetadata({ topics: [topic] });
    return topics[0]?.partitions.length ?? 0;
  }

  /** Waits until the brokers tell of every partition: keys are hashed over the count that they tell. */
  private async untilKnown({ topic, partitions }: TopicSpec): Promise<void> {
    const giveUpMs = performance.now() + METADATA_TIMEOUT_MS;
    while ((await this.count(topic)) < partitions) {
      if (performance.now() > giveUpMs) throw new EventLogError('unavailable', `Kafka does not tell of all partitions of ${topic}`);
      await wait(METADATA_POLL_MS);
    }
  }

  private async create(spec: TopicSpec): Promise<void> {
    const topics = [{ topic: spec.topic, numPartitions: spec.partitions, configEntries: configurationOf(spec) }];
    const created = await this.admin.createTopics({ topics, waitForLeaders: true });
    // Another process was faster; it may have asked for less.
    if (!created) await this.bringUpToDate(spec, await this.count(spec.topic));
  }

  private async bringUpToDate(spec: TopicSpec, present: number): Promise<void> {
    if (present < spec.partitions) await this.grow(spec);
    await this.admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: kafkajs.ConfigResourceTypes.TOPIC,
          name: spec.topic,
          configEntries: configurationOf({ ...spec, partitions: Math.max(spec.partitions, present) }),
        },
      ],
    });
  }

  private async grow(spec: TopicSpec): Promise<void> {
    try {
      await this.admin.createPartitions({ topicPartitions: [{ topic: spec.topic, count: spec.partitions }] });
    } catch (error) {
      // The controller has as many already, though the broker that was asked for the count had not heard of it yet.
      if (!isInvalidPartitions(error)) throw error;
    }
  }
}
