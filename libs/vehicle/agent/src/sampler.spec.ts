import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Sampler } from './sampler.js';

const SPEED = 'Vehicle.Speed';
const LOCKED = 'Vehicle.Cabin.Door.Row1.DriverSide.IsLocked';
const idOf = (path: string) => ({ [SPEED]: 1, [LOCKED]: 2 })[path];

describe('a sampler', () => {
  it('sends what changed, no more often than its period, as columns of one frame', () => {
    const sampler = new Sampler(
      [
        { path: SPEED, periodMs: 200 },
        { path: LOCKED, periodMs: 1000 },
        { path: 'Vehicle.NoId', periodMs: 1 },
      ],
      idOf,
    );
    let speed = 0;
    for (let at = 1000; at <= 1800; at += 100) {
      speed += 1;
      sampler.sample(at, (path) => (path === SPEED ? speed : true));
    }
    expect(sampler.take()).toEqual({
      startTimeMs: 1000,
      columns: [
        { signal: 1, offsetsMs: [0, 200, 400, 600, 800], values: [1, 3, 5, 7, 9] },
        { signal: 2, offsetsMs: [0], values: [true] },
      ],
    });
    expect(sampler.take()).toBeUndefined();
  });

  it('repeats a value at rest once a minute', () => {
    const sampler = new Sampler([{ path: LOCKED, periodMs: 1000 }], idOf);
    const sent: number[] = [];
    for (let at = 0; at <= 180_000; at += 1000) {
      sampler.sample(at, () => true);
      const frame = sampler.take();
      if (frame) sent.push(frame.startTimeMs);
    }
    expect(sent).toEqual([0, 60_000, 120_000, 180_000]);
  });

  it('never lets offsets fall, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 30 }), (times) => {
        const sampler = new Sampler([{ path: SPEED, periodMs: 1 }], idOf);
        times.forEach((at, i) => sampler.sample(at, () => i));
        const offsets = sampler.take()?.columns[0]?.offsetsMs ?? [];
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
        expect(Math.min(...offsets)).toBe(0);
      }),
    );
  });
});
