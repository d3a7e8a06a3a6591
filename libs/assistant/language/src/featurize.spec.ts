import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { featurize, hash32 } from './featurize.js';
import { tokenize } from './tokenize.js';

const spec = { version: 1, wordBuckets: 4096, gramBuckets: 8192, gramsPerToken: 8, maxTokens: 24 } as const;

describe('featurize', () => {
  it('never changes its hash, since every trained model depends on it', () => {
    expect([hash32(''), hash32('w打'), hash32('wopen')]).toEqual([2872998923, 1856056267, 1613707223]);
  });

  it('gives numbers of one shape the same word and different grams', () => {
    const [a, b] = ['23', '26'].map((text) => featurize(tokenize(text), spec));
    expect(a?.words).toEqual(b?.words);
    expect(a?.grams).not.toEqual(b?.grams);
  });

  it('tells a character from its neighbours', () => {
    const first = featurize(tokenize('车窗'), spec).grams.subarray(0, 8);
    const second = featurize(tokenize('车门'), spec).grams.subarray(0, 8);
    expect(first).not.toEqual(second);
  });

  it('stays within its buckets and its shapes for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const tokens = tokenize(text);
        const { length, words, grams } = featurize(tokens, spec);
        expect(length).toBe(Math.min(tokens.length, spec.maxTokens));
        expect(words).toHaveLength(length);
        expect(grams).toHaveLength(length * spec.gramsPerToken);
        expect(words.every((id) => id > 0 && id < spec.wordBuckets)).toBe(true);
        expect(grams.every((id) => id >= 0 && id < spec.gramBuckets)).toBe(true);
      }),
    );
  });
});
