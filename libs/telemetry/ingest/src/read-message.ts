import {
  EVENT_STREAM,
  type FrameHeader,
  FrameError,
  MAX_FRAME_BYTES,
  parseUpTopic,
  presenceSchema,
  readFrameHeader,
  readFrameIdentity,
  type Stream,
  TELEMETRY_STREAM,
  type UpChannel,
  upTopic,
} from '@headway/contracts';
import type { LogRecord } from '@headway/event-log/port';
import { unpackBatch } from '@headway/telemetry/batch';
import { deadLetterRecord, frameRecord, presenceRecord, type Undeliverable } from './records.js';
import { checkHeader, Refusal, refusalOf } from './refusal.js';
import type { IngestSignals, SchemaCheck } from './schema-check.js';
import { convertSimpleTelemetry } from './simple-telemetry.js';
import type { KnownVehicles } from './vehicle-registry.js';

/** What has to be stored for a message, and which frames may be acknowledged afterwards. */
export interface Reading {
  records: LogRecord[];
  channel: UpChannel | 'unknown';
  acks: { vin: string; header: FrameHeader }[];
  /** What became dead letters. */
  refused: Undeliverable[];
}

/** What the reading rules depend on. */
export interface ReadingContext {
  signals: IngestSignals;
  schema: SchemaCheck;
  /** Undefined: every vehicle is welcome. */
  vehicles?: KnownVehicles | undefined;
  nowMs: number;
  /** Gives each dead letter a number of its own. */
  nextNumber: () => number;
  /** Whether a dead letter may be stored; false when its vehicle has sent too many. */
  admits: (letter: Undeliverable) => boolean;
}

interface Letter {
  mqttTopic: string;
  bytes: Uint8Array;
  vin: string;
}

/** Decides, without any effect, what becomes of a message. Never throws for what a vehicle sent. */
export function readMessage({ topic, payload }: { topic: string; payload: Uint8Array }, context: ReadingContext): Reading {
  const address = parseUpTopic(topic);
  if (!address) return refuse('unknown', unaddressed(topic, payload), context);
  const { vin, channel } = address;
  const letter: Letter = { mqttTopic: topic, bytes: payload, vin };
  // Without an acknowledgement the vehicle keeps its frames until somebody registers it; a ledger it has none.
  if (context.vehicles && !context.vehicles.knows(vin)) {
    return refuse(channel, { ...letter, reason: 'unknown-vehicle', detail: `${vin} is not registered` }, context);
  }
  try {
    if (payload.length > MAX_FRAME_BYTES) throw new FrameError('too-large', `${payload.length} bytes`);
    if (channel === 'presence') return readPresence(vin, payload);
    if (channel === 'telemetry/json') return readSimple(letter, context);
    if (channel === 'batch') return readBatch(letter, context);
    return readFrame(letter, { channel, stream: channel === 'event' ? EVENT_STREAM : TELEMETRY_STREAM }, context);
  } catch (error) {
    return refuse(channel, letterOf(error, letter, channel === 'telemetry' || channel === 'event'), context);
  }
}

/** Throws for a frame that cannot be stored as what it claims to be. */
function readFrame({ bytes, vin }: Letter, { channel, stream }: { channel: UpChannel; stream?: Stream }, context: ReadingContext): Reading {
  const { schema, nowMs } = context;
  const header = readFrameHeader(bytes, schema.column);
  if (stream !== undefined && header.stream !== stream) {
    throw new Refusal('wrong-stream', `stream ${header.stream} on ${channel}`, header);
  }
  checkHeader(header, vin, nowMs);
  schema.map(header);
  return { channel, records: [frameRecord(vin, header, { bytes, nowMs })], acks: [{ vin, header }], refused: [] };
}

/**
 * A batch is its frames, each as if it had come alone: one that is bad goes to the dead letters by itself, under the topic of its stream.
 * @throws BatchError when it cannot be unpacked
 */
function readBatch(letter: Letter, context: ReadingContext): Reading {
  const readings = unpackBatch(letter.bytes).map((bytes) => {
    const frame = { ...letter, bytes };
    try {
      return readFrame(frame, { channel: 'batch' }, context);
    } catch (error) {
      const refusal = letterOf(error, frame, true);
      const mqttTopic = upTopic(letter.vin, refusal.header?.stream === EVENT_STREAM ? 'event' : 'telemetry');
      return refuse('batch', { ...refusal, mqttTopic }, context);
    }
  });
  return {
    channel: 'batch',
    records: readings.flatMap(({ records }) => records),
    acks: readings.flatMap(({ acks }) => acks),
    refused: readings.flatMap(({ refused }) => refused),
  };
}

/** A frame that nobody can read is accounted for all the same, when it says which one it is: asking for it again would not help. */
function letterOf(error: unknown, letter: Letter, isFrame: boolean): Undeliverable {
  const { reason, message: detail, header = isFrame ? readFrameIdentity(letter.bytes) : undefined } = refusalOf(error);
  return { ...letter, reason, detail, ...(header && reason !== 'implausible-sequence' ? { header } : {}) };
}

/** Acknowledged are frames that are known to be lost once their letter is stored. */
function refuse(channel: Reading['channel'], letter: Undeliverable, context: ReadingContext): Reading {
  const { vin, header } = letter;
  if (!context.admits(letter)) return { channel, records: [], acks: [], refused: [] };
  const records = [deadLetterRecord(letter, { nowMs: context.nowMs, number: context.nextNumber() })];
  return { channel, records, acks: vin && header ? [{ vin, header }] : [], refused: [letter] };
}

function unaddressed(topic: string, bytes: Uint8Array): Undeliverable {
  const claimed = /^headway\/v1\/[^/]+\/up\/(telemetry|telemetry\/json|event|batch|presence)$/.test(topic);
  return { reason: claimed ? 'bad-vin' : 'unknown-topic', detail: topic, mqttTopic: topic, bytes };
}

function readPresence(vin: string, payload: Uint8Array): Reading {
  // An empty retained message only deletes the broker's copy (MQTT 3.1.1, clause 3.3.1.3).
  if (payload.length === 0) return { channel: 'presence', records: [], acks: [], refused: [] };
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch (error) {
    throw new Refusal('bad-presence', (error as Error).message);
  }
  const result = presenceSchema.safeParse(json);
  if (result.success) return { channel: 'presence', records: [presenceRecord(vin, result.data, payload)], acks: [], refused: [] };
  throw new Refusal('bad-presence', result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
}

function readSimple(letter: Letter, context: ReadingContext): Reading {
  const { frame, bytes, dropped } = convertSimpleTelemetry(letter.bytes, context.signals);
  checkHeader(frame, letter.vin, context.nowMs);
  const stored = frameRecord(letter.vin, frame, { bytes, nowMs: context.nowMs });
  const first = dropped[0];
  const acks = [{ vin: letter.vin, header: frame }];
  if (!first) return { channel: 'telemetry/json', records: [stored], acks, refused: [] };
  const refusal: Undeliverable = { ...letter, reason: first.reason, detail: dropped.map(({ detail }) => detail).join('; ') };
  const rest = refuse('telemetry/json', refusal, context);
  return { ...rest, records: [stored, ...rest.records], acks };
}
