import { setTimeout as wait } from 'node:timers/promises';
import { checkRecordSizes, EventLogError, type LogRecord, partitionOf, type Receipt, recordBytes } from '@headway/event-log/port';
import type { Message, Producer, RecordMetadata } from 'kafkajs';
import { isTooLarge, toEventLogError } from './client.js';
import type { Topics } from './topics.js';

interface Pending {
  record: LogRecord;
  bytes: number;
  deadlineMs: number;
  timestampMs: number;
  resolve: (offset: bigint) => void;
  reject: (error: EventLogError) => void;
}

interface Lane {
  topic: string;
  partition: number;
  queue: Pending[];
  inFlight: boolean;
}

interface AppenderOptions {
  brokers: string[];
  lingerMs: number;
  deliveryTimeoutMs: number;
  maxBufferedBytes: number;
}

const MAX_BATCH_BYTES = 1_048_576;
const ALL_REPLICAS = -1;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 2_000;

/**
 * One batch in flight a partition: order holds through retries without the client's idempotent producer. What arrives meanwhile
 * becomes the next batch; a first record waits for the linger.
 */
export class Appender {
  private readonly lanes = new Map<string, Lane>();
  private readonly sending = new Set<Promise<void>>();
  private bufferedBytes = 0;
  private linger: NodeJS.Timeout | undefined;
  private lookups: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly producer: Producer,
    private readonly topics: Topics,
    private readonly options: AppenderOptions,
  ) {}

  async append(records: readonly LogRecord[]): Promise<Receipt[]> {
    this.refuseWhenClosed();
    checkRecordSizes(records);
    const isPlaceable = records.every(({ topic }) => this.topics.known(topic) !== undefined);
    if (isPlaceable && !this.lookups) return Promise.all(this.place(records));
    return Promise.all(await this.afterLookups(records));
  }

  /** Calls that wait for a topic's partition count, and those behind them, are placed in the order in which they came. */
  private async afterLookups(records: readonly LogRecord[]): Promise<Promise<Receipt>[]> {
    const turn = (this.lookups ?? Promise.resolve()).then(async () => {
      for (const topic of new Set(records.map((record) => record.topic))) await this.topics.partitionCount(topic);
      this.refuseWhenClosed();
      // In an array, because awaiting the receipts here would hold up the calls behind.
      return this.place(records);
    });
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.lookups = settled;
    void settled.then(() => {
      if (this.lookups === settled) this.lookups = undefined;
    });
    return turn;
  }

  private place(records: readonly LogRecord[]): Promise<Receipt>[] {
    const bytes = records.reduce((sum, record) => sum + recordBytes(record), 0);
    if (this.bufferedBytes > 0 && this.bufferedBytes + bytes > this.options.maxBufferedBytes) {
      throw new EventLogError('overloaded', `${this.bufferedBytes} bytes already wait for Kafka to commit them`);
    }
    this.linger ??= setTimeout(() => this.flush(), this.options.lingerMs);
    return records.map((record) => this.enqueue(record, partitionOf(record.key, this.topics.known(record.topic) as number)));
  }

  /** Sends what is queued and refuses what comes later. */
  async close(): Promise<void> {
    this.closed = true;
    await this.lookups;
    this.flush();
    while (this.sending.size > 0) await Promise.all(this.sending);
  }

  private refuseWhenClosed(): void {
    if (this.closed) throw new EventLogError('closed', 'the event log is closed');
  }

  private enqueue(record: LogRecord, partition: number): Promise<Receipt> {
    const key = `${record.topic}/${partition}`;
    const lane = this.lanes.get(key) ?? { topic: record.topic, partition, queue: [], inFlight: false };
    this.lanes.set(key, lane);
    const bytes = recordBytes(record);
    const timestampMs = Date.now();
    this.bufferedBytes += bytes;
    const committed = new Promise<bigint>((resolve, reject) => {
      lane.queue.push({ record, bytes, timestampMs, deadlineMs: performance.now() + this.options.deliveryTimeoutMs, resolve, reject });
    });
    return committed.then((offset) => ({ topic: record.topic, partition, offset })).finally(() => (this.bufferedBytes -= bytes));
  }

  /** Sends one request with the next batch of every partition that has none in flight. */
  private flush(): void {
    clearTimeout(this.linger);
    this.linger = undefined;
    const batches = [...this.lanes.values()]
      .filter((lane) => !lane.inFlight && lane.queue.length > 0)
      .map((lane) => ({ lane, batch: takeBatch(lane) }));
    if (batches.length === 0) return;
    for (const { lane } of batches) lane.inFlight = true;
    const sent = this.send(batches).finally(() => {
      for (const { lane } of batches) lane.inFlight = false;
      this.sending.delete(sent);
      if (batches.some(({ lane }) => lane.queue.length > 0)) this.flush();
    });
    this.sending.add(sent);
  }

  private async send(batches: { lane: Lane; batch: Pending[] }[]): Promise<void> {
    const topicMessages = batches.map(({ lane, batch }) => ({
      topic: lane.topic,
      messages: batch.map((pending) => toMessage(pending, lane.partition)),
    }));
    const deadlineMs = Math.min(...batches.map(({ batch }) => (batch[0] as Pending).deadlineMs));
    for (let delayMs = FIRST_RETRY_MS; ; delayMs = Math.min(delayMs * 2, LONGEST_RETRY_MS)) {
      try {
        const places = await this.producer.sendBatch({ acks: ALL_REPLICAS, topicMessages });
        for (const each of batches) settle(each, places);
        return;
      } catch (cause) {
        if (isTooLarge(cause) || performance.now() + delayMs > deadlineMs) {
          const error = toEventLogError(cause, this.options.brokers);
          for (const { batch } of batches) for (const pending of batch) pending.reject(error);
          return;
        }
      }
      await wait(delayMs);
      await this.producer.connect().catch(() => undefined);
    }
  }
}

function takeBatch(lane: Lane): Pending[] {
  let bytes = 0;
  let count = 0;
  while (count < lane.queue.length && (count === 0 || bytes + (lane.queue[count] as Pending).bytes <= MAX_BATCH_BYTES)) {
    bytes += (lane.queue[count] as Pending).bytes;
    count++;
  }
  return lane.queue.splice(0, count);
}

function toMessage({ record, timestampMs }: Pending, partition: number): Message {
  const { key, value, headers } = record;
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return { key, value: bytes, headers, partition, timestamp: String(timestampMs) };
}

function settle({ lane, batch }: { lane: Lane; batch: Pending[] }, places: RecordMetadata[]): void {
  const place = places.find(({ topicName, partition }) => topicName === lane.topic && partition === lane.partition);
  const base = BigInt(place?.baseOffset ?? 0);
  batch.forEach((pending, index) => pending.resolve(base + BigInt(index)));
}
