import { describe, expect, it } from '@jest/globals';
import { HIGHEST_SEQUENCE, type LossReason } from '@headway/contracts';
import fc from 'fast-check';
import { applyHead, applyLost, applyStored, close, countsOf, EMPTY_LEDGER, missingOf, MOST_RANGES, type StreamLedger } from './ledger.js';
import { allLost } from './losses.js';
import { rangesOf, subtract, union } from './ranges.js';

type Fact = { stored: number[] } | { lost: [number, number][]; reason: LossReason } | { head: number } | { closed: number };

const seq = fc.integer({ min: 1, max: 30 });
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ stored: fc.array(seq, { maxLength: 6 }) }),
  fc.record({
    lost: fc.array(
      fc.tuple(seq, fc.nat(4)).map(([from, length]): [number, number] => [from, from + length]),
      { maxLength: 3 },
    ),
    reason: fc.constantFrom<LossReason[]>('spool-full', 'expired', 'clock-off', 'fragmented'),
  }),
  fc.record({ head: seq }),
  fc.record({ closed: seq }),
);

function apply(ledger: StreamLedger, given: Fact): StreamLedger {
  if ('stored' in given) return applyStored(ledger, given.stored).ledger;
  if ('lost' in given) return applyLost(ledger, given.lost, given.reason);
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
        expect(union(union(ledger.stored, allLost(ledger.lost)), missing)).toEqual(ledger.head === 0 ? [] : [[1, ledger.head]]);
        for (const [a, b] of [
          [ledger.stored, allLost(ledger.lost)],
          [ledger.stored, missing],
          [allLost(ledger.lost), missing],
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
    const declared = applyLost(EMPTY_LEDGER, [[1, 3]], 'expired');
    const found = applyStored(declared, [2]).ledger;
    expect(found).toMatchObject({
      stored: [[2, 2]],
      lost: {
        expired: [
          [1, 1],
          [3, 3],
        ],
      },
    });
    expect(applyLost(found, [[2, 2]], 'expired')).toEqual(found);
  });

  it('knows of a lost tail only through the head', () => {
    const ledger = applyStored(EMPTY_LEDGER, [1, 2]).ledger;
    expect(missingOf(ledger)).toEqual([]);
    expect(missingOf(close(ledger, 5))).toEqual([[3, 5]]);
    expect(rangesOf(missingOf(applyHead(ledger, 1)))).toEqual([]);
  });
});

describe('losses', () => {
  it('count for their strongest reason, whichever is declared first', () => {
    const both = (first: LossReason, second: LossReason) =>
      countsOf(applyLost(applyLost(EMPTY_LEDGER, [[1, 10]], first), [[6, 20]], second)).lostBy;
    expect(both('expired', 'clock-off')).toEqual({ expired: 10, 'clock-off': 10 });
    expect(both('clock-off', 'expired')).toEqual({ expired: 15, 'clock-off': 5 });
  });
});

describe('a hostile ledger', () => {
  it('is not believed beyond what a stream can reach', () => {
    const claimed = applyHead(applyLost(EMPTY_LEDGER, [[5, Number.MAX_SAFE_INTEGER]], 'unknown'), Number.MAX_SAFE_INTEGER);
    expect(claimed.head).toBe(HIGHEST_SEQUENCE);
    expect(applyStored(claimed, [Number.MAX_SAFE_INTEGER]).fresh.size).toBe(0);
    expect(countsOf(claimed)).toMatchObject({ missing: 4, declaredLost: HIGHEST_SEQUENCE - 4 });
  });

  it('of millions of tiny gaps stays small, settles the older ones, and still adds up', () => {
    let ledger = EMPTY_LEDGER;
    let effects = 0;
    for (let batch = 0; batch < 200; batch++) {
      const sequences = Array.from({ length: 500 }, (_, index) => (batch * 500 + index) * 2 + 1);
      const outcome = applyStored(ledger, sequences);
      effects += outcome.fresh.size;
      ledger = outcome.ledger;
      expect(ledger.stored.length).toBeLessThanOrEqual(MOST_RANGES);
    }
    const { assigned, stored, declaredLost, lostBy, missing } = countsOf(ledger);
    expect([assigned, stored, effects]).toEqual([199_999, 100_000, 100_000]);
    expect(lostBy).toEqual({ fragmented: declaredLost });
    expect(stored + declaredLost + missing).toBe(assigned);
    expect(applyStored(ledger, [1, 2, 3, 4]).fresh.size).toBe(0);
    expect(JSON.stringify(ledger).length).toBeLessThan(100_000);
  });

  it('settles declared losses as well, in any mixture', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 40_000 }), fc.boolean()), { minLength: 5_000, maxLength: 12_000 }),
        (facts) => {
          let ledger = EMPTY_LEDGER;
          for (let start = 0; start < facts.length; start += 1_000) {
            const part = facts.slice(start, start + 1_000);
            ledger = applyStored(
              ledger,
              part.filter(([, stored]) => stored).map(([number]) => number),
            ).ledger;
            ledger = applyLost(
              ledger,
              part.filter(([, stored]) => !stored).map(([number]): [number, number] => [number, number]),
              'expired',
            );
            const { assigned, stored, declaredLost, missing } = countsOf(ledger);
            expect(stored + declaredLost + missing).toBe(assigned);
            expect(missing).toBe(missingOf(ledger).reduce((sum, [from, to]) => sum + to - from + 1, 0));
          }
        },
      ),
      { numRuns: 5 },
    );
  });
});
