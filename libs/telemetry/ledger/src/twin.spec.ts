import type { Frame } from '@headway/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareSamples, mergeFrame, type Twin, type TwinSample } from './twin.js';

const boots = ['0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e', '0290a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e'];
const LATEST = 1_000;
const everything = { latestMs: LATEST, accepts: () => true };

const frame = fc
  .record({
    startTimeMs: fc.nat(5),
    boot: fc.constantFrom(...boots),
    seq: fc.integer({ min: 1, max: 6 }),
    signals: fc.uniqueArray(fc.nat(3)),
  })
  // A frame is what it is: the same place in history always holds the same values.
  .map(({ startTimeMs, boot, seq, signals }): Frame => {
    const columns = signals.map((signal) => ({ signal, offsetsMs: [0], values: [`${startTimeMs}/${boot}/${seq}`] }));
    return { boot, stream: 0, seq, startTimeMs, catalogue: '', columns };
  });

function merged(frames: Frame[]): TwinSample[] {
  const twin: Twin = new Map();
  for (const one of frames) mergeFrame(twin, one, everything);
  return [...twin.values()].sort((a, b) => a.signal - b.signal);
}

describe('the twin', () => {
  it('is the same whatever order and however often frames come', () => {
    const history = fc
      .array(frame)
      .chain((frames) => fc.tuple(fc.constant(frames), fc.shuffledSubarray([...frames, ...frames], { minLength: frames.length * 2 })));
    fc.assert(fc.property(history, ([frames, again]) => expect(merged(again)).toEqual(merged(frames))));
  });

  it('never goes back', () => {
    fc.assert(
      fc.property(fc.array(frame), (frames) => {
        const twin: Twin = new Map();
        for (const one of frames) {
          const before = new Map(twin);
          mergeFrame(twin, one, everything);
          for (const [signal, sample] of before) expect(compareSamples(twin.get(signal) as TwinSample, sample)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  const columns = [{ signal: 7, offsetsMs: [0, 500], values: [1, 2] }];
  const one: Frame = { boot: boots[0] as string, stream: 0, seq: 4, startTimeMs: 10_000, catalogue: '', columns };

  it('takes the last value of each column, and holds a clock that runs ahead to the time of storing', () => {
    const twin: Twin = new Map();
    mergeFrame(twin, one, { latestMs: 20_000, accepts: () => true });
    expect([...twin.values()]).toEqual([{ signal: 7, value: 2, atMs: 10_500, startMs: 10_000, boot: boots[0], seq: 4 }]);
    const held: Twin = new Map();
    mergeFrame(held, one, { latestMs: 9_000, accepts: () => true });
    expect(held.get(7)).toMatchObject({ startMs: 9_000, atMs: 9_500 });
  });

  it('leaves out what is not acceptable', () => {
    const twin: Twin = new Map();
    expect(mergeFrame(twin, one, { latestMs: 20_000, accepts: (signal, value) => signal === 7 && value === 1 })).toBe(1);
    expect(twin.size).toBe(0);
  });
});
