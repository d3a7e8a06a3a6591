import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalise, tokenize } from './tokenize.js';

const texts = (text: string) => tokenize(text).map((token) => token.text);

describe('tokenize', () => {
  it('makes one token of each Chinese character and of each English word', () => {
    expect(texts('把 Sunroof 打开')).toEqual(['把', 'sunroof', '打', '开']);
  });

  it('keeps decimals, apostrophes and combining marks inside their token', () => {
    expect(texts("Don’t set it to 23.5°C, café's fine.")).toEqual([
      "don't",
      'set',
      'it',
      'to',
      '23.5',
      '°',
      'c',
      ',',
      "café's",
      'fine',
      '.',
    ]);
    expect(texts('cafe\u0301')).toEqual(['café']);
  });

  it('reads full-width and compatibility forms like plain ones', () => {
    expect(texts('空调２３．５℃。')).toEqual(['空', '调', '23.5', '°c', '.']);
  });

  it('gives offsets into the original string beyond the basic plane', () => {
    expect(tokenize('𠮷a')).toEqual([
      { text: '𠮷', kind: 'character', start: 0, end: 2 },
      { text: 'a', kind: 'word', start: 2, end: 3 },
    ]);
  });

  it('leaves nothing but separators between tokens, in order, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(text.slice(end, token.start)).toMatch(/^[\p{Z}\p{C}\s]*$/u);
          expect(token.text).toBe(normalise(text.slice(token.start, token.end)));
          end = token.end;
        }
      }),
    );
  });
});
