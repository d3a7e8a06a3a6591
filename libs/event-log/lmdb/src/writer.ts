import type { LogRecord, Receipt } from '@headway/event-log/port';
import { checkRecordSizes, EventLogError, partitionOf, recordBytes } from '@headway/event-log/port';
import type { Partition, Store } from './store.js';

interface Pending {
  records: readonly LogRecord[];
  bytes: number;
  resolve: (receipts: Receipt[]) => void;
  reject: (error: EventLogError) => void;
}

interface WriterOptions {
  /** Most bytes that may wait for their commit. */
  maxBufferedBytes: number;
  now: () => number;
  /** Told after records became durable. */
  onDurable: (partitions: Iterable<Partition>) => void;
}

/** Bytes of one transaction; a longer one would hold up those that wait behind it. */
const MAX_TRANSACTION_BYTES = 16_777_216;

/**
 * Group commit: one transaction at a time, and whatever arrives meanwhile becomes the next one. So the linger is the
 * time of a flush, and a lone append waits for nothing.
 */
export class Writer {
  private queue: Pending[] = [];
  private bufferedBytes = 0;
  private running: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly store: Store,
    private readonly options: WriterOptions,
  ) {}

  append(records: readonly LogRecord[]): Promise<Receipt[]> {
    if (this.closed) return Promise.reject(new EventLogError('closed', 'the event log is closed'));
    if (records.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      checkRecordSizes(records);
      for (const record of records) this.store.topic(record.topic);
      const bytes = records.reduce((sum, record) => sum + recordBytes(record), 0);
      if (this.bufferedBytes > 0 && this.bufferedBytes + bytes > this.options.maxBufferedBytes) {
        throw new EventLogError('overloaded', `${this.bufferedBytes} bytes already wait to be written to the event log`);
      }
      this.bufferedBytes += bytes;
      this.queue.push({ records, bytes, resolve, reject });
      this.running ??= this.drain();
    });
  }

  /** Writes what is queued and refuses what comes later. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
  }

  private async drain(): Promise<void> {
    await Promise.resolve();
    while (this.queue.length > 0) await this.commit(this.takeTransaction());
    this.running = undefined;
  }

  private takeTransaction(): Pending[] {
    let bytes = 0;
    let count = 0;
    while (count < this.queue.length && (count === 0 || bytes + (this.queue[count] as Pending).bytes <= MAX_TRANSACTION_BYTES)) {
      bytes += (this.queue[count] as Pending).bytes;
      count++;
    }
    return this.queue.splice(0, count);
  }

  private async commit(transaction: Pending[]): Promise<void> {
    const timeMs = this.options.now();
    const ends = new Map<Partition, { next: number; timestampMs: number }>();
    const placed = transaction.flatMap((pending) =>
      pending.records.map((record) => {
        const partitions = this.store.topic(record.topic).partitions;
        const partition = partitions[partitionOf(record.key, partitions.length)] as Partition;
        const end = ends.get(partition) ?? { next: partition.next, timestampMs: Math.max(timeMs, partition.lastTimestampMs) };
        ends.set(partition, { ...end, next: end.next + 1 });
        return { partition, offset: end.next, timestampMs: end.timestampMs, record };
      }),
    );
    try {
      await this.store.write(placed);
    } catch (cause) {
      const error = new EventLogError('unavailable', `the event log could not be written: ${(cause as Error).message}`, { cause });
      for (const pending of transaction) pending.reject(error);
      return;
    } finally {
      for (const pending of transaction) this.bufferedBytes -= pending.bytes;
    }
    for (const [partition, end] of ends) {
      partition.next = end.next;
      partition.durable = end.next;
      partition.lastTimestampMs = end.timestampMs;
    }
    let at = 0;
    for (const pending of transaction) {
      const own = placed.slice(at, (at += pending.records.length));
      pending.resolve(own.map(({ partition, offset }) => ({ topic: partition.topic, partition: partition.index, offset: BigInt(offset) })));
    }
    this.options.onDurable(ends.keys());
  }
}
