import {
  type Column,
  type DeadLetterReason,
  deadLetterHeadersSchema,
  decodeFrame,
  type Frame,
  LOG_TOPICS,
  presenceSchema,
  rateLimitedSchema,
  readFrameHeader,
  type VehicleEvent,
  vehicleEventSchema,
} from '@headway/contracts';
import type { StoredRecord } from '@headway/event-log/port';
import type { DeadLetterWithBody } from '@headway/fleet/store';
import type { PresenceFact } from './presence.js';

/** A frame as the log holds it. `frame.columns` is empty and `event` undefined when its content could not be read. */
export interface FrameFact {
  vin: string;
  frame: Frame;
  event?: VehicleEvent;
  /** When the log took it: the one clock that all vehicles share. */
  storedAtMs: number;
  partition: number;
  offset: bigint;
}

/** Frames that lie in the dead-letter topic, or were too many for it: asking for them again would not help. */
export interface BuriedFrames {
  vin: string;
  boot: string;
  stream: number;
  ranges: [number, number][];
  reason: DeadLetterReason;
}

/** What the records of several partitions say. */
export interface Facts {
  frames: FrameFact[];
  presences: PresenceFact[];
  deadLetters: DeadLetterWithBody[];
  buried: BuriedFrames[];
  /** Records whose content no version of ours reads; they count as stored and have no effect. */
  unreadable: { topic: string; offset: bigint; reason: string }[];
}

/** Records of one partition. */
interface Batch {
  topic: string;
  partition: number;
  records: readonly StoredRecord[];
}

/** Reads records, whatever is in them. */
export function readFacts(batches: readonly Batch[]): Facts {
  const facts: Facts = { frames: [], presences: [], deadLetters: [], buried: [], unreadable: [] };
  for (const { topic, partition, records } of batches) {
    for (const record of records) {
      try {
        if (topic === LOG_TOPICS.presence) facts.presences.push(readPresence(record));
        else if (topic === LOG_TOPICS.deadLetter) readDeadLetter(record, partition, facts);
        else facts.frames.push(readFrame(record, partition));
      } catch (error) {
        facts.unreadable.push({ topic, offset: record.offset, reason: (error as Error).message });
        const stored = identityOf(topic, record, partition);
        if (stored) facts.frames.push(stored);
      }
    }
  }
  return facts;
}

function readFrame({ key, value, timestampMs, offset }: StoredRecord, partition: number): FrameFact {
  const frame = decodeFrame(value);
  const fact = { vin: key, frame, storedAtMs: timestampMs, partition, offset };
  return frame.event === undefined ? fact : { ...fact, event: vehicleEventSchema.parse(JSON.parse(frame.event)) };
}

/** A frame that cannot be read is stored all the same; its identity is all that the ledger needs. */
function identityOf(topic: string, { key, value, timestampMs, offset }: StoredRecord, partition: number): FrameFact | undefined {
  if (topic !== LOG_TOPICS.frames && topic !== LOG_TOPICS.vehicleEvents) return undefined;
  try {
    const columns: Column[] = [];
    return { vin: key, frame: { ...readFrameHeader(value), columns }, storedAtMs: timestampMs, partition, offset };
  } catch {
    return undefined;
  }
}

function readPresence({ key, value, timestampMs }: StoredRecord): PresenceFact {
  const { online, boot, at, connection, goodbye = false } = presenceSchema.parse(JSON.parse(Buffer.from(value).toString('utf8')));
  return { vin: key, online, boot, connection, goodbye, atMs: at, storedAtMs: timestampMs };
}

function readDeadLetter({ key, value, headers, offset, timestampMs }: StoredRecord, partition: number, facts: Facts): void {
  const given = deadLetterHeadersSchema.parse(headers);
  const { ce_boot: boot, ce_stream: stream, ce_seq: seq, ce_reason: reason } = given;
  const vin = key === 'unknown' ? null : key;
  const letter = {
    partition,
    offset: Number(offset),
    vin,
    reason,
    detail: given.ce_detail,
    topic: given.ce_mqtttopic,
    bytes: given.ce_originalbytes,
    at: timestampMs,
    boot: boot ?? null,
    stream: stream ?? null,
    seq: seq ?? null,
    state: 'open' as const,
    attempts: 0,
    firstReason: null,
    triedAt: null,
  };
  facts.deadLetters.push({ letter, body: value });
  if (vin && boot && stream !== undefined && seq !== undefined) facts.buried.push({ vin, boot, stream, ranges: [[seq, seq]], reason });
  if (vin && reason === 'rate-limited') facts.buried.push(...suppressed(vin, value));
}

function suppressed(vin: string, value: Uint8Array): BuriedFrames[] {
  const { lost } = rateLimitedSchema.parse(JSON.parse(Buffer.from(value).toString('utf8')));
  return lost.map(({ boot, stream, ranges }) => ({ vin, boot, stream, ranges, reason: 'rate-limited' }));
}
