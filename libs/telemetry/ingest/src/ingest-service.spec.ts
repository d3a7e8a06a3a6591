import { deflateRawSync } from 'node:zlib';
import {
  ackSchema,
  decodeFrame,
  deadLetterHeadersSchema,
  cloudEventHeadersSchema,
  encodeFrame,
  type Frame,
  MAX_FRAME_BYTES,
} from '@headway/contracts';
import { type EventLog, EventLogError, type LogRecord, type StoredRecord } from '@headway/event-log/port';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { parseCatalogue, parseSignalIds } from '@headway/signals';
import { BATCH_CODECS, packBatch } from '@headway/telemetry/batch';
import { cloudEventOf, openTemporaryEventLog, type TemporaryEventLog } from '@headway/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { IngestService } from './ingest-service.js';

const VIN = 'LHEADWAY000000001';
const boot = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const catalogue = parseCatalogue({
  Vehicle: { type: 'branch', children: { Speed: { type: 'sensor', datatype: 'float', unit: 'km/h', max: 400 } } },
});
const signals = { catalogue, ids: parseSignalIds({ 'Vehicle.Speed': 1 }) };
const logger = createLogger({ level: 'silent', app: 'test' });

const frame = (seq: number, change: Partial<Frame> = {}): Frame => ({
  boot,
  stream: 0,
  seq,
  startTimeMs: 1_795_000_000_000,
  catalogue: signals.ids.shortHash,
  columns: [{ signal: 1, offsetsMs: [0], values: [50] }],
  ...change,
});
const telemetry = (seq: number) => ({ topic: `headway/v1/${VIN}/up/telemetry`, payload: encodeFrame(frame(seq)) });

let log: TemporaryEventLog;
let acks: { topic: string; payload: string }[];
let acked: () => void;
const make = (eventLog: EventLog) =>
  new IngestService({
    eventLog,
    signals,
    logger,
    metrics: createMetrics(),
    nowMs: () => 1_795_000_060_000,
    publishDown: (topic, payload) => {
      acks.push({ topic, payload });
      acked();
    },
  });

beforeEach(async () => {
  acks = [];
  acked = () => undefined;
  log = await openTemporaryEventLog();
});
afterEach(async () => {
  await log[Symbol.asyncDispose]();
});

describe('what ingest stores', () => {
  it('keeps a frame byte for byte and acknowledges it after the commit', async () => {
    const ingest = make(log.eventLog);
    await ingest.start();
    const sent = new Promise<void>((resolve) => (acked = resolve));
    await Promise.all([1, 2, 3].map((seq) => ingest.handle(telemetry(seq))));
    const records = await log.read('telemetry.frames', 3);
    expect(records.map(({ value }) => decodeFrame(value).seq)).toEqual([1, 2, 3]);
    expect(records[0]?.key).toBe(VIN);
    expect(cloudEventHeadersSchema.parse(records[0]?.headers).ce_id).toBe(`${VIN}/${boot}/0/1`);
    await sent;
    expect(ackSchema.parse(JSON.parse(acks[0]?.payload ?? '')).ranges).toEqual([[1, 3]]);
    ingest.close();
  });

  it('sorts events and presence into topics of their own', async () => {
    const ingest = make(log.eventLog);
    await ingest.start();
    const event = encodeFrame(frame(1, { stream: 1, columns: [], catalogue: '', event: '{}' }));
    await ingest.handle({ topic: `headway/v1/${VIN}/up/event`, payload: event });
    await ingest.handle({ topic: `headway/v1/${VIN}/up/presence`, payload: Buffer.from(JSON.stringify({ online: true, boot, at: 5 })) });
    await ingest.handle({ topic: `headway/v1/${VIN}/up/presence`, payload: Buffer.alloc(0) });
    expect(await log.read('vehicle.events', 1)).toHaveLength(1);
    expect(await log.read('vehicle.presence', 1)).toHaveLength(1);
    ingest.close();
  });

  it('turns the JSON of a simple client into a frame, and keeps the original of what it had to leave out', async () => {
    const ingest = make(log.eventLog);
    await ingest.start();
    const json = { boot, seq: 4, startTimeMs: 1_795_000_000_000, signals: { 'Vehicle.Speed': 88.5, 'Vehicle.Nonsense': 1 } };
    const payload = Buffer.from(JSON.stringify(json));
    await ingest.handle({ topic: `headway/v1/${VIN}/up/telemetry/json`, payload });
    const [stored] = await log.read('telemetry.frames', 1);
    expect(decodeFrame(stored?.value ?? new Uint8Array())).toEqual(frame(4, { columns: [{ signal: 1, offsetsMs: [0], values: [88.5] }] }));
    const [letter] = await log.read('telemetry.dead-letter', 1);
    expect(deadLetterHeadersSchema.parse(letter?.headers)).toMatchObject({ ce_reason: 'unknown-signal', ce_detail: 'Vehicle.Nonsense' });
    expect(Buffer.from(letter?.value ?? [])).toEqual(payload);
    ingest.close();
  });
});

describe('a batch', () => {
  const topic = `headway/v1/${VIN}/up/batch`;
  const event = encodeFrame(frame(1, { stream: 1, columns: [], catalogue: '', event: '{}' }));

  it.each(BATCH_CODECS)(
    'in %s becomes the records that its frames would have become alone, acknowledged after the commit',
    async (codec) => {
      const ingest = make(log.eventLog);
      await ingest.start();
      const frames = [1, 2, 3].map((seq) => encodeFrame(frame(seq)));
      await ingest.handle({ topic, payload: packBatch([...frames, event], codec) });
      const records = await log.read('telemetry.frames', 3);
      expect(records.map(({ value }) => Buffer.from(value).toString('hex'))).toEqual(
        frames.map((bytes) => Buffer.from(bytes).toString('hex')),
      );
      expect(records.map(({ headers }) => headers.ce_id)).toEqual([1, 2, 3].map((seq) => `${VIN}/${boot}/0/${seq}`));
      expect(await log.read('vehicle.events', 1)).toHaveLength(1);
      ingest.close();
      expect(acks.map(({ payload }) => ackSchema.parse(JSON.parse(payload)).ranges)).toEqual([[[1, 3]], [[1, 1]]]);
    },
  );

  it('with a bad frame stores the others, and the bad one alone goes to the dead letters', async () => {
    const ingest = make(log.eventLog);
    await ingest.start();
    const bad = encodeFrame(frame(2)).subarray(0, 30);
    await ingest.handle({ topic, payload: packBatch([encodeFrame(frame(1)), bad, encodeFrame(frame(3))], 'deflate') });
    expect((await log.read('telemetry.frames', 2)).map(({ value }) => decodeFrame(value).seq)).toEqual([1, 3]);
    const [letter] = await log.read('telemetry.dead-letter', 1);
    expect(deadLetterHeadersSchema.parse(letter?.headers)).toMatchObject({
      ce_reason: 'truncated',
      ce_mqtttopic: topic.replace('batch', 'telemetry'),
    });
    expect(Buffer.from(letter?.value ?? [])).toEqual(Buffer.from(bad));
    ingest.close();
  });
});

describe('dead letters', () => {
  it.each<[string, string, Uint8Array]>([
    ['truncated', `headway/v1/${VIN}/up/telemetry`, encodeFrame(frame(1)).subarray(0, 30)],
    ['bad-identity', `headway/v1/${VIN}/up/telemetry`, new Uint8Array()],
    ['too-large', `headway/v1/${VIN}/up/telemetry`, new Uint8Array(MAX_FRAME_BYTES + 1)],
    ['too-large', `headway/v1/${VIN}/up/event`, new Uint8Array(5_000_000)],
    ['wrong-stream', `headway/v1/${VIN}/up/event`, encodeFrame(frame(1))],
    ['bad-json', `headway/v1/${VIN}/up/telemetry/json`, Buffer.from('{')],
    ['bad-presence', `headway/v1/${VIN}/up/presence`, Buffer.from('{"online":"yes"}')],
    ['bad-batch', `headway/v1/${VIN}/up/batch`, Buffer.from([1, 255, 255])],
    ['bad-batch', `headway/v1/${VIN}/up/batch`, Buffer.concat([Buffer.of(1), deflateRawSync(Buffer.alloc(5_000_000))])],
    ['bad-vin', 'headway/v1/HACKER/up/batch', Buffer.from([0])],
    ['bad-vin', 'headway/v1/HACKER/up/telemetry', encodeFrame(frame(1))],
    ['unknown-topic', `headway/v1/${VIN}/up/secrets`, Buffer.from('x')],
  ])('a message that is %s (%s) goes there with its bytes', async (reason, topic, payload) => {
    const ingest = make(log.eventLog);
    await ingest.start();
    await ingest.handle({ topic, payload });
    const [letter] = await log.read('telemetry.dead-letter', 1);
    expect(deadLetterHeadersSchema.parse(letter?.headers)).toMatchObject({
      ce_reason: reason,
      ce_mqtttopic: topic,
      ce_originalbytes: payload.length,
    });
    expect(cloudEventOf(letter as StoredRecord)).toMatchObject({ type: 'headway.telemetry.dead-letter.v1', reason });
    const kept = letter?.value ?? new Uint8Array();
    expect(Buffer.compare(kept, payload.subarray(0, kept.length))).toBe(0);
    expect(kept.length).toBe(Math.min(payload.length, 4_177_920));
    ingest.close();
  });
});

/** A log that is away until it is told otherwise. */
class FlakyLog {
  away = true;
  readonly calls: (readonly LogRecord[])[] = [];
  private waiting: (() => void) | undefined;

  append = async (records: readonly LogRecord[]) => {
    this.calls.push(records);
    this.waiting?.();
    if (this.away) throw new EventLogError('unavailable', 'the log is away');
    return records.map((_, index) => ({ topic: '', partition: 0, offset: BigInt(index) }));
  };

  async called(times: number): Promise<void> {
    while (this.calls.length < times) await new Promise<void>((resolve) => (this.waiting = resolve));
  }
}

describe('while the log is away', () => {
  it('nothing counts as stored, new messages queue up behind one try, and all of it is stored afterwards', async () => {
    const flaky = new FlakyLog();
    const ingest = make(flaky as unknown as EventLog);
    let stored = 0;
    const first = ingest.handle(telemetry(1)).then(() => stored++);
    await flaky.called(1);
    const others = Array.from({ length: 2_000 }, (_, index) => ingest.handle(telemetry(index + 2)).then(() => stored++));
    await flaky.called(3);
    expect(stored).toBe(0);
    expect(acks).toEqual([]);
    expect(flaky.calls.length).toBeLessThanOrEqual(4);
    flaky.away = false;
    await Promise.all([first, ...others]);
    expect(stored).toBe(2_001);
    const committed = flaky.calls.slice(3).flatMap((records) => records.map(({ value }) => decodeFrame(value).seq));
    expect(new Set(committed).size).toBe(2_001);
    ingest.close();
  });

  it('a stop leaves the messages unacknowledged', async () => {
    const flaky = new FlakyLog();
    const ingest = make(flaky as unknown as EventLog);
    const refused = expect(ingest.handle(telemetry(1))).rejects.toMatchObject({ code: 'closed' });
    await flaky.called(1);
    await new Promise(setImmediate);
    ingest.close();
    await refused;
    await expect(ingest.handle(telemetry(2))).rejects.toMatchObject({ code: 'closed' });
  });
});
