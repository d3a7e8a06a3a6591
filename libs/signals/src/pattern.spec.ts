import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compilePattern, LONGEST_PATTERN_TEXT } from './pattern.js';
import { PatternError } from './pattern-syntax.js';

const whole = (source: string) => new RegExp(`^(?:${source})$`, 'u');

describe('patterns of a catalogue', () => {
  it.each([
    '^([0-9A-HJ-NPR-Z]{3})([0-9A-HJ-NPR-Z]{6})([0-9A-HJ-NPR-Z]{4}[0-9]{4})$',
    '#[0-9A-F]{6}',
    '\\d{4}-\\d{2}-\\d{2}',
    '[^a-c]+|x(y|z)?',
    'a.c',
    '(ab){2,3}',
    'a*b+?c{0,2}',
    '[\\w-]+',
    '',
  ])('judge as ECMAScript does: %s', (source) => {
    const pattern = compilePattern(source);
    const reference = whole(source);
    const samples = [
      '',
      'abc',
      'a\nc',
      'abab',
      'ababab',
      'x',
      'xy',
      'xz',
      'xyz',
      '#12AB34',
      '2026-11-22',
      'WVWZZZ1JZXW000001',
      'aab',
      'bbc',
      'a-b_c',
      '车',
    ];
    for (const text of samples) expect([text, pattern.test(text)]).toEqual([text, reference.test(text)]);
  });

  it('judge as ECMAScript does for any composition', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '(a|b)', '((?:ab)?)');
    const term = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}')).map((parts) => parts.join(''));
    const source = fc
      .array(
        fc.array(term, { maxLength: 4 }).map((terms) => terms.join('')),
        { minLength: 1, maxLength: 3 },
      )
      .map((all) => all.join('|'));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '车'), maxLength: 8 });
    fc.assert(
      fc.property(source, text, (given, sample) => {
        expect(compilePattern(given).test(sample)).toBe(whole(given).test(sample));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['(', ')', '[a', 'a**', '*', '\\1', '(?=a)b', '(?<n>a)', '\\bword', 'a{3,2}', '\\p{L}', '(a{1000}){1000}', 'x'.repeat(1001)])(
    'refuse %.20s',
    (source) => {
      expect(() => compilePattern(source)).toThrow(PatternError);
    },
  );

  it('take linear time where backtracking would take for ever', () => {
    const text = 'a'.repeat(LONGEST_PATTERN_TEXT - 1) + 'b';
    for (const source of ['(a+)+', '(a|a)*', '(a*)*', '(.*a){12}']) expect(compilePattern(source).test(text)).toBe(false);
    expect(compilePattern('a*').test('a'.repeat(LONGEST_PATTERN_TEXT + 1))).toBe(false);
  });
});
