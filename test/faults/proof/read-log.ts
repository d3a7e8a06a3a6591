import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';

/** A record as Kafka holds it, read by a client of the harness's own. */
export interface LogEntry {
  topic: string;
  partition: number;
  offset: bigint;
  key: string;
  value: Buffer;
  headers: Record<string, string>;
  /** When the broker committed it: the harness's Kafka stamps records itself. */
  committedMs: number;
}

const LIMIT_MS = 60_000;

/** Reads whole topics from their beginning to what is their end now, without our event log's driver. */
export async function readLog(broker: string, topics: readonly string[]): Promise<LogEntry[]> {
  const kafka = new kafkajs.Kafka({ brokers: [broker], clientId: 'headway-faults', logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const open = new Map<string, bigint>();
  for (const topic of topics) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      if (BigInt(high) > BigInt(low)) open.set(`${topic}/${partition}`, BigInt(high));
    }
  }
  await admin.disconnect();
  const entries: LogEntry[] = [];
  if (open.size === 0) return entries;
  const consumer = kafka.consumer({ groupId: `faults-proof-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`the log could not be read within ${LIMIT_MS / 1000} s`)), LIMIT_MS);
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      const done = () => {
        clearTimeout(limit);
        resolve();
      };
      void consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          for (const { offset, key, value, headers, timestamp } of batch.messages) {
            entries.push({
              topic: batch.topic,
              partition: batch.partition,
              offset: BigInt(offset),
              key: key?.toString('utf8') ?? '',
              value: value ?? Buffer.alloc(0),
              headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)])),
              committedMs: Number(timestamp),
            });
          }
          const place = `${batch.topic}/${batch.partition}`;
          const end = open.get(place);
          if (end !== undefined && BigInt(batch.lastOffset()) + 1n >= end) open.delete(place);
          if (open.size === 0) done();
        },
      });
    });
  } finally {
    await consumer.disconnect();
  }
  return entries.sort((a, b) => (a.topic === b.topic && a.partition === b.partition ? Number(a.offset - b.offset) : 0));
}
