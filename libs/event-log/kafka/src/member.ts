import { setTimeout as wait } from 'node:timers/promises';
import type { StoredRecord, SubscribeOptions } from '@headway/event-log/port';
import type { Admin, Consumer, EachBatchPayload, IHeaders, Kafka, KafkaMessage } from 'kafkajs';
import { PartitionWorker } from './partition-worker.js';
import { committedOffsets, placeOf, startOffset } from './start-positions.js';

/** A batch that takes longer is worked on aside, so that it does not hold up the other partitions. */
const ASIDE_AFTER_MS = 50;
/** The least that Kafka allows by default: a lost member holds up its group so long. */
const SESSION_TIMEOUT_MS = 6_000;
/** A broker that restarts should find the same members again: a new one has to wait for the old one's session to end. */
const PATIENT_RETRY = { retries: 40, initialRetryTime: 100, maxRetryTime: 1_000, restartOnFailure: () => Promise.resolve(false) };
const HEARTBEAT_MS = 1_000;
const FETCH_WAIT_MS = 100;
const FETCH_BYTES = 16_777_216;
const PARTITIONS_AT_ONCE = 32;
const RESTART_DELAY_MS = 1_000;
const COMMIT_RETRY_MS = 200;

/**
 * One member of a consumer group. kafkajs fetches, joins and sends heartbeats; we decide where a partition starts, hand out
 * batches and commit after each. A consumer that kafkajs gives up on is made anew, for ever.
 */
export class Member {
  private readonly workers = new Map<string, PartitionWorker>();
  private readonly leaving = new Map<string, Promise<void>>();
  private consumer: Consumer | undefined;
  private stopping = false;
  /** The consumer has ended by itself. */
  private lost = false;
  private restarting: Promise<void> | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly admin: Admin,
    private readonly options: SubscribeOptions,
    private readonly onTrouble: (message: string, error: unknown) => void,
  ) {}

  /** Joins, and resolves when every partition of the topics has a committed offset of the group. */
  async join(): Promise<void> {
    await this.start();
    const { group, topics } = this.options;
    while (!this.stopping) {
      const offsets = await committedOffsets(this.admin, group, topics);
      if (offsets.size > 0 && [...offsets.values()].every((offset) => offset !== undefined)) return;
      await wait(20);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const worker of this.workers.values()) worker.stop();
    await Promise.all([...this.workers.values()].map((worker) => worker.idle));
    await Promise.all(this.leaving.values());
    await this.restarting;
    await this.consumer?.disconnect();
  }

  private async start(): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: this.options.group,
      retry: PATIENT_RETRY,
      sessionTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_MS,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      maxBytes: FETCH_BYTES,
      maxBytesPerPartition: Math.max(this.options.maxBatchBytes ?? 0, 1_048_576),
    });
    this.consumer = consumer;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => this.onAssignment(consumer, payload.memberAssignment));
    consumer.on(consumer.events.CRASH, ({ payload }) => this.onCrash(consumer, payload.error));
    await consumer.connect();
    // Only for positions that retention has overtaken; groups without a position get theirs from us.
    await consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.onFetched(consumer, payload),
    });
  }

  private onCrash(consumer: Consumer, error: Error): void {
    if (consumer !== this.consumer) return;
    this.onTrouble('kafka consumer lost, starting again', error);
    this.revokeAll();
    this.lost = true;
    if (!this.stopping) this.restarting ??= this.restart();
  }

  /** Makes consumers until one stays: one that crashes while it starts lets its start succeed all the same. */
  private async restart(): Promise<void> {
    while (this.lost && !this.stopping) {
      await wait(RESTART_DELAY_MS);
      if (this.stopping) break;
      this.lost = false;
      try {
        await this.start();
      } catch (error) {
        this.lost = true;
        this.onTrouble('kafka consumer cannot start', error);
        await this.consumer?.disconnect().catch(() => undefined);
      }
    }
    this.restarting = undefined;
  }

  private revokeAll(): void {
    for (const place of this.workers.keys()) this.revoke(place);
  }

  private revoke(place: string): void {
    const worker = this.workers.get(place);
    if (!worker) return;
    this.workers.delete(place);
    worker.revoke();
    const gone = Promise.all([this.leaving.get(place), worker.idle]).then(() => {
      if (this.leaving.get(place) === gone) this.leaving.delete(place);
    });
    this.leaving.set(place, gone);
  }

  /** Runs synchronously inside the join, before the first fetch: new partitions are paused until their position is known. */
  private onAssignment(consumer: Consumer, assignment: Record<string, number[]>): void {
    const assigned = Object.entries(assignment).flatMap(([topic, partitions]) => partitions.map((partition) => ({ topic, partition })));
    const places = new Set(assigned.map(({ topic, partition }) => placeOf(topic, partition)));
    for (const place of this.workers.keys()) if (!places.has(place)) this.revoke(place);
    for (const { topic, partition } of assigned) {
      const place = placeOf(topic, partition);
      if (this.workers.has(place)) continue;
      consumer.pause([{ topic, partitions: [partition] }]);
      const worker = new PartitionWorker({
        topic,
        partition,
        reader: this.options,
        commit: (each, next) => this.commit(consumer, each, next),
      });
      this.workers.set(place, worker);
      void this.begin(consumer, worker);
    }
  }

  /** Waits for a predecessor's handler, finds the position, and lets the fetches begin. */
  private async begin(consumer: Consumer, worker: PartitionWorker): Promise<void> {
    const { topic, partition } = worker;
    await this.leaving.get(placeOf(topic, partition));
    while (!worker.revoked && !this.stopping) {
      try {
        const committed = (await committedOffsets(this.admin, this.options.group, [topic])).get(placeOf(topic, partition));
        const next = committed ?? (await startOffset(this.admin, topic, partition, this.options.startFrom));
        if (committed === undefined && !(await this.commit(consumer, worker, next))) return;
        this.resume(consumer, worker, next);
        return;
      } catch (error) {
        this.onTrouble('kafka position not found yet', error);
        await wait(COMMIT_RETRY_MS);
      }
    }
  }

  private resume(consumer: Consumer, worker: PartitionWorker, next: bigint): void {
    if (worker.revoked || this.stopping) return;
    worker.next = next;
    consumer.seek({ topic: worker.topic, partition: worker.partition, offset: next.toString() });
    consumer.resume([{ topic: worker.topic, partitions: [worker.partition] }]);
  }

  private async onFetched(consumer: Consumer, { batch, pause, resolveOffset }: EachBatchPayload): Promise<void> {
    const worker = this.workers.get(placeOf(batch.topic, batch.partition));
    if (!worker || worker.busy || worker.next === undefined) return;
    const next = worker.next;
    const records = batch.messages.map(toStoredRecord).filter(({ offset }) => offset >= next);
    this.reportLost(worker, next, records[0]?.offset);
    const work = worker.process(records);
    if (!(await endsWithin(work, ASIDE_AFTER_MS))) {
      pause();
      // A consumer that is lost meanwhile cannot be resumed; its successor begins where this one has committed.
      work
        .then(() => this.resume(consumer, worker, worker.next ?? next))
        .catch((error: unknown) => this.onTrouble('kafka consumer lost while a batch was in hand', error));
    } else if (worker.next > next) resolveOffset((worker.next - 1n).toString());
  }

  /** Offsets of our topics have no gaps but those that retention made. */
  private reportLost({ topic, partition }: PartitionWorker, next: bigint, first: bigint | undefined): void {
    if (first !== undefined && first > next) this.options.onLost?.({ topic, partition, from: next, to: first, reason: 'retention' });
  }

  private async commit(consumer: Consumer, worker: PartitionWorker, next: bigint): Promise<boolean> {
    while (!worker.revoked) {
      try {
        await consumer.commitOffsets([{ topic: worker.topic, partition: worker.partition, offset: next.toString() }]);
        return !worker.revoked;
      } catch (error) {
        this.onTrouble('kafka offset not committed yet', error);
        if (this.stopping) return false;
        await wait(COMMIT_RETRY_MS);
      }
    }
    return false;
  }
}

/** Whether a promise settles in time. */
async function endsWithin(work: Promise<void>, limitMs: number): Promise<boolean> {
  const timer = new AbortController();
  const inTime = await Promise.race([work.then(() => true), wait(limitMs, false, { signal: timer.signal }).catch(() => true)]);
  timer.abort();
  return inTime;
}

function toStoredRecord({ offset, key, value, headers, timestamp }: KafkaMessage): StoredRecord {
  return {
    offset: BigInt(offset),
    key: key?.toString('utf8') ?? '',
    value: value ?? new Uint8Array(0),
    headers: toStrings(headers ?? {}),
    timestampMs: Number(timestamp),
  };
}

function toStrings(headers: IHeaders): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) texts[name] = last.toString();
  }
  return texts;
}
