import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { decodeFrame, encodeFrame } from './codec.js';
import type { Column, Frame } from './frame.js';

/** frame.proto by another library, and its comments by another hand: what an agent in another language would be written from. */
const type = protobuf
  .parse(readFileSync('libs/contracts/assets/frame.proto', 'utf8'), { keepCase: true })
  .root.lookupType('headway.v1.Frame');

interface RawColumn {
  signal: number;
  offset_deltas_ms: number[];
  integers: number[];
  scale: number;
  floats: number[];
  doubles: number[];
  booleans: boolean[];
  strings: string[];
}

interface RawFrame {
  boot: Uint8Array;
  stream: number;
  seq: number;
  start_time_ms: number;
  catalogue: Uint8Array;
  columns: RawColumn[];
  event: string;
  vin?: string;
  campaign: string;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const uuid = (bytes: Uint8Array) => hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const running = (numbers: number[]) => numbers.reduce<number[]>((sums, each) => [...sums, (sums.at(-1) ?? 0) + each], []);

/** The frame that a message means, after the comments of frame.proto. */
function meaningOf(raw: RawFrame): Frame {
  const columns: Column[] = [];
  for (const column of raw.columns) {
    const values = [
      ...running(column.integers).map((sum) => sum / 10 ** column.scale),
      ...column.floats,
      ...column.doubles,
      ...column.booleans,
      ...column.strings,
    ];
    const former = columns.at(-1)?.offsetsMs ?? values.map(() => 0);
    columns.push({
      signal: column.signal,
      offsetsMs: column.offset_deltas_ms.length > 0 ? running(column.offset_deltas_ms) : former,
      values,
    });
  }
  return {
    boot: uuid(raw.boot),
    stream: raw.stream as Frame['stream'],
    seq: raw.seq,
    startTimeMs: raw.start_time_ms,
    catalogue: hex(raw.catalogue),
    columns,
    ...(raw.stream === 1 ? { event: raw.event } : {}),
    ...(raw.vin === undefined ? {} : { vin: raw.vin }),
    ...(raw.campaign === '' ? {} : { campaign: raw.campaign }),
  };
}

const read = (bytes: Uint8Array) => type.toObject(type.decode(bytes), { longs: Number, arrays: true, defaults: true }) as RawFrame;

const count = fc.integer({ min: 1, max: 12 });
const listOf = <T>(one: fc.Arbitrary<T>, length: number) => fc.array(one, { minLength: length, maxLength: length });
const rawColumn = (length: number, first: boolean): fc.Arbitrary<Partial<RawColumn>> => {
  const values = fc.oneof(
    fc.record({ integers: listOf(fc.integer({ min: -1_000_000, max: 1_000_000 }), length), scale: fc.nat(7) }),
    fc.record({ integers: listOf(fc.integer({ min: -(2 ** 48), max: 2 ** 48 }), length) }),
    fc.record({ floats: listOf(fc.float({ noNaN: true }), length) }),
    fc.record({ doubles: listOf(fc.double({ noNaN: true }), length) }),
    fc.record({ booleans: listOf(fc.boolean(), length) }),
    fc.record({ strings: listOf(fc.string({ unit: 'grapheme' }), length) }),
  );
  const offsets = listOf(fc.nat(100_000), length);
  return fc
    .record({ signal: fc.nat(4_294_967_295), offset_deltas_ms: first ? offsets : fc.oneof(offsets, fc.constant<number[]>([])), values })
    .map(({ values: some, ...column }) => ({ ...column, ...some }));
};
const header = {
  boot: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  start_time_ms: fc.maxSafeNat(),
  catalogue: fc.oneof(fc.constant(new Uint8Array(0)), fc.uint8Array({ minLength: 4, maxLength: 4 })),
};
const columns = count.chain((length) =>
  fc.array(fc.boolean(), { maxLength: 6 }).chain((made) => fc.tuple(...made.map((_, index) => rawColumn(length, index === 0)))),
);
const telemetry = fc.record({ ...header, columns, campaign: fc.constantFrom('', 'hard-braking@3') });
const event = fc.record({ ...header, stream: fc.constant(1), event: fc.string({ unit: 'grapheme' }) });

describe('frame.proto, read and written by another protobuf library', () => {
  it('means what our codec reads, whatever the other library writes', () => {
    fc.assert(
      fc.property(fc.oneof(telemetry, event), (message) => {
        const bytes = type.encode(type.fromObject(message)).finish();
        // A message without an event is not a frame of the event stream; the other library leaves out empty strings.
        fc.pre(!('event' in message && message.event === ''));
        expect(decodeFrame(bytes)).toEqual(meaningOf(read(bytes)));
      }),
      { numRuns: 500 },
    );
  });

  it('means what our codec wrote', () => {
    fc.assert(
      fc.property(telemetry, (message) => {
        const frame = meaningOf(read(type.encode(type.fromObject(message)).finish()));
        const ours = encodeFrame({ ...frame, vin: 'LHEADWAY000000001' });
        expect(meaningOf(read(ours))).toEqual({ ...frame, vin: 'LHEADWAY000000001' });
        expect(decodeFrame(ours)).toEqual({ ...frame, vin: 'LHEADWAY000000001' });
      }),
      { numRuns: 500 },
    );
  });
});
