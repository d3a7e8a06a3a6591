import {
  type Column,
  deadLetterHeadersSchema,
  decodeFrame,
  type Frame,
  LOG_TOPICS,
  presenceSchema,
  readFrameHeader,
  type VehicleEvent,
  vehicleEventSchema,
} from '@headway/contracts';
import type { StoredRecord } from '@headway/event-log/port';
import type { DeadLetterEntity } from '@headway/fleet/store';

/** A frame as the log holds it. `frame.columns` is empty and `event` undefined when its content could not be read. */
export interface FrameFact {
  vin: string;
  frame: Frame;
  event?: VehicleEvent;
  /** When the log took it: the one clock that all vehicles share. */
  storedAtMs: number;
}

/** Whether a vehicle is connected, as it or its last will says. */
export interface PresenceFact {
  vin: string;
  online: boolean;
  boot: string;
  /** The vehicle's clock, but not after the log took the message. */
  atMs: number;
  storedAtMs: number;
}

/** A frame that lies in the dead-letter topic: nobody will ever read it, so it must not be asked for again. */
export interface BuriedFrame {
  vin: string;
  boot: string;
  stream: number;
  seq: number;
}

/** What the records of several partitions say. */
export interface Facts {
  frames: FrameFact[];
  presences: PresenceFact[];
  deadLetters: DeadLetterEntity[];
  buried: BuriedFrame[];
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
        else facts.frames.push(readFrame(record));
      } catch (error) {
        facts.unreadable.push({ topic, offset: record.offset, reason: (error as Error).message });
        const stored = identityOf(topic, record);
        if (stored) facts.frames.push(stored);
      }
    }
  }
  return facts;
}

function readFrame({ key, value, timestampMs }: StoredRecord): FrameFact {
  const frame = decodeFrame(value);
  const fact = { vin: key, frame, storedAtMs: timestampMs };
  return frame.event === undefined ? fact : { ...fact, event: vehicleEventSchema.parse(JSON.parse(frame.event)) };
}

/** A frame that cannot be read is stored all the same; its identity is all that the ledger needs. */
function identityOf(topic: string, { key, value, timestampMs }: StoredRecord): FrameFact | undefined {
  if (topic !== LOG_TOPICS.frames && topic !== LOG_TOPICS.vehicleEvents) return undefined;
  try {
    const columns: Column[] = [];
    return { vin: key, frame: { ...readFrameHeader(value), columns }, storedAtMs: timestampMs };
  } catch {
    return undefined;
  }
}

function readPresence({ key, value, timestampMs }: StoredRecord): PresenceFact {
  const { online, boot, at } = presenceSchema.parse(JSON.parse(Buffer.from(value).toString('utf8')));
  return { vin: key, online, boot, atMs: Math.min(at, timestampMs), storedAtMs: timestampMs };
}

function readDeadLetter(record: StoredRecord, partition: number, facts: Facts): void {
  const headers = deadLetterHeadersSchema.parse(record.headers);
  const vin = record.key === 'unknown' ? null : record.key;
  facts.deadLetters.push({
    partition,
    offset: Number(record.offset),
    vin,
    reason: headers.ce_reason,
    detail: headers.ce_detail,
    topic: headers.ce_mqtttopic,
    bytes: headers.ce_originalbytes,
    at: record.timestampMs,
  });
  const { ce_boot: boot, ce_stream: stream, ce_seq: seq } = headers;
  if (vin && boot && stream !== undefined && seq !== undefined) facts.buried.push({ vin, boot, stream, seq });
}
