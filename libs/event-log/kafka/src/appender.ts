import { setTimeout as wait } from 'node:timers/promises';
import { checkedRecordBytes, EventLogError, type LogRecord, partitionOf, type Receipt } from '@headway/event-log/port';
import { type BrokerAddress, BrokerConnection } from './broker-connection.js';
import { BrokerError } from './broker-errors.js';
import { toEventLogError } from './client.js';
import { AppendCall, Lane, type Pending } from './lane.js';
import type { Leaders } from './leaders.js';
import type { ProducePlace } from './produce.js';
import type { Topics } from './topics.js';

interface AppenderOptions {
  brokers: string[];
  clientId: string;
  lingerMs: number;
  deliveryTimeoutMs: number;
  maxBufferedBytes: number;
}

/** One leader's connection and what it is doing. */
interface Sender {
  connection: BrokerConnection;
  busy: boolean;
  /** More was due while it was busy. */
  wanted: boolean;
}

/** Waiting bytes that are not kept for the linger. */
const ENOUGH_BYTES = 524_288;
/** Largest request; Kafka's own limit is 100 MiB (`socket.request.max.bytes`). */
const MAX_REQUEST_BYTES = 8_388_608;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 500;
/** How long a retry waits for news of the leaders; then it tries the one that it knows. */
const LEADERS_PATIENCE_MS = 300;
/** How long `close` goes on trying while no broker answers. */
const CLOSE_GRACE_MS = 5_000;

/**
 * Appends with `acks=all`, one request in flight a broker: what arrives meanwhile becomes the next, and a first record waits for
 * the linger. At most one batch of a partition is on its way, so order holds through retries without an idempotent producer.
 */
export class Appender {
  private readonly lanes = new Map<string, Lane[]>();
  /** Lanes with records and no batch on its way, oldest first. */
  private readonly waiting = new Set<Lane>();
  private readonly senders = new Map<string, Sender>();
  private bufferedBytes = 0;
  private waitingBytes = 0;
  private linger: NodeJS.Timeout | undefined;
  private lookups: Promise<void> | undefined;
  private closedAtMs: number | undefined;
  private emptied: (() => void) | undefined;

  constructor(
    private readonly topics: Topics,
    private readonly leaders: Leaders,
    private readonly options: AppenderOptions,
  ) {}

  async append(records: readonly LogRecord[]): Promise<Receipt[]> {
    this.refuseWhenClosed();
    if (records.length === 0) return [];
    const isPlaceable = !this.lookups && records.every(({ topic }) => this.topics.known(topic) !== undefined);
    if (isPlaceable) return this.place(records).done;
    return (await this.afterLookups(records)).done;
  }

  /** Calls that wait for a topic's partition count, and those behind them, are placed in the order in which they came. */
  private async afterLookups(records: readonly LogRecord[]): Promise<{ done: Promise<Receipt[]> }> {
    const turn = (this.lookups ?? Promise.resolve()).then(async () => {
      for (const topic of new Set(records.map((record) => record.topic))) await this.topics.partitionCount(topic);
      this.refuseWhenClosed();
      // As an object, because awaiting the receipts here would hold up the calls behind.
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

  private place(records: readonly LogRecord[]): AppendCall {
    const call = new AppendCall(records.length, performance.now() + this.options.deliveryTimeoutMs);
    const timestampMs = Date.now();
    const pending = records.map((record, index) => ({ record, bytes: checkedRecordBytes(record), timestampMs, call, index }));
    const bytes = pending.reduce((sum, one) => sum + one.bytes, 0);
    if (this.bufferedBytes > 0 && this.bufferedBytes + bytes > this.options.maxBufferedBytes) {
      throw new EventLogError('overloaded', `${this.bufferedBytes} bytes already wait for Kafka to commit them`);
    }
    for (const one of pending) this.enqueue(one);
    this.bufferedBytes += bytes;
    this.waitingBytes += bytes;
    if (this.waitingBytes >= ENOUGH_BYTES) this.dispatch();
    else this.linger ??= setTimeout(() => this.dispatch(), this.options.lingerMs);
    return call;
  }

  /** Sends what is queued and refuses what comes later. */
  async close(): Promise<void> {
    this.closedAtMs = performance.now();
    await this.lookups;
    this.dispatch();
    if (this.bufferedBytes > 0) await new Promise<void>((resolve) => (this.emptied = resolve));
    clearTimeout(this.linger);
    for (const { connection } of this.senders.values()) connection.close();
  }

  private refuseWhenClosed(): void {
    if (this.closedAtMs !== undefined) throw new EventLogError('closed', 'the event log is closed');
  }

  private enqueue(pending: Pending): void {
    const { topic, key } = pending.record;
    const partition = partitionOf(key, this.topics.known(topic) as number);
    const lane = this.laneOf(topic, partition);
    lane.queue.push(pending);
    if (!lane.busy) this.waiting.add(lane);
  }

  private laneOf(topic: string, partition: number): Lane {
    let lanes = this.lanes.get(topic);
    if (!lanes) this.lanes.set(topic, (lanes = []));
    return (lanes[partition] ??= new Lane(topic, partition));
  }

  /** Sends the next batch of every partition that has none on its way, one request to each leader that has answered its last. */
  private dispatch(): void {
    clearTimeout(this.linger);
    this.linger = undefined;
    this.waitingBytes = 0;
    const requests = new Map<Sender, { batches: Map<Lane, Pending[]>; bytes: number }>();
    const homeless: Lane[] = [];
    for (const lane of this.waiting) {
      const leader = this.leaders.leaderOf(lane.topic, lane.partition);
      const sender = leader && this.senderOf(leader);
      if (!sender) homeless.push(lane);
      else if (sender.busy) sender.wanted = true;
      else {
        const request = requests.get(sender) ?? { batches: new Map<Lane, Pending[]>(), bytes: 0 };
        requests.set(sender, request);
        if (request.bytes > MAX_REQUEST_BYTES) sender.wanted = true;
        else request.bytes += this.startBatch(lane, request.batches);
      }
    }
    if (homeless.length > 0) void this.rest(homeless, new Error('no broker leads the partition at the moment'));
    for (const [sender, { batches }] of requests) void this.send(sender, batches);
  }

  private startBatch(lane: Lane, batches: Map<Lane, Pending[]>): number {
    this.waiting.delete(lane);
    lane.busy = true;
    const batch = lane.take();
    batches.set(lane, batch);
    return batch.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  private senderOf(leader: BrokerAddress): Sender {
    const key = `${leader.host}:${leader.port}`;
    const known = this.senders.get(key);
    if (known) return known;
    const made = { connection: new BrokerConnection(leader, this.options.clientId), busy: false, wanted: false };
    this.senders.set(key, made);
    return made;
  }

  private async send(sender: Sender, batches: Map<Lane, Pending[]>): Promise<void> {
    sender.busy = true;
    const request = [...batches].map(([{ topic, partition }, records]) => ({ topic, partition, records }));
    try {
      const places = await sender.connection.produce(request);
      this.settle(batches, places);
    } catch (error) {
      for (const [lane, batch] of batches) lane.giveBack(batch);
      void this.rest([...batches.keys()], error as Error);
    }
    sender.busy = false;
    if (sender.wanted) {
      sender.wanted = false;
      this.dispatch();
    }
  }

  private settle(batches: Map<Lane, Pending[]>, places: readonly ProducePlace[]): void {
    const byPlace = new Map(places.map((place) => [`${place.topic}/${place.partition}`, place]));
    for (const [lane, batch] of batches) {
      const place = `${lane.topic}/${lane.partition}`;
      const { errorCode, baseOffset } = byPlace.get(place) ?? { errorCode: UNKNOWN_SERVER_ERROR, baseOffset: 0n };
      if (errorCode === 0) {
        lane.settle(batch, baseOffset);
        this.release(batch.reduce((sum, { bytes }) => sum + bytes, 0));
        this.proceed(lane);
      } else this.refused(lane, batch, new BrokerError(errorCode, place));
    }
  }

  private refused(lane: Lane, batch: Pending[], error: BrokerError): void {
    lane.giveBack(batch);
    if (error.tooLarge && lane.shrink(batch.length)) this.proceed(lane);
    else if (error.retryable) void this.rest([lane], error);
    else {
      for (const { call } of batch) call.fail(toEventLogError(error, this.options.brokers));
      this.proceed(lane);
    }
  }

  /** Lets a lane take part again after an answer. */
  private proceed(lane: Lane): void {
    this.release(lane.dropFinished());
    lane.busy = false;
    if (lane.queue.length === 0) return;
    this.waiting.add(lane);
    this.linger ??= setTimeout(() => this.dispatch(), this.options.lingerMs);
  }

  /** Lets lanes wait after a failure, asks who leads them now, and lets them try again; gives up what is past its time. */
  private async rest(lanes: Lane[], cause: Error): Promise<void> {
    let delayMs = FIRST_RETRY_MS;
    const nowMs = performance.now();
    const overAll = this.closedAtMs !== undefined && nowMs > this.closedAtMs + CLOSE_GRACE_MS;
    for (const lane of lanes) {
      this.waiting.delete(lane);
      lane.busy = true;
      delayMs = Math.max(delayMs, FIRST_RETRY_MS * 2 ** Math.min(lane.failures++, 10));
      for (const { call } of lane.queue) {
        if (!call.over && (overAll || nowMs > call.deadlineMs)) call.fail(toEventLogError(cause, this.options.brokers));
      }
      this.release(lane.dropFinished());
    }
    // A first look at the cluster comes without a delay.
    const isNews = lanes.every(({ failures }) => failures === 1) && !(cause instanceof BrokerError);
    if (!isNews) await wait(Math.min(delayMs, LONGEST_RETRY_MS));
    const news = this.leaders.refresh([...new Set(lanes.map(({ topic }) => topic))]).catch(() => undefined);
    await Promise.race([news, wait(LEADERS_PATIENCE_MS)]);
    for (const lane of lanes) this.proceed(lane);
  }

  private release(bytes: number): void {
    this.bufferedBytes -= bytes;
    if (this.bufferedBytes === 0) this.emptied?.();
  }
}

const UNKNOWN_SERVER_ERROR = -1;
