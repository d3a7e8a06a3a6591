import { deflateRawSync } from 'node:zlib';
import { ackSchema, deadLetterHeadersSchema, encodeFrame, type Frame, MAX_FRAME_BYTES, rateLimitedSchema } from '@headway/contracts';
import { parseCatalogue, parseSignalIds } from '@headway/signals';
import { describe, expect, it } from '@jest/globals';
import { DeadLetterLimit } from './dead-letter-limit.js';
import { readAgain } from './read-again.js';
import { readMessage, type ReadingContext } from './read-message.js';
import { summaryRecord } from './records.js';
import { SchemaCheck } from './schema-check.js';

const VIN = 'LHEADWAY000000001';
const OTHER = 'LHEADWAY000000002';
const NOW = 1_795_000_000_000;
const DAY = 86_400_000;
const boot = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const leaf = (datatype: string) => ({ type: 'sensor', datatype, description: '' });
const catalogue = parseCatalogue({
  Vehicle: { type: 'branch', children: { Speed: leaf('float'), IsMoving: leaf('boolean'), Gear: leaf('string') } },
});
const older = parseSignalIds({ 'Vehicle.Speed': 1 });
const ids = parseSignalIds({ 'Vehicle.Speed': 1, 'Vehicle.IsMoving': 2, 'Vehicle.Gear': 3 });
const newer = parseSignalIds({ 'Vehicle.Speed': 1, 'Vehicle.IsMoving': 2, 'Vehicle.Gear': 3, 'Vehicle.New': 4 });
const signals = { catalogue, ids };

const context = (change: Partial<ReadingContext> = {}): ReadingContext => ({
  signals,
  schema: new SchemaCheck(signals),
  nowMs: NOW,
  nextNumber: () => 1,
  admits: () => true,
  ...change,
});
const frame = (change: Partial<Frame> = {}): Frame => ({
  boot,
  stream: 0,
  seq: 7,
  startTimeMs: NOW,
  catalogue: ids.shortHash,
  columns: [{ signal: 1, offsetsMs: [0], values: [50] }],
  ...change,
});
const column = (signal: number, value: number | boolean | string) => ({ columns: [{ signal, offsetsMs: [0], values: [value] }] });
const read = (given: Partial<Frame>, change?: Partial<ReadingContext>, channel = 'telemetry') =>
  readMessage({ topic: `headway/v1/${VIN}/up/${channel}`, payload: encodeFrame(frame(given)) }, context(change));
const json = (content: object) =>
  readMessage({ topic: `headway/v1/${VIN}/up/telemetry/json`, payload: Buffer.from(JSON.stringify(content)) }, context());
const simple = { boot, seq: 7, startTimeMs: NOW, signals: { 'Vehicle.Speed': 1 } };

describe('what a frame says of itself is checked', () => {
  it.each<[string, Partial<Frame>]>([
    ['forged-vin', { vin: OTHER }],
    ['clock-off', { startTimeMs: NOW - 367 * DAY }],
    ['clock-off', { startTimeMs: NOW + 367 * DAY }],
    ['clock-off', { startTimeMs: 0 }],
    ['schema-drifted', { catalogue: newer.shortHash }],
    ['schema-drifted', { catalogue: 'ffffffff', columns: [] }],
    ['schema-drifted', column(4, 1)],
    ['schema-drifted', column(1, 'fast')],
    ['schema-drifted', column(2, 1)],
    ['schema-drifted', column(3, false)],
  ])('%s: %j', (reason, change) => {
    const { records, acks, refused } = read(change);
    const headers = deadLetterHeadersSchema.parse(records[0]?.headers);
    expect(headers).toMatchObject({ ce_reason: reason, ce_boot: boot, ce_stream: 0, ce_seq: 7 });
    expect(Buffer.from(records[0]?.value ?? [])).toEqual(Buffer.from(encodeFrame(frame(change))));
    expect(acks).toMatchObject([{ vin: VIN, header: { boot, stream: 0, seq: 7 } }]);
    expect([records.length, refused.length, records[0]?.key]).toEqual([1, 1, VIN]);
  });

  it.each<[string, Partial<Frame>]>([
    ['its own VIN', { vin: VIN }],
    ["a clock that is a day's skew away", { startTimeMs: NOW + DAY }],
    ['an older state of the id map', { catalogue: older.shortHash }],
    ['no id map', { catalogue: '' }],
    ['every type of value', { columns: [...column(2, true).columns, ...column(3, 'D').columns, ...column(1, 0.1).columns] }],
  ])('and stored with %s', (_, change) => {
    expect(read(change)).toMatchObject({ records: [{ topic: 'telemetry.frames' }], refused: [] });
  });

  it('a sequence nobody could have reached is neither believed nor accounted', () => {
    const { records, acks } = read({ seq: Number.MAX_SAFE_INTEGER });
    expect(records[0]?.headers).toMatchObject({ ce_reason: 'implausible-sequence' });
    expect(records[0]?.headers.ce_seq).toBeUndefined();
    expect(acks).toEqual([]);
  });

  it('in the JSON of simple clients as well', () => {
    expect(json({ ...simple, vin: VIN }).refused).toEqual([]);
    expect(json({ ...simple, vin: OTHER })).toMatchObject({
      refused: [{ reason: 'forged-vin', header: { seq: 7 } }],
      acks: [{ vin: VIN }],
    });
    expect(json({ ...simple, startTimeMs: 1 })).toMatchObject({ refused: [{ reason: 'clock-off' }] });
    expect(json({ ...simple, signals: 'none' })).toMatchObject({ refused: [{ reason: 'bad-json' }], acks: [{ header: { boot, seq: 7 } }] });
    expect(json({ signals: 'none' }).acks).toEqual([]);
  });
});

describe('a frame that nobody can read', () => {
  it.each<[string, Uint8Array]>([
    ['truncated', encodeFrame(frame()).subarray(0, -2)],
    ['too-large', Buffer.concat([encodeFrame(frame()), new Uint8Array(MAX_FRAME_BYTES)])],
  ])('is accounted and acknowledged when it says which one it is: %s', (reason, payload) => {
    const { refused, acks } = readMessage({ topic: `headway/v1/${VIN}/up/telemetry`, payload }, context());
    expect(refused).toMatchObject([{ reason, header: { boot, stream: 0, seq: 7 } }]);
    expect(acks).toMatchObject([{ vin: VIN, header: { seq: 7 } }]);
  });

  it('is not acknowledged when it does not', () => {
    const payload = deflateRawSync(encodeFrame(frame()));
    const { refused, acks } = readMessage({ topic: `headway/v1/${VIN}/up/telemetry`, payload }, context());
    expect(refused).toHaveLength(1);
    expect(acks).toEqual([]);
  });
});

describe('a vehicle that nobody has registered', () => {
  const vehicles = { knows: (vin: string) => vin === OTHER };

  it('has its messages kept, no ledger, and no acknowledgement: it keeps its frames itself until it is known', () => {
    for (const channel of ['telemetry', 'telemetry/json', 'event', 'presence']) {
      const { records, acks } = read({}, { vehicles }, channel);
      expect(records[0]).toMatchObject({ topic: 'telemetry.dead-letter', headers: { ce_reason: 'unknown-vehicle' } });
      expect(records[0]?.headers.ce_boot).toBeUndefined();
      expect(acks).toEqual([]);
    }
  });

  it('is read like any other once it is', () => {
    const message = { topic: `headway/v1/${VIN}/up/telemetry`, payload: encodeFrame(frame()) };
    expect(readAgain(signals)(message, NOW, false)).toMatchObject({ ok: false, reason: 'unknown-vehicle' });
    expect(readAgain(signals)(message, NOW, true)).toMatchObject({
      ok: true,
      records: [{ topic: 'telemetry.frames', key: VIN, value: message.payload }],
      headers: [{ boot, stream: 0, seq: 7 }],
    });
  });
});

describe('the rate of dead letters', () => {
  const letter = (seq: number, change: object = {}) => ({
    reason: 'clock-off' as const,
    detail: '',
    mqttTopic: '',
    bytes: new Uint8Array(100),
    vin: VIN,
    header: frame({ seq }),
    ...change,
  });

  it('of one vehicle is limited, and does not limit the others', () => {
    const limit = new DeadLetterLimit();
    const admitted = Array.from({ length: 1_000 }, (_, index) => limit.admits(letter(index + 1), NOW)).filter(Boolean).length;
    expect(admitted).toBe(200);
    expect(limit.admits(letter(1, { vin: OTHER }), NOW)).toBe(true);
    expect([limit.admits(letter(1_001), NOW + 1_000), limit.admits(letter(1_002), NOW + 1_000)]).toEqual([true, false]);
  });

  it('counts large letters more, and a single one never too much', () => {
    const limit = new DeadLetterLimit();
    const large = { bytes: new Uint8Array(4_000_000) };
    expect([limit.admits(letter(1, large), NOW), limit.admits(letter(2), NOW)]).toEqual([true, false]);
  });

  it('leaves one summary that accounts for every frame above it', () => {
    const limit = new DeadLetterLimit();
    for (let seq = 1; seq <= 300; seq++) limit.admits(letter(seq), NOW);
    const [summary, ...more] = limit.takeSummaries();
    expect(more).toEqual([]);
    expect(limit.isEmpty).toBe(true);
    const record = summaryRecord(summary as NonNullable<typeof summary>, { nowMs: NOW, number: 1 });
    expect(record).toMatchObject({ key: VIN, headers: { ce_reason: 'rate-limited' } });
    const content = rateLimitedSchema.parse(JSON.parse(Buffer.from(record.value).toString()));
    expect(content).toEqual({
      messages: 100,
      bytes: 10_000,
      reasons: { 'clock-off': 100 },
      lost: [{ boot, stream: 0, ranges: [[201, 300]] }],
    });
    expect(ackSchema.parse(content.lost[0])).toBeDefined();
    expect(summary?.frames).toHaveLength(100);
  });

  it('of vehicles that nobody knows is one rate together, however many names they use', () => {
    const limit = new DeadLetterLimit();
    const named = (index: number) =>
      letter(1, { reason: 'unknown-vehicle', vin: `LHEADWAY${String(index).padStart(9, '0')}`, header: undefined });
    const admitted = Array.from({ length: 5_000 }, (_, index) => limit.admits(named(index), NOW)).filter(Boolean).length;
    expect(admitted).toBe(1_000);
    expect(limit.takeSummaries()).toMatchObject([{ vin: undefined, content: { messages: 4_000, lost: [] } }]);
  });
});
