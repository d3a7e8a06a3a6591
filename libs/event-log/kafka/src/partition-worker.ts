import {
  DEFAULT_BATCH_BYTES,
  DEFAULT_BATCH_RECORDS,
  deliver,
  recordBytes,
  type StoredRecord,
  type SubscribeOptions,
} from '@headway/event-log/port';

interface PartitionWorkerOptions {
  topic: string;
  partition: number;
  reader: SubscribeOptions;
  /** Commits the offset of the next record wanted; false when that was no longer possible. */
  commit: (worker: PartitionWorker, next: bigint) => Promise<boolean>;
}

/** Hands one assigned partition's records to the reader, in batches within its limits, and commits each. */
export class PartitionWorker {
  readonly topic: string;
  readonly partition: number;
  /** Next record wanted; undefined until the start position is known. */
  next: bigint | undefined;
  /** The partition belongs to another member now: nothing may be committed any more. */
  revoked = false;
  private readonly abort = new AbortController();
  private work: Promise<void> | undefined;

  constructor(private readonly options: PartitionWorkerOptions) {
    this.topic = options.topic;
    this.partition = options.partition;
  }

  get busy(): boolean {
    return this.work !== undefined;
  }

  /** Resolves when nothing is in hand. */
  get idle(): Promise<void> {
    return this.work ?? Promise.resolve();
  }

  /** Works through records that were fetched; resolves when they are handled or the worker is to stop. */
  process(records: StoredRecord[]): Promise<void> {
    this.work = this.handle(records).finally(() => (this.work = undefined));
    return this.work;
  }

  stop(): void {
    this.abort.abort();
  }

  revoke(): void {
    this.revoked = true;
    this.stop();
  }

  private async handle(records: StoredRecord[]): Promise<void> {
    const { topic, partition, reader, commit } = this.options;
    for (const batch of slices(records, reader)) {
      if (!(await deliver({ topic, partition, records: batch }, reader, this.abort.signal))) return;
      const next = (batch.at(-1) as StoredRecord).offset + 1n;
      if (!(await commit(this, next))) return;
      this.next = next;
    }
  }
}

function* slices(records: StoredRecord[], limits: Pick<SubscribeOptions, 'maxBatchRecords' | 'maxBatchBytes'>): Generator<StoredRecord[]> {
  const { maxBatchRecords = DEFAULT_BATCH_RECORDS, maxBatchBytes = DEFAULT_BATCH_BYTES } = limits;
  let batch: StoredRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = recordBytes(record);
    if (batch.length > 0 && (batch.length === maxBatchRecords || bytes + size > maxBatchBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
