import {
  EVENT_STREAM,
  type FrameHeader,
  FrameError,
  MAX_FRAME_BYTES,
  parseUpTopic,
  presenceSchema,
  readFrameHeader,
  type Stream,
  TELEMETRY_STREAM,
  type UpChannel,
} from '@headway/contracts';
import type { LogRecord } from '@headway/event-log/port';
import type { Catalogue, SignalIds } from '@headway/signals';
import { BatchError, unpackBatch } from '@headway/telemetry/batch';
import { deadLetterRecord, frameRecord, presenceRecord, type Undeliverable } from './records.js';
import { convertSimpleTelemetry, SimpleTelemetryError } from './simple-telemetry.js';

/** What has to be stored for a message, and which frames may be acknowledged afterwards. */
export interface Reading {
  records: LogRecord[];
  channel: UpChannel | 'unknown';
  acks: { vin: string; header: FrameHeader }[];
  refused: Undeliverable[];
}

interface Context {
  signals: { catalogue: Catalogue; ids: SignalIds };
  nowMs: number;
  /** Gives each dead letter a number of its own. */
  nextNumber: () => number;
}

/** Decides, without any effect, what becomes of a message. Never throws for what a vehicle sent. */
export function readMessage({ topic, payload }: { topic: string; payload: Uint8Array }, context: Context): Reading {
  const address = parseUpTopic(topic);
  if (!address) return refuse('unknown', unaddressed(topic, payload), context);
  const { vin, channel } = address;
  const letter = { mqttTopic: topic, bytes: payload, vin };
  try {
    if (payload.length > MAX_FRAME_BYTES) throw new FrameError('too-large', `${payload.length} bytes`);
    if (channel === 'presence') return readPresence(vin, payload);
    if (channel === 'telemetry/json') return readSimple(letter, context);
    if (channel === 'batch') return readBatch(letter, context);
    return readFrame(letter, { channel, stream: channel === 'event' ? EVENT_STREAM : TELEMETRY_STREAM }, context);
  } catch (error) {
    return refuse(channel, { ...letter, ...reasonOf(error) }, context);
  }
}

interface Letter {
  mqttTopic: string;
  bytes: Uint8Array;
  vin: string;
}

/** @throws FrameError */
function readFrame(letter: Letter, { channel, stream }: { channel: UpChannel; stream?: Stream }, context: Context): Reading {
  const { vin, bytes } = letter;
  const header = readFrameHeader(bytes);
  const acks = [{ vin, header }];
  if (stream !== undefined && header.stream !== stream) {
    const refusal: Undeliverable = { ...letter, reason: 'wrong-stream', detail: `stream ${header.stream} on ${channel}`, header };
    return { ...refuse(channel, refusal, context), acks };
  }
  return { channel, records: [frameRecord(vin, header, { bytes, nowMs: context.nowMs })], acks, refused: [] };
}

/**
 * A batch is its frames, each as if it had come alone: one that is bad goes to the dead letters by itself.
 * @throws BatchError when it cannot be unpacked
 */
function readBatch(letter: Letter, context: Context): Reading {
  const readings = unpackBatch(letter.bytes).map((bytes) => {
    const frame = { ...letter, bytes };
    try {
      return readFrame(frame, { channel: 'batch' }, context);
    } catch (error) {
      return refuse('batch', { ...frame, ...reasonOf(error) }, context);
    }
  });
  return {
    channel: 'batch',
    records: readings.flatMap(({ records }) => records),
    acks: readings.flatMap(({ acks }) => acks),
    refused: readings.flatMap(({ refused }) => refused),
  };
}

const refuse = (channel: Reading['channel'], letter: Undeliverable, context: Context): Reading => ({
  channel,
  records: [deadLetterRecord(letter, { nowMs: context.nowMs, number: context.nextNumber() })],
  acks: [],
  refused: [letter],
});

function unaddressed(topic: string, bytes: Uint8Array): Undeliverable {
  const claimed = /^headway\/v1\/[^/]+\/up\/(telemetry|telemetry\/json|event|batch|presence)$/.test(topic);
  return { reason: claimed ? 'bad-vin' : 'unknown-topic', detail: topic, mqttTopic: topic, bytes };
}

class PresenceError extends Error {}

function readPresence(vin: string, payload: Uint8Array): Reading {
  // An empty retained message only deletes the broker's copy (MQTT 3.1.1, clause 3.3.1.3).
  if (payload.length === 0) return { channel: 'presence', records: [], acks: [], refused: [] };
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch (error) {
    throw new PresenceError((error as Error).message);
  }
  const result = presenceSchema.safeParse(json);
  if (!result.success) throw new PresenceError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  return { channel: 'presence', records: [presenceRecord(vin, result.data, payload)], acks: [], refused: [] };
}

function readSimple(letter: Letter, context: Context): Reading {
  const { frame, bytes, dropped } = convertSimpleTelemetry(letter.bytes, context.signals);
  const stored = frameRecord(letter.vin, frame, { bytes, nowMs: context.nowMs });
  const first = dropped[0];
  const refused: Undeliverable[] = first
    ? [{ ...letter, reason: first.reason, detail: dropped.map(({ detail }) => detail).join('; ') }]
    : [];
  const letters = refused.map((one) => deadLetterRecord(one, { nowMs: context.nowMs, number: context.nextNumber() }));
  return { channel: 'telemetry/json', records: [stored, ...letters], acks: [{ vin: letter.vin, header: frame }], refused };
}

function reasonOf(error: unknown): Pick<Undeliverable, 'reason' | 'detail'> {
  if (error instanceof FrameError) return { reason: error.reason, detail: error.message };
  if (error instanceof BatchError) return { reason: 'bad-batch', detail: error.message };
  if (error instanceof SimpleTelemetryError) return { reason: 'bad-json', detail: error.message };
  if (error instanceof PresenceError) return { reason: 'bad-presence', detail: error.message };
  throw error;
}
