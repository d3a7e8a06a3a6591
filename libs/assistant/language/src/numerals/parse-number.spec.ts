import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseNumber } from './parse-number.js';

const DIGITS = '零一二三四五六七八九';

/** Writes 0…9999 the way it is read aloud. */
function spokenChinese(value: number): string {
  if (value === 0) return '零';
  let text = '';
  [1000, 100, 10, 1].forEach((unit, i) => {
    const digit = Math.floor(value / unit) % 10;
    if (digit > 0) text += `${DIGITS[digit]}${['千', '百', '十', ''][i]}`;
    else if (text !== '' && !text.endsWith('零') && value % unit > 0) text += '零';
  });
  return text.replace(/^一十/, '十');
}

describe('parseNumber', () => {
  it.each([
    ['二十三', 23],
    ['二十三度半', 23.5],
    ['23度半', 23.5],
    ['二十三点五度', 23.5],
    ['十八', 18],
    ['两百五', 250],
    ['一百零五', 105],
    ['一万二', 12_000],
    ['一零三点九', 103.9],
    ['零下五度', -5],
    ['第三档', 3],
    ['twenty three', 23],
    ['twenty-three and a half degrees', 23.5],
    ['twenty one point five degrees celsius', 21.5],
    ['a hundred and five', 105],
    ['one oh three point nine', 103.9],
    ['minus five', -5],
    ['23.5', 23.5],
    ['２３℃', 23],
    ['level 3', 3],
  ])('reads %s as the number %d', (text, value) => {
    expect(parseNumber(text)).toEqual({ kind: 'number', value });
  });

  it.each([
    ['一半', 0.5],
    ['百分之五十', 0.5],
    ['百分百', 1],
    ['50%', 0.5],
    ['三分之一', 1 / 3],
    ['七成', 0.7],
    ['七成半', 0.75],
    ['½', 0.5],
    ['half', 0.5],
    ['a quarter', 0.25],
    ['two thirds', 2 / 3],
    ['fifty percent', 0.5],
    ['fifty five per cent', 0.55],
  ])('reads %s as the fraction %d', (text, value) => {
    const parsed = parseNumber(text);
    expect(parsed?.kind).toBe('fraction');
    expect(parsed?.value).toBeCloseTo(value, 12);
  });

  it.each(['', '最大', '车窗', 'warm', 'point', 'and five', '两点半', '十百'])('does not read %s', (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });

  it('reads every whole number below ten thousand as it is spoken', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), (value) => {
        expect(parseNumber(spokenChinese(value))).toEqual({ kind: 'number', value });
      }),
      { numRuns: 500 },
    );
  });

  it('never throws and never gives a value that is not finite', () => {
    const unit = fc.constantFrom(...'零一二两三十百千万亿点分之成半度负百%23./ -', 'half', ' and ', 'twenty', ' ', 'point');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        const parsed = parseNumber(text);
        if (parsed) expect(Number.isFinite(parsed.value)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
