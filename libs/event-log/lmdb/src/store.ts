import type { LogRecord, StoredRecord, TopicSpec } from '@headway/event-log/port';
import { checkTopicSpec, EventLogError } from '@headway/event-log/port';
import { type Database, open, type RootDatabase } from 'lmdb';
import { DamagedRecordError, decodeRecord, encodeRecord, encodeRecordKey, offsetOfKey, timestampOf } from './codec.js';

/** A partition's end as the process knows it. */
export interface Partition {
  topic: string;
  topicId: number;
  index: number;
  /** Offset that the next record gets. */
  next: number;
  /** Everything below is flushed to disk; readers see no further. */
  durable: number;
  /** Timestamps never fall within a partition. */
  lastTimestampMs: number;
  /** Bytes of the stored records, those in hand included. */
  bytes: number;
}

export interface Topic {
  id: number;
  spec: TopicSpec;
  partitions: Partition[];
}

interface Placed {
  partition: Partition;
  offset: number;
  timestampMs: number;
  record: LogRecord;
}

/** Records that are not there any more, `to` excluded. */
interface Gap {
  from: number;
  to: number;
  reason: 'retention' | 'damaged';
}

/** What a reader gets at once. */
export interface Reading {
  records: StoredRecord[];
  lost: Gap[];
  /** Where to go on; the same as before when there was nothing. */
  next: number;
}

const NO_OFFSET = 0;
const BEYOND_LAST = Number.MAX_SAFE_INTEGER;
const RETENTION_CHUNK = 2_000;
const MAX_PARTITIONS = 1_024;

/** The records, topics and committed positions on disk. */
export class Store {
  readonly topics = new Map<string, Topic>();
  private readonly root: RootDatabase;
  private readonly records: Database<Buffer, Uint8Array>;
  private readonly specs: Database<{ id: number; spec: TopicSpec }, string>;
  /** Ends of partitions whose last records were deleted by retention. */
  private readonly ends: Database<number, string>;
  private readonly positions: Database<number, string>;
  private readonly sizes: Database<number, string>;
  private damaged = 0;

  constructor(folder: string) {
    this.root = open({ path: folder, maxDbs: 8, cache: false });
    this.records = this.root.openDB({ name: 'records', encoding: 'binary', keyEncoding: 'binary' });
    this.specs = this.root.openDB({ name: 'topics', encoding: 'json' });
    this.ends = this.root.openDB({ name: 'ends', encoding: 'json' });
    this.positions = this.root.openDB({ name: 'positions', encoding: 'json' });
    this.sizes = this.root.openDB({ name: 'sizes', encoding: 'json' });
    for (const { value } of this.specs.getRange()) this.topics.set(value.spec.topic, this.load(value.id, value.spec));
  }

  /** @throws EventLogError `unknown-topic` */
  topic(name: string): Topic {
    const topic = this.topics.get(name);
    if (!topic) throw new EventLogError('unknown-topic', `there is no topic ${name} in the event log`);
    return topic;
  }

  /** Creates a topic or changes its retention; partitions are only added. */
  async ensureTopic(spec: TopicSpec): Promise<void> {
    checkTopicSpec(spec);
    if (spec.partitions > MAX_PARTITIONS) throw new EventLogError('invalid', `topic ${spec.topic} needs 1 to ${MAX_PARTITIONS} partitions`);
    const present = this.topics.get(spec.topic);
    const id = present?.id ?? this.topics.size + 1;
    const wanted = { ...spec, partitions: Math.max(spec.partitions, present?.partitions.length ?? 0) };
    if (present) {
      present.spec = wanted;
      for (let index = present.partitions.length; index < wanted.partitions; index++)
        present.partitions.push(this.loadPartition(id, wanted.topic, index));
    } else {
      this.topics.set(spec.topic, this.load(id, wanted));
    }
    await this.specs.put(spec.topic, { id, spec: wanted });
    await this.root.flushed;
  }

  /** Writes records in one transaction and resolves once it is flushed to disk; nothing of it is written when it rejects. */
  async write(placed: readonly Placed[]): Promise<void> {
    const added = new Map<Partition, number>();
    try {
      await this.root.batch(() => {
        for (const { partition, offset, timestampMs, record } of placed) {
          const bytes = encodeRecord(record, timestampMs);
          void this.records.put(encodeRecordKey(partition.topicId, partition.index, offset), bytes);
          added.set(partition, (added.get(partition) ?? 0) + bytes.byteLength);
        }
        for (const [partition, bytes] of added) this.resize(partition, bytes);
      });
      await this.root.flushed;
    } catch (error) {
      for (const [partition, bytes] of added) partition.bytes -= bytes;
      throw error;
    }
  }

  /** Durable records from `from` on, as many as fit: at least one when there is any. */
  read(partition: Partition, from: number, limits: { records: number; bytes: number }): Reading {
    const reading: Reading = { records: [], lost: [], next: from };
    let bytes = 0;
    for (const { key, value } of this.range(partition, from, partition.durable, limits.records)) {
      bytes += value.byteLength;
      if (reading.records.length > 0 && bytes > limits.bytes) break;
      this.readOne(reading, offsetOfKey(key), value);
    }
    return reading;
  }

  /** Offsets have no gaps but those that retention made, and it deletes from the oldest on. */
  private readOne(reading: Reading, offset: number, value: Buffer): void {
    if (offset > reading.next) reading.lost.push({ from: reading.next, to: offset, reason: 'retention' });
    reading.next = offset + 1;
    try {
      reading.records.push(decodeRecord(offset, value));
    } catch (error) {
      if (!(error instanceof DamagedRecordError)) throw error;
      this.damaged++;
      reading.lost.push({ from: offset, to: offset + 1, reason: 'damaged' });
    }
  }

  /** How often a record was found damaged since the log was opened. */
  get damagedReads(): number {
    return this.damaged;
  }

  /** Touches every record. */
  readThrough(): void {
    for (const { partitions } of this.topics.values()) {
      for (const partition of partitions) {
        for (const { value } of this.range(partition, NO_OFFSET, BEYOND_LAST, Number.MAX_SAFE_INTEGER)) timestampOf(value);
      }
    }
  }

  /** Oldest offset that is kept; the end when there is none. */
  first(partition: Partition): number {
    for (const { key } of this.range(partition, NO_OFFSET, partition.durable, 1)) return offsetOfKey(key);
    return partition.durable;
  }

  /** Offset of the first record appended at or after the time; the end when there is none. Binary search: timestamps never fall. */
  offsetAt(partition: Partition, timestampMs: number): number {
    let low = this.first(partition);
    let high = partition.durable;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const value = this.records.get(encodeRecordKey(partition.topicId, partition.index, middle));
      if (value !== undefined && timestampOf(value) < timestampMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Deletes the oldest records of a partition: those appended before `beforeMs`, and those without which `keepBytes` are still there.
   * Bounded work, true when more may be left.
   */
  async expire(partition: Partition, { beforeMs, keepBytes }: { beforeMs: number; keepBytes: number }): Promise<boolean> {
    const keys: Uint8Array[] = [];
    let freed = 0;
    for (const { key, value } of this.range(partition, NO_OFFSET, partition.durable, RETENTION_CHUNK)) {
      if (timestampOf(value) >= beforeMs && partition.bytes - freed - value.byteLength < keepBytes) break;
      freed += value.byteLength;
      keys.push(Buffer.from(key));
    }
    if (keys.length === 0) return false;
    await this.root.batch(() => {
      void this.ends.put(placeOf(partition), partition.durable);
      for (const key of keys) void this.records.remove(key);
      this.resize(partition, -freed);
    });
    return keys.length === RETENTION_CHUNK;
  }

  /** Within a transaction. */
  private resize(partition: Partition, bytes: number): void {
    partition.bytes += bytes;
    void this.sizes.put(placeOf(partition), partition.bytes);
  }

  /** Next offset that a group wants, undefined when it never committed one. */
  position(group: string, partition: Partition): number | undefined {
    return this.positions.get(positionKey(group, partition));
  }

  /** Resolves when the position is committed; a position lost in a power cut only means a redelivery. */
  async commitPosition(group: string, partition: Partition, next: number): Promise<void> {
    await this.positions.put(positionKey(group, partition), next);
  }

  async close(): Promise<void> {
    await this.root.flushed;
    await this.root.close();
  }

  private load(id: number, spec: TopicSpec): Topic {
    const partitions = Array.from({ length: spec.partitions }, (_, index) => this.loadPartition(id, spec.topic, index));
    return { id, spec, partitions };
  }

  private loadPartition(topicId: number, topic: string, index: number): Partition {
    let next = this.ends.get(`${topicId}/${index}`) ?? 0;
    let lastTimestampMs = 0;
    const bounds = { start: encodeRecordKey(topicId, index, BEYOND_LAST), end: encodeRecordKey(topicId, index, NO_OFFSET) };
    for (const { key, value } of this.records.getRange({ ...bounds, reverse: true, inclusiveEnd: true, limit: 1 })) {
      next = Math.max(next, offsetOfKey(key) + 1);
      lastTimestampMs = timestampOf(value);
    }
    const partition = { topic, topicId, index, next, durable: next, lastTimestampMs, bytes: 0 };
    return { ...partition, bytes: this.sizes.get(placeOf(partition)) ?? this.measure(partition) };
  }

  /** Logs of the first release did not keep count. */
  private measure(partition: Partition): number {
    let bytes = 0;
    for (const { value } of this.range(partition, NO_OFFSET, BEYOND_LAST, Number.MAX_SAFE_INTEGER)) bytes += value.byteLength;
    return bytes;
  }

  private range(partition: Partition, from: number, to: number, limit: number) {
    const start = encodeRecordKey(partition.topicId, partition.index, from);
    return this.records.getRange({ start, end: encodeRecordKey(partition.topicId, partition.index, to), limit });
  }
}

const placeOf = ({ topicId, index }: Pick<Partition, 'topicId' | 'index'>) => `${topicId}/${index}`;
const positionKey = (group: string, partition: Partition) => `${group}/${partition.topicId}/${partition.index}`;
