import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerResend } from './resend.js';

const numbers = (ranges: readonly (readonly [number, number])[]) =>
  ranges.flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, i) => a + i));

describe('the answer to a resend request', () => {
  it('splits what was asked into here and lost, without what was never assigned', () => {
    const range = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(10)).map(([from, more]): [number, number] => [from, from + more]);
    fc.assert(
      fc.property(range, fc.uniqueArray(fc.integer({ min: 1, max: 60 })), fc.integer({ min: 0, max: 60 }), (asked, spooled, assigned) => {
        const here = spooled.filter((seq) => seq >= asked[0] && seq <= asked[1] && seq <= assigned);
        const { lost } = answerResend([asked], here, assigned);
        const expected = numbers([asked]).filter((seq) => seq <= assigned && !here.includes(seq));
        expect(numbers(lost)).toEqual(expected);
      }),
    );
  });

  it('does not count to a billion', () => {
    expect(answerResend([[1, 1_000_000_000]], [5], Number.MAX_SAFE_INTEGER).lost).toEqual([
      [1, 4],
      [6, 1_000_000_000],
    ]);
  });
});
