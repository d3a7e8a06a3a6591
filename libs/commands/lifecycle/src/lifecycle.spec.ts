import { commandOutcomeSchema } from '@headway/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CommandFacts, isUnanswered, learn, queued, reasonOf, stateOf, stepsOf, type VehicleOutcome } from './lifecycle.js';

type Said = Parameters<typeof learn>[1];

const outcome = fc.record({
  state: fc.constantFrom(...commandOutcomeSchema.options),
  at: fc.nat(9),
  reason: fc.constantFrom(null, 'allow-list', 'actuator-failed'),
  value: fc.constantFrom(null, true, 3),
});
const said: fc.Arbitrary<Said> = fc.oneof(
  outcome,
  fc.nat(9).map((at): Said => ({ state: 'received', at })),
);
const all = (facts: CommandFacts, words: readonly Said[]) => words.reduce(learn, facts);

describe('what is known of a command', () => {
  it('does not depend on the order in which it is learnt, nor on repetitions', () => {
    const words = fc.array(said, { maxLength: 6 });
    const orders = words.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray([...given, ...given], { minLength: given.length * 2 })),
    );
    fc.assert(fc.property(orders, ([one, other]) => expect(all(queued(0), other)).toEqual(all(queued(0), one))));
  });

  it('never becomes less: what the vehicle has ended stays ended, whatever the platform presumes', () => {
    const presumed = fc.record({
      sentAt: fc.option(fc.nat(9)),
      cancelledAt: fc.option(fc.nat(9)),
      expiredAt: fc.option(fc.nat(9)),
      silentAt: fc.option(fc.nat(9)),
    });
    fc.assert(
      fc.property(presumed, fc.array(said), outcome, (facts, words, last: VehicleOutcome) => {
        const known = learn(all({ ...queued(0), ...facts }, words), last);
        expect(commandOutcomeSchema.options).toContain(stateOf(known));
        expect(stateOf(known)).toBe(known.outcome?.state);
        expect(isUnanswered(known)).toBe(false);
        expect(stepsOf(known).filter(({ state }) => state === stateOf(known))).not.toHaveLength(0);
      }),
    );
  });

  it('names the state', () => {
    const start = queued(1);
    expect(stateOf(start)).toBe('queued');
    const sent = { ...start, sentAt: 2 };
    expect(stateOf(sent)).toBe('sent');
    expect(stateOf({ ...sent, expiredAt: 9 })).toBe('expired');
    expect(stateOf({ ...sent, cancelledAt: 9 })).toBe('cancelled');
    const received = learn({ ...sent, cancelledAt: 3 }, { state: 'received', at: 4 });
    expect(stateOf(received)).toBe('received');
    expect(stateOf({ ...received, silentAt: 9 })).toBe('failed');
    expect(reasonOf({ ...received, silentAt: 9 })).toBe('no-answer');
    const executed = learn({ ...received, silentAt: 9 }, { state: 'executed', at: 5, reason: null, value: true });
    expect([stateOf(executed), reasonOf(executed)]).toEqual(['executed', null]);
    expect(stepsOf(executed).map(({ state }) => state)).toEqual(['queued', 'sent', 'cancelled', 'received', 'executed', 'failed']);
  });
});
