import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_WINDOW_CHANGES, StepWindow } from './step-window.js';

const DURATION = 10;

interface Change {
  atMs: number;
  value: number | undefined;
}

/** The definition, millisecond by millisecond: what held in each of the last ten. */
function byDefinition(changes: readonly Change[], nowMs: number) {
  const valueAt = (ms: number) => changes.findLast(({ atMs }) => atMs <= ms)?.value;
  const held = Array.from({ length: DURATION }, (_, back) => valueAt(nowMs - DURATION + back));
  const now = valueAt(nowMs);
  // The last of several values of one moment counts.
  const distinct = changes.filter(({ atMs }, at) => changes[at + 1]?.atMs !== atMs);
  const forgotten = distinct.findLastIndex(({ value }) => value === undefined);
  const news = distinct.slice(forgotten + 1).filter(({ atMs }) => atMs > nowMs - DURATION);
  const whole = held.every((value) => value !== undefined) && now !== undefined ? [...(held as number[]), now] : undefined;
  return {
    min: whole && Math.min(...whole),
    max: whole && Math.max(...whole),
    mean: whole && whole.slice(0, -1).reduce((sum, value) => sum + value, 0) / DURATION,
    delta: whole && now! - whole[0]!,
    last: news.at(-1)?.value,
    count: news.length,
  };
}

const steps = fc.array(
  fc.record({
    afterMs: fc.constantFrom(0, 0, 1, 2, 3, 9, 10, 11, 40),
    value: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -5, max: 5 }) }, { weight: 1, arbitrary: fc.constant(undefined) }),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('a window', () => {
  it('is what its definition says at every moment', () => {
    fc.assert(
      fc.property(steps, fc.nat(15), (given, restMs) => {
        const window = new StepWindow(DURATION);
        const changes: Change[] = [];
        let nowMs = 1000;
        const look = () => {
          const expected = byDefinition(changes, nowMs);
          expect(window.min(nowMs)).toBe(expected.min);
          expect(window.max(nowMs)).toBe(expected.max);
          expect(window.delta(nowMs)).toBe(expected.delta);
          expect(window.last(nowMs)).toBe(expected.last);
          expect(window.count(nowMs)).toBe(expected.count);
          if (expected.mean === undefined) expect(window.mean(nowMs)).toBeUndefined();
          else expect(window.mean(nowMs)).toBeCloseTo(expected.mean, 9);
        };
        for (const { afterMs, value } of given) {
          // A moment has one value; only a signal that comes back does so later than it went.
          nowMs += changes.at(-1)?.value === undefined ? Math.max(afterMs, 1) : afterMs;
          window.change(nowMs, value);
          changes.push({ atMs: nowMs, value });
          look();
        }
        nowMs += restMs;
        look();
      }),
      { numRuns: 1000 },
    );
  });

  it('stands still once nothing in it can move any more', () => {
    const window = new StepWindow(100);
    expect(window.moving(0)).toBe(false);
    window.change(0, 1);
    expect(window.moving(99)).toBe(true);
    expect(window.moving(100)).toBe(false);
    window.change(120, 2);
    expect(window.moving(219)).toBe(true);
    expect(window.moving(220)).toBe(false);
  });

  it('keeps its memory bounded and its mean exact over a long time', () => {
    const window = new StepWindow(3_600_000);
    for (let at = 0; at < MAX_WINDOW_CHANGES + 5000; at += 1) window.change(at, at % 2);
    expect(window.count(MAX_WINDOW_CHANGES + 5000)).toBeLessThanOrEqual(MAX_WINDOW_CHANGES);
    const long = new StepWindow(1000);
    for (let at = 0; at <= 2_000_000; at += 500) long.change(at, (at / 500) % 2 === 0 ? 4_000_000 : 2_000_000);
    expect(long.mean(2_000_000)).toBeCloseTo(3_000_000, 3);
  });
});
