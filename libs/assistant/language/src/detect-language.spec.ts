import { describe, expect, it } from '@jest/globals';
import { detectLanguage } from './detect-language.js';

describe('detectLanguage', () => {
  it.each([
    ['打开车窗', 'zh'],
    ['open the window', 'en'],
    ['把 sunroof 打开一半', 'zh'],
    ['open the 天窗 please', 'en'],
    ['空调 23', 'zh'],
    ['AC 二十三度', 'zh'],
    ['', 'en'],
  ])('reads %s as %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});
