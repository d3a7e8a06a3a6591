import { encodeFrame, type VehicleEvent } from '@headway/contracts';
import { describe, expect, it } from '@jest/globals';
import { frameName, type SentFrame } from '../publishers/record.js';
import { account, type StoredFrame } from './account.js';
import { quantile, recoveryOf } from './recovery.js';

const VIN = 'LHFAULT0000010000';
const BOOT = '018f0000-0000-7000-8000-000000000001';
const pathOf = (id: number) => `Vehicle.Signal${id}`;

const telemetry = (seq: number, value = seq) =>
  Buffer.from(
    encodeFrame({
      boot: BOOT,
      stream: 0,
      seq,
      startTimeMs: 1_000,
      catalogue: '',
      columns: [{ signal: 1, offsetsMs: [0], values: [value] }],
    }),
  );
const lost = (seq: number, ranges: [number, number][]) => {
  const event: VehicleEvent = { type: 'frames.lost', at: 5, boot: BOOT, stream: 0, ranges, reason: 'spool-full' };
  return Buffer.from(encodeFrame({ boot: BOOT, stream: 1, seq, startTimeMs: 5, catalogue: '', columns: [], event: JSON.stringify(event) }));
};

const sent = (seq: number, change: Partial<SentFrame> = {}): SentFrame => {
  const frame = { vin: VIN, boot: BOOT, stream: 0, seq, atMs: 1_000 + seq, taken: true, acknowledged: false, ...change };
  return { payload: frame.stream === 0 ? telemetry(seq) : lost(seq, []), ...frame };
};
const record = (...frames: SentFrame[]) =>
  new Map(frames.map((frame) => [frameName(frame.vin, frame.boot, frame.stream, frame.seq), frame]));
const stored = (seq: number, value: Buffer = telemetry(seq), stream = 0): StoredFrame => ({
  vin: VIN,
  value,
  id: frameName(VIN, BOOT, stream, seq),
  committedMs: 2_000 + seq,
});

describe('the account of what was sent', () => {
  it('gives every frame one fate', () => {
    const loss = sent(1, { stream: 1, payload: lost(1, [[2, 2]]) });
    const found = account(record(sent(1), sent(2), sent(3), loss), [stored(1), stored(1, loss.payload, 1)], pathOf);
    expect(found).toMatchObject({ sent: 4, stored: 2, declaredLost: 1, strangers: [], altered: [], repeated: 0 });
    expect(found.unknown).toEqual([frameName(VIN, BOOT, 0, 3)]);
  });

  it('counts a frame that is stored and declared lost as stored, and one that is stored twice once', () => {
    const loss = sent(1, { stream: 1, payload: lost(1, [[1, 1]]) });
    const found = account(record(sent(1), loss), [stored(1), stored(1), stored(1, loss.payload, 1)], pathOf);
    expect(found).toMatchObject({ sent: 2, stored: 2, declaredLost: 0, unknown: [], repeated: 1 });
  });

  it('leaves out a frame that a kill kept from the disk, unless it is in the log', () => {
    const torn = { taken: false };
    expect(account(record(sent(1, torn)), [], pathOf)).toMatchObject({ sent: 0, unknown: [] });
    expect(account(record(sent(1, torn)), [stored(1)], pathOf)).toMatchObject({ sent: 1, stored: 1 });
  });

  it('shows what nobody sent, and what is not what was sent', () => {
    const found = account(record(sent(1)), [stored(1, telemetry(1, 99)), stored(2)], pathOf);
    expect(found.altered).toEqual([frameName(VIN, BOOT, 0, 1)]);
    expect(found.strangers).toEqual([frameName(VIN, BOOT, 0, 2)]);
  });

  it('compares a simple client by what its JSON says', () => {
    const json = (value: number) =>
      Buffer.from(JSON.stringify({ boot: BOOT, seq: 1, startTimeMs: 1_000, signals: { 'Vehicle.Signal1': value } }));
    expect(account(record(sent(1, { payload: json(1) })), [stored(1)], pathOf).altered).toEqual([]);
    expect(account(record(sent(1, { payload: json(2) })), [stored(1)], pathOf).altered).toHaveLength(1);
  });
});

describe('a recovery', () => {
  it('ends with the last frame that was sent before and committed after everything was up', () => {
    const frames = record(sent(1), sent(2), sent(3), sent(900));
    const { occurrences } = account(frames, [stored(1), stored(2), stored(3), stored(900)], pathOf);
    expect(recoveryOf(1_500, frames, occurrences)).toEqual({ ms: 503, frames: 3, last: frameName(VIN, BOOT, 0, 3) });
    expect(recoveryOf(5_000, frames, occurrences)).toEqual({ ms: 0, frames: 0 });
  });

  it('is summed up by the nearest rank', () => {
    expect([quantile([5, 1, 3], 0.5), quantile([1, 2, 3, 4], 0.5), quantile([], 0.5)]).toEqual([3, 2, 0]);
  });
});
