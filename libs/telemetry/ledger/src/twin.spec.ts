import type { Frame } from '@headway/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareSamples, mergeFrame, type Twin, type TwinSample } from './twin.js';

const boots = ['0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e', '0290a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e'];
const LATEST = 1_000;
const everything = { latestMs: LATEST, accepts: () => true };

const seqs = fc.integer({ min: 1, max: 6 });
const signalSets = fc.uniqueArray(fc.nat(3));

// A frame is what it is: the same place in history always holds the same values.
function frameOf(place: { boot: string; seq: number; startTimeMs: number }, signals: number[]): Frame {
  const columns = signals.map((signal) => ({ signal, offsetsMs: [0], values: [`${place.boot}/${place.seq}`] }));
  return { ...place, stream: 0, catalogue: '', columns };
}

/** A vehicle's frames: in each boot the clock may stand still but does not run backwards. */
const history = fc
  .record({
    clocks: fc.tuple(...boots.map(() => fc.array(fc.nat(2), { minLength: 7, maxLength: 7 }))),
    frames: fc.array(fc.tuple(fc.nat(1), seqs)),
    signals: fc.array(signalSets, { minLength: 14, maxLength: 14 }),
  })
  .map(({ clocks, frames, signals }) =>
    frames.map(([boot, seq]) => {
      const startTimeMs = (clocks[boot] as number[]).slice(0, seq).reduce((sum, step) => sum + step, 0);
      return frameOf({ boot: boots[boot] as string, seq, startTimeMs }, signals[boot * 7 + seq] as number[]);
    }),
  );

function merged(frames: Frame[]): TwinSample[] {
  const twin: Twin = new Map();
  for (const one of frames) mergeFrame(twin, one, everything);
  return [...twin.values()].sort((a, b) => a.signal - b.signal);
}

describe('the twin', () => {
  it('is the same whatever order and however often frames come', () => {
    const anyOrder = history.chain((frames) =>
      fc.tuple(fc.constant(frames), fc.shuffledSubarray([...frames, ...frames], { minLength: frames.length * 2 })),
    );
    fc.assert(fc.property(anyOrder, ([frames, again]) => expect(merged(again)).toEqual(merged(frames))));
  });

  it('ends with the last frame of a boot, whatever its clock says and whenever each frame reached the log', () => {
    const arrival = fc.record({
      seq: seqs,
      startTimeMs: fc.nat(2 * LATEST),
      latestMs: fc.nat(LATEST),
      signals: fc.constant<number[]>([1]),
    });
    fc.assert(
      fc.property(fc.array(arrival, { minLength: 1 }), (arrivals) => {
        const twin: Twin = new Map();
        for (const { seq, startTimeMs, latestMs, signals } of arrivals)
          mergeFrame(twin, frameOf({ boot: boots[0] as string, seq, startTimeMs }, signals), { latestMs, accepts: () => true });
        expect(twin.get(1)?.seq).toBe(Math.max(...arrivals.map(({ seq }) => seq)));
      }),
    );
  });

  it('never goes back', () => {
    fc.assert(
      fc.property(history, (frames) => {
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
