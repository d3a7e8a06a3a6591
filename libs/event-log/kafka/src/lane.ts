import type { EventLogError, LogRecord, Receipt } from '@headway/event-log/port';
import type { BatchRecord } from './record-batch.js';

/**
 * Largest batch in bytes of keys, values and headers. With the format's own bytes it stays below 1 MiB, Kafka's default limit for
 * topics that others made; a single larger record still goes alone.
 */
const MAX_BATCH_BYTES = 917_504;

/** One call of `append`: over when its last record is placed or its first one fails. */
export class AppendCall {
  private readonly receipts: Receipt[];
  private remaining: number;
  private resolve!: (receipts: Receipt[]) => void;
  private reject!: (error: EventLogError) => void;
  over = false;
  readonly done = new Promise<Receipt[]>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor(
    records: number,
    readonly deadlineMs: number,
  ) {
    this.remaining = records;
    this.receipts = new Array<Receipt>(records);
  }

  place(index: number, receipt: Receipt): void {
    this.receipts[index] = receipt;
    if (--this.remaining > 0 || this.over) return;
    this.over = true;
    this.resolve(this.receipts);
  }

  fail(error: EventLogError): void {
    this.over = true;
    this.reject(error);
  }
}

/** A record that waits for its place. */
export interface Pending extends BatchRecord {
  record: LogRecord;
  bytes: number;
  call: AppendCall;
  /** Its place among the call's records. */
  index: number;
}

/** What waits for one partition. At most one batch of it is on its way, so that order holds through every retry. */
export class Lane {
  queue: Pending[] = [];
  /** A batch is on its way, or failed a moment ago. */
  busy = false;
  /** Failures in a row. */
  failures = 0;
  /** Most records of a batch, after the broker found a longer one too large. */
  private mostRecords = Infinity;

  constructor(
    readonly topic: string,
    readonly partition: number,
  ) {}

  /** Removes the next batch from the queue: at least one record. */
  take(): Pending[] {
    const { queue } = this;
    let bytes = 0;
    let count = 0;
    while (count < queue.length && count < this.mostRecords) {
      bytes += (queue[count] as Pending).bytes;
      if (count > 0 && bytes > MAX_BATCH_BYTES) break;
      count++;
    }
    if (count < queue.length) return queue.splice(0, count);
    this.queue = [];
    return queue;
  }

  /** Puts a batch back in front of what came after it. */
  giveBack(batch: Pending[]): void {
    this.queue = this.queue.length > 0 ? batch.concat(this.queue) : batch;
  }

  /** Tries the next batch with half as many records; false when it was a single one. */
  shrink(records: number): boolean {
    this.mostRecords = Math.ceil(records / 2);
    return records > 1;
  }

  /** Answers the calls of a committed batch. */
  settle(batch: readonly Pending[], baseOffset: bigint): void {
    this.failures = 0;
    this.mostRecords = Infinity;
    const { topic, partition } = this;
    for (let index = 0; index < batch.length; index++) {
      const pending = batch[index] as Pending;
      pending.call.place(pending.index, { topic, partition, offset: baseOffset + BigInt(index) });
    }
  }

  /** Removes what belongs to calls that are over, and gives its bytes. */
  dropFinished(): number {
    let bytes = 0;
    this.queue = this.queue.filter((pending) => {
      if (pending.call.over) bytes += pending.bytes;
      return !pending.call.over;
    });
    return bytes;
  }
}
