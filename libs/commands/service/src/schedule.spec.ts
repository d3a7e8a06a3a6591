import { type CommandFacts, learn, queued, stateOf } from '@headway/commands/lifecycle';
import type { CommandRow } from '@headway/commands/store';
import { describe, expect, it } from '@jest/globals';
import { RESEND_POLICY } from './commands-options.js';
import { decide, EXPIRY_GRACE_MS, SILENCE_LIMIT_MS } from './schedule.js';

const START = 1_790_000_000_000;
const LIFE_MS = 60_000;

const rowOf = (facts: CommandFacts = queued(START)): CommandRow => ({
  id: crypto.randomUUID(),
  vin: 'LHEADWAY000000001',
  path: 'Vehicle.Cabin.Sunroof.Position',
  value: 1,
  issuedAt: START,
  expiresAt: START + LIFE_MS,
  idempotencyKey: null,
  confirmed: false,
  facts,
  attempts: 0,
  nextSendAt: START,
});

/** Plays a command whose vehicle never says anything more, from one due time to the next. */
function play(row: CommandRow): { sends: number[]; end: CommandRow; endMs: number } {
  const sends: number[] = [];
  let nowMs = START;
  for (let current = row; ;) {
    const { row: next, send } = decide(current, nowMs, RESEND_POLICY);
    if (send) sends.push(nowMs - START);
    if (next.nextSendAt === null) return { sends, end: next, endMs: nowMs };
    expect(next.nextSendAt).toBeGreaterThan(nowMs);
    nowMs = next.nextSendAt;
    current = next;
  }
}

describe('a command without an answer', () => {
  it('is sent again with growing pauses, never after its time, and then has expired', () => {
    const { sends, end, endMs } = play(rowOf());
    expect(sends).toEqual([0, 2_000, 6_000, 14_000, 30_000]);
    expect(stateOf(end.facts)).toBe('expired');
    expect(endMs).toBe(START + LIFE_MS + EXPIRY_GRACE_MS);
  });

  it('that the vehicle has is asked for beyond its time, once a minute for a day, and then has failed', () => {
    const { sends, end, endMs } = play(rowOf(learn(queued(START), { state: 'received', at: START })));
    expect(sends.length).toBeGreaterThan(1_400);
    expect(sends.length).toBeLessThan(1_500);
    expect(stateOf(end.facts)).toBe('failed');
    expect(endMs).toBeGreaterThanOrEqual(START + LIFE_MS + SILENCE_LIMIT_MS);
  });

  it('is left alone once it has ended', () => {
    const ended = learn(queued(START), { state: 'executed', at: START, reason: null, value: 1 });
    expect(decide(rowOf(ended), START, RESEND_POLICY)).toMatchObject({ send: false, row: { nextSendAt: null } });
    expect(decide(rowOf({ ...queued(START), cancelledAt: START }), START, RESEND_POLICY)).toMatchObject({ send: false });
  });
});
