import { describe, expect, it } from '@jest/globals';
import { createFormat, pickLanguage, ratePerSecond } from './format.js';

const en = createFormat('en', 'UTC');
const zh = createFormat('zh', 'UTC');

describe('formats', () => {
  it('say nothing rather than zero where a value is missing', () => {
    for (const text of [
      en.number(null),
      en.percent(undefined),
      en.duration(NaN),
      en.bytes(null),
      en.quantity(null),
      en.relative(null, 0),
    ]) {
      expect(text).toBe('–');
    }
    expect(en.number(0)).toBe('0');
  });

  it.each([
    [0.25, '0.3 ms'],
    [12, '12 ms'],
    [1_500, '1.5 s'],
    [90_000, '1.5 min'],
    [5_400_000, '1.5 h'],
  ])('write %d ms as %s', (ms, text) => expect(en.duration(ms)).toBe(text));

  it('write shares, sizes and counts with their units', () => {
    expect(en.percent(0.954, 1)).toBe('95.4%');
    expect(en.percent(0.95, 2)).toBe('95.00%');
    expect(zh.duration(90_000)).toBe('1.5 分钟');
    expect(en.place({ latitude: 31.44, longitude: -0.5 })).toBe('31.4400°, -0.5000°');
    expect(en.place(null)).toBe('–');
    expect(en.bytes(7_340_032)).toBe('7.3 MB');
    expect(en.bytes(999)).toBe('999 B');
    expect(en.compact(9_999)).toBe('9,999');
    expect(en.compact(12_345)).toMatch(/^12\.3k$/i);
    expect(zh.compact(123_456)).toBe('12.3万');
  });

  it('write signals with their VSS unit', () => {
    expect(en.quantity(22.5, 'celsius')).toBe('22.5 °C');
    expect(en.quantity(31.230416, 'degrees')).toBe('31.23 °');
    expect(en.quantity(120_345.6, 'm')).toBe('120,346 m');
    expect(en.quantity('SPORT', null)).toBe('SPORT');
    expect(en.quantity(1, 'furlong')).toBe('1 furlong');
  });

  it('write times relative to now, in both languages', () => {
    const now = Date.UTC(2026, 10, 22, 12);
    expect(en.relative(now - 3_000, now)).toBe('3 sec ago');
    expect(en.relative(now - 7_200_000, now)).toBe('2 hr ago');
    expect(en.relative(now + 60_000, now)).toBe('in 1 min');
    expect(zh.relative(now - 172_800_000, now)).toBe('前天');
    expect(en.absolute(now)).toBe('22 Nov 2026, 12:00:00');
  });
});

describe('the language', () => {
  it.each([
    [['zh-CN', 'en'], 'zh'],
    [['fr', 'EN-us'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('for %j is %s', (preferred, language) => expect(pickLanguage(preferred)).toBe(language));
});

describe('a rate', () => {
  it('is the growth over the time between two readings', () => {
    expect(ratePerSecond({ count: 100, at: 1_000 }, { count: 150, at: 3_000 })).toBe(25);
  });

  it('cannot be said from one reading, from none in time, or over a reset', () => {
    expect(ratePerSecond(undefined, { count: 1, at: 1 })).toBeNull();
    expect(ratePerSecond({ count: 1, at: 5 }, { count: 9, at: 5 })).toBeNull();
    expect(ratePerSecond({ count: 10, at: 1 }, { count: 9, at: 5 })).toBeNull();
  });
});
