/** A topic as it should exist: created when missing, its retention brought up to date when present. Partitions never shrink. */
export interface TopicSpec {
  topic: string;
  partitions: number;
  /** Records older than this may be deleted. */
  retentionMs: number;
  /**
   * The oldest records may be deleted as long as this many bytes stay, all partitions together; no limit when absent. Each partition
   * has an equal share, and goes on above it by at most one record (embedded) or one segment (Kafka) before it is pruned.
   */
  retentionBytes?: number;
}

/** A record to append. Records of one key keep their order, because they share a partition. */
export interface LogRecord {
  topic: string;
  /** Partitioning key, e.g. a VIN; hashed by {@link partitionOf}. */
  key: string;
  /** May be empty. */
  value: Uint8Array;
  headers: Record<string, string>;
}

/** Where a committed record stands. */
export interface Receipt {
  topic: string;
  partition: number;
  offset: bigint;
}

/** A record as readers see it. */
export interface StoredRecord {
  offset: bigint;
  key: string;
  value: Uint8Array;
  headers: Record<string, string>;
  /** When it was appended, milliseconds since the epoch. */
  timestampMs: number;
}

/** Consecutive records of one partition, in order, at least one. */
export interface RecordBatch {
  topic: string;
  partition: number;
  records: StoredRecord[];
}

/** Where a group begins in partitions it has no committed offset for. */
export type StartFrom = 'earliest' | 'latest' | { timestampMs: number };

/** Why a batch is about to be delivered again. */
export interface Redelivery {
  topic: string;
  partition: number;
  /** 1 after the first failure. */
  attempt: number;
  delayMs: number;
  error: unknown;
}

/** Records that were gone before a group could read them; it goes on behind them. */
export interface LostRecords {
  topic: string;
  partition: number;
  /** First offset that is gone, and the one after the last. */
  from: bigint;
  to: bigint;
  /** `retention`: deleted while the group was too slow; `damaged`: the storage gave back other bytes than were written. */
  reason: 'retention' | 'damaged';
}

export interface SubscribeOptions {
  /** Members of a group share the partitions; each group sees every record. */
  group: string;
  /** Existing topics. */
  topics: readonly string[];
  startFrom: StartFrom;
  /** Most records in one batch, default {@link DEFAULT_BATCH_RECORDS}. */
  maxBatchRecords?: number;
  /** Most bytes of values and headers in one batch; a single larger record still comes alone. Default {@link DEFAULT_BATCH_BYTES}. */
  maxBatchBytes?: number;
  /**
   * Handles a batch. The group's offset is committed after it resolves; when it throws, the same records come again after a
   * delay that grows from 50 ms to 5 s. `signal` is aborted when the subscription stops or loses the partition: finish soon.
   * Batches of one partition never overlap; different partitions may run at the same time.
   */
  onBatch: (batch: RecordBatch, signal: AbortSignal) => Promise<void>;
  /** Told of every failed batch before its redelivery. */
  onRedelivery?: (redelivery: Redelivery) => void;
  /** Told of records that the group will never see, before the batch that follows them. Say it loudly: something was too slow. */
  onLost?: (lost: LostRecords) => void;
}

export interface Subscription {
  /** Stops taking batches, waits for those in hand and their commits, leaves the group. */
  stop(): Promise<void>;
  /** Records of the subscribed topics that the group has not committed yet, all partitions together. */
  lag(): Promise<bigint>;
}

/** Range of a partition: `first` is the oldest kept offset, `next` the offset that the next record will get. */
export interface PartitionOffsets {
  partition: number;
  first: bigint;
  next: bigint;
}

export interface EventLogHealth {
  ready: boolean;
  /** What is wrong, for a person. */
  detail?: string;
}

/**
 * An ordered, durable, partitioned log with consumer groups: Kafka's promises and no more.
 * Delivery is at least once; order holds in a partition; a reader drops duplicates by itself.
 * Every method throws {@link EventLogError}.
 */
export interface EventLog {
  /** Creates missing topics. Safe to call from many processes at once. */
  ensureTopics(specs: readonly TopicSpec[]): Promise<void>;
  /**
   * Appends records and resolves with their places, in the given order, once all of them are committed (on Kafka `acks=all`).
   * When it rejects, some may be committed all the same: append again and let readers drop duplicates.
   * Calls are joined into batches by a short linger; records of one key keep the order in which `append` was called.
   */
  append(records: readonly LogRecord[]): Promise<Receipt[]>;
  /** Joins a group; resolves once its start positions are fixed, so that everything appended from now on will be seen. */
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** Kept range of every partition of a topic, ascending by partition. */
  offsets(topic: string): Promise<PartitionOffsets[]>;
  health(): Promise<EventLogHealth>;
  /** Stops every subscription, finishes appends in hand, releases everything. */
  close(): Promise<void>;
}

/** Injection token of the process's event log. */
export const EVENT_LOG = Symbol('EventLog');

export const DEFAULT_BATCH_RECORDS = 500;
export const DEFAULT_BATCH_BYTES = 1_048_576;

/** Largest record, value and headers together. Kafka's own default limit for a batch is 1 MiB; topics are created with room for this. */
export const MAX_RECORD_BYTES = 4_194_304;
