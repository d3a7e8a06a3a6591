import { isDeepStrictEqual } from 'node:util';
import { decodeFrame, type Frame, type SequenceRanges, vehicleEventSchema } from '@headway/contracts';
import { frameName, type SentFrame } from '../publishers/record.js';

/** A frame in the event log: a record of the topics `telemetry.frames` and `vehicle.events`. */
export interface StoredFrame {
  vin: string;
  value: Buffer;
  /** CloudEvents id of the record. */
  id: string;
  committedMs: number;
}

/** A frame of the log, read; where it was stored several times, its first record. */
export interface Occurrence {
  frame: Frame;
  vin: string;
  committedMs: number;
  times: number;
}

/** What became of everything that was sent. */
export interface Account {
  sent: number;
  stored: number;
  /** Declared lost by the vehicle and not stored. */
  declaredLost: number;
  /** Sent, and neither stored nor declared lost. */
  unknown: string[];
  /** Stored, though nobody sent it. */
  strangers: string[];
  /** Stored with another content than was sent. */
  altered: string[];
  /** Records of frames that the log has more than once: allowed, readers leave them out. */
  repeated: number;
  /** First records by frame name, in the order of the log. */
  occurrences: Map<string, Occurrence>;
}

/** Compares the publishers' records with what the log holds. Records of one vehicle are in the order of their offsets. */
export function account(sent: ReadonlyMap<string, SentFrame>, stored: readonly StoredFrame[], pathOf: (id: number) => string): Account {
  const occurrences = new Map<string, Occurrence>();
  const altered = new Set<string>();
  const strangers = new Set<string>();
  let repeated = 0;
  for (const { vin, value, id, committedMs } of stored) {
    const frame = decodeFrame(value);
    const name = frameName(vin, frame.boot, frame.stream, frame.seq);
    const original = sent.get(name);
    if (!original) strangers.add(name);
    else if (id !== name || !isSame(original.payload, value, frame, pathOf)) altered.add(name);
    const known = occurrences.get(name);
    if (known) {
      known.times++;
      repeated++;
    } else occurrences.set(name, { frame, vin, committedMs, times: 1 });
  }
  const declared = declaredLost(occurrences.values());
  const unknown: string[] = [];
  let lost = 0;
  let all = 0;
  for (const [name, frame] of sent) {
    const isStored = occurrences.has(name);
    if (!isStored && !frame.taken) continue;
    all++;
    if (isStored) continue;
    if (declared(frame)) lost++;
    else unknown.push(name);
  }
  return {
    sent: all,
    stored: all - lost - unknown.length,
    declaredLost: lost,
    unknown,
    strangers: [...strangers],
    altered: [...altered],
    repeated,
    occurrences,
  };
}

/** The same bytes; of a simple client's JSON the same identity, time and values. */
function isSame(payload: Buffer, value: Buffer, frame: Frame, pathOf: (id: number) => string): boolean {
  if (payload.equals(value)) return true;
  if (payload[0] !== '{'.charCodeAt(0)) return false;
  const { columns, boot, seq, startTimeMs } = frame;
  const signals = Object.fromEntries(columns.map(({ signal, values }) => [pathOf(signal), values[0]]));
  return isDeepStrictEqual(JSON.parse(payload.toString('utf8')), { boot, seq, startTimeMs, signals });
}

/** Which frames the vehicles' own events name as lost. */
function declaredLost(occurrences: Iterable<Occurrence>): (frame: Pick<SentFrame, 'vin' | 'boot' | 'stream' | 'seq'>) => boolean {
  const ranges = new Map<string, SequenceRanges>();
  for (const { frame, vin } of occurrences) {
    if (frame.event === undefined) continue;
    const event = vehicleEventSchema.parse(JSON.parse(frame.event));
    if (event.type !== 'frames.lost') continue;
    const stream = `${vin}/${event.boot}/${event.stream}`;
    ranges.set(stream, [...(ranges.get(stream) ?? []), ...event.ranges]);
  }
  return ({ vin, boot, stream, seq }) => ranges.get(`${vin}/${boot}/${stream}`)?.some(([from, to]) => seq >= from && seq <= to) ?? false;
}
