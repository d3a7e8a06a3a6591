import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { decodeFrame, encodeFrame, MAX_FRAME_BYTES, MAX_FRAME_COLUMNS, readFrameHeader, readFrameIdentity } from './codec.js';
import { FrameError } from './codec-error.js';
import type { Column, Frame } from './frame.js';

const boot = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const frame = (change: Partial<Frame> = {}): Frame => ({
  boot,
  stream: 0,
  seq: 7,
  startTimeMs: 1_795_000_000_123,
  catalogue: 'a1b2c3d4',
  columns: [{ signal: 12, offsetsMs: [0, 100, 200], values: [50.3, 50.4, 50.1] }],
  ...change,
});

const decimal = fc.tuple(fc.integer(), fc.integer({ min: 0, max: 8 })).map(([digits, places]) => digits / 10 ** places);
const valuesOf = (length: number) => {
  const size = { minLength: length, maxLength: length };
  return fc.oneof(
    fc.array(fc.integer({ min: -1000, max: 1000 }), size),
    fc.array(fc.maxSafeInteger(), size),
    fc.array(decimal, size),
    fc.array(fc.float(), size),
    fc.array(fc.double(), size),
    fc.array(fc.boolean(), size),
    fc.array(fc.string({ unit: 'grapheme' }), size),
  );
};
const column = fc
  .array(fc.nat(100_000), { minLength: 1, maxLength: 12 })
  .chain((deltas) => {
    let at = 0;
    const offsetsMs = deltas.map((delta) => (at += delta));
    return fc.record({
      signal: fc.nat(),
      offsetsMs: fc.constantFrom(
        offsetsMs,
        deltas.map(() => 0),
      ),
      values: valuesOf(deltas.length),
    });
  })
  .map((made): Column => made);
const header = {
  boot: fc.uuid(),
  seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  startTimeMs: fc.maxSafeNat(),
  catalogue: fc.constantFrom('', '00000000', 'ffffffff', 'a1b2c3d4'),
  vin: fc.option(fc.stringMatching(/^[A-HJ-NPR-Z0-9]{17}$/), { nil: undefined }),
};
const campaign = fc
  .tuple(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,62}$/), fc.integer({ min: 1, max: 2 ** 31 }))
  .map(([id, n]) => `${id}@${n}`);
const columns = fc.array(column, { maxLength: 8 });
const plain = fc.record({ ...header, stream: fc.constant(0 as const), columns });
const collected = fc.record({ ...header, stream: fc.constant(0 as const), columns, campaign });
const telemetry = fc.oneof(plain, collected);
const event = fc.record({
  ...header,
  stream: fc.constant(1 as const),
  columns: fc.constant<Column[]>([]),
  event: fc.string({ unit: 'grapheme' }),
});
const anyFrame: fc.Arbitrary<Frame> = fc.oneof(telemetry, event);

function reasonOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof FrameError) return error.reason;
    throw error;
  }
  return 'none';
}

describe('the frame codec', () => {
  it('gives back every frame exactly, NaN and minus zero included', () => {
    fc.assert(fc.property(anyFrame, (given) => expect(decodeFrame(encodeFrame(given))).toEqual(given)));
  });

  it('reads the header alone as the whole frame says it', () => {
    fc.assert(fc.property(anyFrame, (given) => expect(given).toMatchObject(readFrameHeader(encodeFrame(given)))));
  });

  it('fails on garbage only with FrameError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        reasonOf(() => decodeFrame(bytes));
        reasonOf(() => readFrameHeader(bytes));
      }),
    );
  });

  it('survives any cut and any changed byte', () => {
    fc.assert(
      fc.property(anyFrame, fc.nat(), fc.nat(255), (given, place, byte) => {
        const bytes = encodeFrame(given);
        reasonOf(() => decodeFrame(bytes.subarray(0, place % bytes.length)));
        bytes[place % bytes.length] = byte;
        reasonOf(() => decodeFrame(bytes));
      }),
    );
  });

  it('passes over fields of a newer version', () => {
    const newer = Buffer.concat([encodeFrame(frame()), Buffer.from([0x7a, 3, 1, 2, 3, 0x80, 0x01, 5])]);
    expect(decodeFrame(newer)).toEqual(frame());
  });
});

describe('a damaged frame', () => {
  it('still says which one it was, wherever it is cut after its identity', () => {
    fc.assert(
      fc.property(anyFrame, fc.nat(), (given, place) => {
        const bytes = encodeFrame(given);
        const cut = bytes.subarray(0, place % (bytes.length + 1));
        const identity = readFrameIdentity(cut);
        if (identity) expect([identity.boot, identity.stream, identity.seq]).toEqual([given.boot, given.stream, given.seq]);
        const header = encodeFrame({ ...given, stream: 0, columns: [], event: undefined, catalogue: '', vin: undefined });
        if (given.stream === 0 && cut.length >= header.length) expect(identity?.seq).toBe(given.seq);
      }),
    );
  });

  it('of other bytes says nothing', () => {
    expect(readFrameIdentity(new Uint8Array())).toBeUndefined();
    expect(readFrameIdentity(Buffer.from('{"boot":"x"}'))).toBeUndefined();
  });
});

describe('columns passed over', () => {
  it('are told by signal and kind of values', () => {
    fc.assert(
      fc.property(telemetry, (given) => {
        const seen: unknown[] = [];
        readFrameHeader(encodeFrame(given), (...column) => seen.push(column));
        expect(seen).toEqual(given.columns.map(({ signal, values }) => [given.catalogue, signal, typeof values[0]]));
      }),
    );
  });
});

describe('the limits of a frame', () => {
  const columns = (count: number) => Array.from({ length: count }, (_, signal) => ({ signal, offsetsMs: [0], values: [1] }));

  it('allows 4,096 columns and not one more', () => {
    expect(decodeFrame(encodeFrame(frame({ columns: columns(MAX_FRAME_COLUMNS) }))).columns).toHaveLength(MAX_FRAME_COLUMNS);
    expect(reasonOf(() => encodeFrame(frame({ columns: columns(MAX_FRAME_COLUMNS + 1) })))).toBe('too-many-columns');
    const whole = encodeFrame(frame({ columns: columns(MAX_FRAME_COLUMNS) }));
    const more = Buffer.concat([whole, encodeFrame(frame({ columns: columns(1) }))]);
    expect(reasonOf(() => decodeFrame(more))).toBe('too-many-columns');
    expect(reasonOf(() => readFrameHeader(more))).toBe('too-many-columns');
  });

  it('allows a mebibyte and not one byte more', () => {
    const bare = encodeFrame(frame({ stream: 1, columns: [], event: 'x'.repeat(100_000) })).length - 100_000;
    const event = 'x'.repeat(MAX_FRAME_BYTES - bare);
    const largest = encodeFrame(frame({ stream: 1, columns: [], event }));
    expect(largest.length).toBe(MAX_FRAME_BYTES);
    expect(decodeFrame(largest).event).toBe(event);
    expect(reasonOf(() => encodeFrame(frame({ stream: 1, columns: [], event: `${event}x` })))).toBe('too-large');
    expect(reasonOf(() => decodeFrame(new Uint8Array(MAX_FRAME_BYTES + 1)))).toBe('too-large');
  });

  it.each<[string, Partial<Frame>]>([
    ['bad-identity', { seq: 0 }],
    ['bad-identity', { boot: 'boot' }],
    ['bad-identity', { startTimeMs: -1 }],
    ['bad-identity', { catalogue: 'xyz' }],
    ['bad-identity', { campaign: 'Harsh Braking' }],
    ['bad-content', { stream: 1, columns: [], event: '{}', campaign: 'harsh-braking@1' }],
    ['bad-content', { event: '{}' }],
    ['bad-content', { stream: 1 }],
    ['bad-column', { columns: [{ signal: 1, offsetsMs: [0], values: [] }] }],
    ['bad-column', { columns: [{ signal: 1, offsetsMs: [5, 4], values: [1, 2] }] }],
    ['bad-column', { columns: [{ signal: 1, offsetsMs: [0, 1], values: [1, 'a'] }] }],
    ['bad-column', { columns: [{ signal: -1, offsetsMs: [0], values: [1] }] }],
  ])('refuses to write a frame with %s: %j', (reason, change) => {
    expect(reasonOf(() => encodeFrame(frame(change)))).toBe(reason);
  });

  it('names a cut-off frame as truncated', () => {
    const bytes = encodeFrame(frame());
    expect(reasonOf(() => decodeFrame(bytes.subarray(0, bytes.length - 1)))).toBe('truncated');
    expect(reasonOf(() => decodeFrame(new Uint8Array()))).toBe('bad-identity');
  });
});

describe('frame.proto as published', () => {
  const text = readFileSync('libs/contracts/assets/frame.proto', 'utf8');
  const type = protobuf.parse(text).root.lookupType('headway.v1.Frame');

  it('describes the very bytes we write', () => {
    const read = type.toObject(type.decode(encodeFrame(frame({ campaign: 'harsh-braking@3' }))), { longs: Number });
    expect(read).toMatchObject({
      campaign: 'harsh-braking@3',
      seq: 7,
      startTimeMs: 1_795_000_000_123,
      columns: [{ signal: 12, offsetDeltasMs: [0, 100, 100], integers: [503, 1, -3], scale: 1 }],
    });
    expect(Buffer.from(read.boot as Uint8Array).toString('hex')).toBe(boot.replaceAll('-', ''));
  });

  it('lets another protobuf library write what we read', () => {
    const columns = [
      { signal: 3, doubles: [Math.PI, -0.1], offsetDeltasMs: [5, 5] },
      { signal: 4, floats: [0.5, 1.5] },
      { signal: 5, booleans: [true, false], offsetDeltasMs: [0, 0] },
      { signal: 6, strings: ['冷', 'warm'] },
    ];
    const bytes = type.encode(type.fromObject({ boot: Buffer.from(boot.replaceAll('-', ''), 'hex'), seq: 9, columns })).finish();
    expect(decodeFrame(bytes).columns).toEqual([
      { signal: 3, offsetsMs: [5, 10], values: [Math.PI, -0.1] },
      { signal: 4, offsetsMs: [5, 10], values: [0.5, 1.5] },
      { signal: 5, offsetsMs: [0, 0], values: [true, false] },
      { signal: 6, offsetsMs: [0, 0], values: ['冷', 'warm'] },
    ]);
  });
});
