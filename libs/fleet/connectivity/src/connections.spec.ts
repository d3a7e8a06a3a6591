import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Connection,
  CONNECTIONS_KEPT,
  learnPresence,
  noteHeard,
  noteSilence,
  type PresenceMessage,
  sessionsOf,
  standingOf,
} from './connections.js';

const BOOTS = ['0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e', '0290a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e'] as const;
const [A, B] = BOOTS;

/** `on`, `bye` or `will` of a connection of a boot, stored at a time. */
const say = (
  what: 'on' | 'bye' | 'will',
  boot: string,
  connection: number | undefined,
  storedAtMs: number,
  atMs = storedAtMs,
): PresenceMessage => ({
  online: what === 'on',
  goodbye: what === 'bye',
  boot,
  connection,
  atMs,
  storedAtMs,
});
const heard = (...messages: PresenceMessage[]) => messages.reduce<Connection[]>((known, one) => learnPresence(known, one), []);
const told = (connections: Connection[]) =>
  sessionsOf(connections).map(({ connectedMs, disconnectedMs, reason }) => [connectedMs, disconnectedMs, reason]);

/** A vehicle's life: boots one after another, in each some connections that end somehow, or not at all. */
const life = fc
  .array(fc.array(fc.constantFrom('bye', 'will', 'crash'), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 })
  .map((boots) => {
    let timeMs = 0;
    return boots.flatMap((endings, boot) =>
      endings.flatMap((ending, index) => {
        const name = BOOTS[boot] as string;
        const on = say('on', name, index + 1, (timeMs += 10));
        const end = (timeMs += 10);
        return ending === 'crash' ? [on] : [on, say(ending as 'bye' | 'will', name, index + 1, end)];
      }),
    );
  });

describe('what is known of a vehicle’s connections', () => {
  it('is the same whatever order messages come in and however often', () => {
    const orders = life.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray([...given, ...given], { minLength: given.length * 2 })),
    );
    fc.assert(
      fc.property(orders, ([given, order]) => {
        expect(heard(...order)).toEqual(heard(...given));
        expect(told(heard(...order))).toEqual(told(heard(...given)));
      }),
    );
  });

  it('does not change when a broker repeats later what it retained', () => {
    fc.assert(
      fc.property(life, fc.nat(1_000), (given, laterMs) => {
        const again = given.map((one) => ({ ...one, storedAtMs: one.storedAtMs + 1_000 + laterMs }));
        expect(told(heard(...given, ...again))).toEqual(told(heard(...given)));
      }),
    );
  });

  it('ends as the last connection that announced itself', () => {
    fc.assert(
      fc.property(life, (given) => {
        const lastOn = given.filter(({ online }) => online).at(-1) as PresenceMessage;
        const ended = given.some((one) => !one.online && one.boot === lastOn.boot && one.connection === lastOn.connection);
        expect(standingOf(heard(...given))).toMatchObject({ online: !ended, boot: lastOn.boot });
        const sessions = sessionsOf(heard(...given));
        expect(sessions).toHaveLength(given.filter(({ online }) => online).length);
        for (const [index, session] of sessions.entries()) {
          const next = sessions[index + 1];
          if (next) expect(session.disconnectedMs).toBeLessThanOrEqual(next.connectedMs);
        }
      }),
    );
  });

  it('survives a takeover: the old will comes after the new connection', () => {
    const known = heard(say('on', A, 1, 10), say('on', A, 2, 20), say('will', A, 1, 25));
    expect(told(known)).toEqual([
      [10, 20, 'lost'],
      [20, null, null],
    ]);
    const restarted = heard(say('on', A, 7, 10), say('on', B, 1, 20), say('will', A, 7, 25));
    expect(standingOf(restarted)).toEqual({ online: true, boot: B, sinceMs: 20 });
  });

  it('is not fooled by the will of a connection that never announced itself', () => {
    expect(standingOf(heard(say('on', A, 1, 10), say('will', B, 1, 20)))).toMatchObject({ online: true, boot: A });
  });

  it('takes a vehicle offline by its will, though the will was made before the vehicle said that it is there', () => {
    expect(told(heard(say('on', A, 1, 10, 9), say('will', A, 1, 30, 5)))).toEqual([[10, 30, 'lost']]);
  });

  it('does not believe the vehicle’s clock, and tells how wrong it is', () => {
    const day = 86_400_000;
    const known = heard(say('on', A, 1, 10, 10 + day), say('will', A, 1, 20), say('on', B, 1, 30, 30 - day));
    expect(standingOf(known)).toMatchObject({ online: true, boot: B });
    expect(sessionsOf(known).map(({ clockAheadMs }) => clockAheadMs)).toEqual([day, -day]);
  });

  it('understands clients that do not number their connections', () => {
    const known = heard(
      say('on', A, undefined, 10),
      say('bye', A, undefined, 20),
      say('on', A, undefined, 30),
      say('will', A, undefined, 40, 30),
    );
    expect(told(known)).toEqual([
      [10, 20, 'stopped'],
      [30, 40, 'lost'],
    ]);
    expect(standingOf(known).online).toBe(false);
    const takenOver = heard(say('on', A, undefined, 10), say('on', A, undefined, 30), say('will', A, undefined, 40, 10));
    expect(standingOf(takenOver).online).toBe(true);
  });

  it('shows silence as absence, and the same connection as back when it is heard again', () => {
    const silent = noteSilence(heard(say('on', A, 1, 10)), 100);
    expect(standingOf(silent)).toMatchObject({ online: false, sinceMs: 100 });
    expect(noteSilence(silent, 200)).toEqual(silent);
    const back = noteHeard(silent, 300);
    expect(told(back)).toEqual([
      [10, 100, 'silent'],
      [300, null, null],
    ]);
    expect(told(learnPresence(back, say('will', A, 1, 400)))).toEqual([
      [10, 100, 'silent'],
      [300, 400, 'lost'],
    ]);
    expect(told(learnPresence(silent, say('on', A, 2, 400)))).toEqual([
      [10, 100, 'silent'],
      [400, null, null],
    ]);
  });

  it('stays bounded', () => {
    const many = Array.from({ length: CONNECTIONS_KEPT + 50 }, (_, index) => say('on', A, index + 1, index));
    expect(heard(...many)).toHaveLength(CONNECTIONS_KEPT);
    expect(standingOf(heard(...many))).toMatchObject({ online: true, sinceMs: CONNECTIONS_KEPT + 49 });
  });
});
