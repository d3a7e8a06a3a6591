import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bestKept, keepsRule } from './frame-rules.js';
import { TagLattice } from './tag-path.js';

const TAGS = ['O', 'B-a', 'I-a', 'B-b', 'I-b'];

/** Every sequence of so many of the tags in which each `I-x` follows `B-x` or `I-x`. */
function sequences(length: number): number[][] {
  if (length === 0) return [[]];
  return sequences(length - 1).flatMap((before) =>
    TAGS.map((tag, i) => (tag.startsWith('I-') && ![i - 1, i].includes(before.at(-1) ?? 0) ? undefined : [...before, i])).filter(
      (sequence) => sequence !== undefined,
    ),
  );
}

const rules = fc.record({
  without: fc.subarray(['a', 'b']),
  apart: fc.subarray<[string, string]>([
    ['a', 'a'],
    ['a', 'b'],
    ['b', 'b'],
  ]),
});

describe('bestKept', () => {
  it('finds the likeliest of all paths that keep the rule', () => {
    const lengths = fc.integer({ min: 1, max: 5 });
    const cases = lengths.chain((length) =>
      fc.tuple(
        fc.array(fc.float({ min: -3, max: 3, noNaN: true }), { minLength: length * TAGS.length, maxLength: length * TAGS.length }),
        rules,
      ),
    );
    fc.assert(
      fc.property(cases, ([logits, rule]) => {
        const length = logits.length / TAGS.length;
        const logs = Array.from({ length }, (_, t) => {
          const row = logits.slice(t * TAGS.length, (t + 1) * TAGS.length);
          const sum = row.reduce((total, logit) => total + Math.exp(logit), 0);
          return row.map((logit) => logit - Math.log(sum));
        });
        const kept = sequences(length).filter((path) =>
          keepsRule(
            rule,
            path.map((s) => ({ tag: TAGS[s]!, probability: 1 })),
          ),
        );
        const scores = kept.map((path) => path.reduce((sum, s, t) => sum + logs[t]![s]!, 0));
        const found = bestKept(new TagLattice(Float32Array.from(logits), TAGS), rule);
        expect(keepsRule(rule, found.tags)).toBe(true);
        expect(found.score).toBeCloseTo(Math.max(...scores), 4);
      }),
    );
  });

  it('keeps it where what is left is next to impossible', () => {
    const { tags } = bestKept(new TagLattice(Float32Array.from([-1e6, 1e6, 0, 0, 0]), TAGS), { without: ['a', 'b'], apart: [] });
    expect(tags.map(({ tag }) => tag)).toEqual(['O']);
  });

  it('keeps it on a long text that would break it everywhere', () => {
    const logits = Float32Array.from({ length: 64 * TAGS.length }, (_, i) => [0, 9, 8, 9.5, 8][i % 5]! + (i % 7) / 10);
    const apart: [string, string][] = [
      ['a', 'a'],
      ['b', 'b'],
    ];
    const { tags } = bestKept(new TagLattice(logits, TAGS), { without: [], apart });
    expect(tags).toHaveLength(64);
    for (const tag of ['B-a', 'B-b']) expect(tags.filter((one) => one.tag === tag)).toHaveLength(1);
  });
});
