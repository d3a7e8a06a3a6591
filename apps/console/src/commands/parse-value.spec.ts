import { describe, expect, it } from '@jest/globals';
import { parseValue } from './parse-value.js';

describe('a typed value', () => {
  it.each([
    ['true', true],
    [' FALSE ', false],
    ['22.5', 22.5],
    ['-3', -3],
    ['+1e2', 100],
    ['.5', 0.5],
    ['AUTO', 'AUTO'],
    ['0x10', '0x10'],
    ['', ''],
  ])('%j is %j', (text, value) => expect(parseValue(text)).toBe(value));
});
