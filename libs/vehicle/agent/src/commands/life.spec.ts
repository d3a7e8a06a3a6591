import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { remainingLifeMs, SKEW_TOLERANCE_MS } from './life.js';

const HOUR = 3_600_000;
const command = { issuedAt: 10 * HOUR, expiresAt: 10 * HOUR + 60_000 };

describe('the life of a command in the vehicle', () => {
  it.each([
    ['at once', command.issuedAt, 60_000],
    ['half way', command.issuedAt + 40_000, 20_000 + SKEW_TOLERANCE_MS],
    ['with a clock a moment behind', command.issuedAt - 2_000, 60_000],
    ['with a clock a day behind', command.issuedAt - 24 * HOUR, 60_000],
    ['a moment late', command.expiresAt + SKEW_TOLERANCE_MS - 1, 1],
    ['too late', command.expiresAt + SKEW_TOLERANCE_MS, 0],
    ['with a clock a day ahead', command.issuedAt + 24 * HOUR, 0],
  ])('%s', (_name, clockMs, expected) => expect(remainingLifeMs(command, clockMs)).toBe(expected));

  it('is never longer than the command itself, whatever the clocks say', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (issuedAt, expiresAt, clockMs) => {
        const life = remainingLifeMs({ issuedAt, expiresAt }, clockMs);
        expect(life).toBeGreaterThanOrEqual(0);
        expect(life).toBeLessThanOrEqual(Math.max(0, expiresAt - issuedAt));
      }),
    );
  });
});
