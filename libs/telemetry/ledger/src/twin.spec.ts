import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareSamples, mergeSamples, samplesOf, type TwinSample } from './twin.js';

const boots = ['0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e', '0290a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e'];
const sample = fc
  .record({ signal: fc.nat(3), startMs: fc.nat(5), boot: fc.constantFrom(...boots), seq: fc.integer({ min: 1, max: 6 }) })
  // A frame's sample is what it is: the same place in history always holds the same value.
  .map((made): TwinSample => ({ ...made, atMs: made.startMs, value: `${made.startMs}/${made.boot}/${made.seq}` }));
const merged = (samples: TwinSample[]) => {
  const twin = new Map<number, TwinSample>();
  mergeSamples(twin, samples);
  return twin;
};

describe('the twin', () => {
  it('is the same whatever order and however often samples come', () => {
    fc.assert(
      fc.property(
        fc
          .array(sample)
          .chain((samples) =>
            fc.tuple(fc.constant(samples), fc.shuffledSubarray([...samples, ...samples], { minLength: samples.length * 2 })),
          ),
        ([samples, again]) => {
          expect([...merged(again)].sort(([a], [b]) => a - b)).toEqual([...merged(samples)].sort(([a], [b]) => a - b));
        },
      ),
    );
  });

  it('never goes back', () => {
    fc.assert(
      fc.property(fc.array(sample), (samples) => {
        const twin = new Map<number, TwinSample>();
        for (const one of samples) {
          const before = twin.get(one.signal);
          mergeSamples(twin, [one]);
          if (before) expect(compareSamples(twin.get(one.signal) as TwinSample, before)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('takes the last value of each column, and holds a clock that runs ahead to the time of storing', () => {
    const frame = {
      boot: boots[0] as string,
      stream: 0 as const,
      seq: 4,
      startTimeMs: 10_000,
      catalogue: '',
      columns: [{ signal: 7, offsetsMs: [0, 500], values: [1, 2] }],
    };
    expect(samplesOf(frame, 20_000)).toEqual([{ signal: 7, value: 2, atMs: 10_500, startMs: 10_000, boot: boots[0], seq: 4 }]);
    expect(samplesOf(frame, 9_000)[0]).toMatchObject({ startMs: 9_000, atMs: 9_500 });
  });
});
