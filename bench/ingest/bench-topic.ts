import { setTimeout as wait } from 'node:timers/promises';
import kafkajs, { type Admin } from 'kafkajs';
import { readMarker } from './frames.js';

const { ConfigResourceTypes, Kafka, logLevel } = kafkajs;
const PARTITIONS = 12;
const RETENTION_MS = 3_600_000;
const MAX_MESSAGE_BYTES = 8_388_608;
const POLL_MS = 50;

/** What arrived in the topic of a run. */
export interface Arrived {
  /** Numbers of the publishers' messages, each once. */
  numbers: Set<number>;
  /** Records that hold a number for the second time or more often. */
  duplicates: number;
  /** Records without a number that can be read. */
  foreign: number;
  /** Publication to commit, milliseconds, by message number: the broker's append time minus the publisher's clock. */
  latencyMs: Map<number, number>;
}

/** The topic that a pipe writes, seen with the broker's eyes and not with the pipe's. */
export class BenchTopic implements AsyncDisposable {
  private constructor(
    private readonly brokers: string[],
    private readonly admin: Admin,
    readonly name: string,
  ) {}

  static async open(brokers: string[], name: string): Promise<BenchTopic> {
    const admin = new Kafka({ brokers, clientId: 'headway-bench', logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    return new BenchTopic(brokers, admin, name);
  }

  /** Creates the topic when the pipe has not, and makes the broker write down when it appended each record. */
  async prepare(): Promise<void> {
    const configEntries = [
      { name: 'retention.ms', value: String(RETENTION_MS) },
      { name: 'max.message.bytes', value: String(MAX_MESSAGE_BYTES) },
      { name: 'message.timestamp.type', value: 'LogAppendTime' },
    ];
    const topics = [{ topic: this.name, numPartitions: PARTITIONS, configEntries }];
    const created = await this.admin.createTopics({ topics, waitForLeaders: true });
    if (created) return;
    const resources = [{ type: ConfigResourceTypes.TOPIC, name: this.name, configEntries }];
    await this.admin.alterConfigs({ validateOnly: false, resources });
  }

  async exists(): Promise<boolean> {
    return (await this.admin.listTopics()).includes(this.name);
  }

  /** Records in the topic. */
  async count(): Promise<number> {
    const offsets = await this.admin.fetchTopicOffsets(this.name);
    return offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  }

  /**
   * Resolves when so many records are committed, telling each count on the way.
   * @throws Error when nothing has been added for a long time
   */
  async reaches(total: number, { seen, stallMs }: { seen: (count: number) => void; stallMs: number }): Promise<void> {
    let last = -1;
    let movedAt = performance.now();
    for (;;) {
      const count = await this.count();
      if (count !== last) {
        movedAt = performance.now();
        seen(count);
      }
      if (count >= total) return;
      if (performance.now() - movedAt > stallMs) throw new Error(`${this.name} stopped at ${count} of ${total} records`);
      last = count;
      await wait(POLL_MS);
    }
  }

  /** Reads the whole topic. */
  async read(): Promise<Arrived> {
    const arrived: Arrived = { numbers: new Set(), duplicates: 0, foreign: 0, latencyMs: new Map() };
    const total = await this.count();
    const kafka = new Kafka({ brokers: this.brokers, clientId: 'headway-bench', logLevel: logLevel.NOTHING });
    const consumer = kafka.consumer({ groupId: `${this.name}.check`, maxBytesPerPartition: 8_388_608 });
    await consumer.connect();
    await consumer.subscribe({ topics: [this.name], fromBeginning: true });
    let read = 0;
    try {
      await new Promise<void>((resolve, reject) => {
        if (total === 0) resolve();
        consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
        const eachBatch = ({ batch }: { batch: { messages: { value: Buffer | null; timestamp: string }[] } }) => {
          for (const { value, timestamp } of batch.messages) note(arrived, value, Number(timestamp));
          read += batch.messages.length;
          if (read >= total) resolve();
          return Promise.resolve();
        };
        consumer.run({ autoCommit: false, eachBatch }).catch(reject);
      });
    } finally {
      await consumer.disconnect();
    }
    return arrived;
  }

  /** Deletes every topic with this prefix: what the pipe made besides. */
  async deleteAll(prefix: string): Promise<void> {
    const all = await this.admin.listTopics();
    const own = all.filter((topic) => topic.startsWith(prefix));
    if (own.length > 0) await this.admin.deleteTopics({ topics: own });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.admin.disconnect();
  }
}

function note(arrived: Arrived, value: Buffer | null, appendedMs: number): void {
  const marker = value ? readMarker(value) : undefined;
  if (!marker) arrived.foreign++;
  else if (arrived.numbers.has(marker.number)) arrived.duplicates++;
  else {
    arrived.numbers.add(marker.number);
    arrived.latencyMs.set(marker.number, appendedMs - marker.epochMs);
  }
}
