import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyHead, applyLost, applyStored, close, countsOf, EMPTY_LEDGER, missingOf, type StreamLedger } from './ledger.js';
import { rangesOf, subtract, union } from './ranges.js';

type Fact = { stored: number[] } | { lost: [number, number][] } | { head: number } | { closed: number };

const seq = fc.integer({ min: 1, max: 30 });
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ stored: fc.array(seq, { maxLength: 6 }) }),
  fc.record({
    lost: fc.array(
      fc.tuple(seq, fc.nat(4)).map(([from, length]): [number, number] => [from, from + length]),
      { maxLength: 3 },
    ),
  }),
  fc.record({ head: seq }),
  fc.record({ closed: seq }),
);

function apply(ledger: StreamLedger, given: Fact): StreamLedger {
  if ('stored' in given) return applyStored(ledger, given.stored).ledger;
  if ('lost' in given) return applyLost(ledger, given.lost);
  if ('head' in given) return applyHead(ledger, given.head);
  return close(ledger, given.closed);
}

const after = (facts: Fact[]) => facts.reduce(apply, EMPTY_LEDGER);

/** The facts in another order, some of them several times. */
const history = fc.array(fact, { maxLength: 12 }).chain((facts) =>
  fc.record({
    facts: fc.constant(facts),
    again: fc
      .tuple(fc.subarray(facts), fc.subarray(facts))
      .chain((more) => fc.shuffledSubarray([...facts, ...more.flat()], { minLength: facts.length + more.flat().length })),
  }),
);

describe('the ledger of a stream', () => {
  it('ends in the same state whatever the order and however often facts come', () => {
    fc.assert(fc.property(history, ({ facts, again }) => expect(after(again)).toEqual(after(facts))));
  });

  it('gives every number from 1 to the head exactly one fate', () => {
    fc.assert(
      fc.property(history, ({ again }) => {
        const ledger = after(again);
        const missing = missingOf(ledger);
        expect(union(union(ledger.stored, ledger.lost), missing)).toEqual(ledger.head === 0 ? [] : [[1, ledger.head]]);
        for (const [a, b] of [
          [ledger.stored, ledger.lost],
          [ledger.stored, missing],
          [ledger.lost, missing],
        ] as const) {
          expect(subtract(a, b)).toEqual(a);
        }
        const { assigned, stored, declaredLost, missing: count } = countsOf(ledger);
        expect(stored + declaredLost + count).toBe(assigned);
        expect(count).toBe(missing.reduce((sum, [from, to]) => sum + to - from + 1, 0));
      }),
    );
  });

  it('lets each frame take effect once', () => {
    fc.assert(
      fc.property(fc.array(fc.array(seq, { maxLength: 6 })), (batches) => {
        let ledger = EMPTY_LEDGER;
        const effects: number[] = [];
        for (const batch of batches) {
          const outcome = applyStored(ledger, batch);
          ledger = outcome.ledger;
          effects.push(...outcome.fresh);
        }
        expect(effects.sort((a, b) => a - b)).toEqual([...new Set(batches.flat())].sort((a, b) => a - b));
        expect(countsOf(ledger).stored).toBe(effects.length);
      }),
    );
  });

  it('takes a frame that turns up after all for stored, also when it is declared lost later', () => {
    const declared = applyLost(EMPTY_LEDGER, [[1, 3]]);
    const found = applyStored(declared, [2]).ledger;
    expect(found).toMatchObject({
      stored: [[2, 2]],
      lost: [
        [1, 1],
        [3, 3],
      ],
    });
    expect(applyLost(found, [[2, 2]])).toEqual(found);
  });

  it('knows of a lost tail only through the head', () => {
    const ledger = applyStored(EMPTY_LEDGER, [1, 2]).ledger;
    expect(missingOf(ledger)).toEqual([]);
    expect(missingOf(close(ledger, 5))).toEqual([[3, 5]]);
    expect(rangesOf(missingOf(applyHead(ledger, 1)))).toEqual([]);
  });
});
