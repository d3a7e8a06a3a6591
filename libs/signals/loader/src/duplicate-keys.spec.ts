import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findDuplicateKey } from './duplicate-keys.js';

describe('findDuplicateKey', () => {
  it.each([
    ['{"a":1,"b":{"c":1,"c":2}}', 'b.c'],
    ['{"a":1,"a":1}', 'a'],
    ['{"a":{"x":[{"k":1},{"k":1,"k":2}]}}', 'a.x.k'],
    ['{ "\\u0061" : 1 , "a" : 2 }', 'a'],
    ['{"a":"a","b":"a"}', undefined],
    ['{"a":["x","x"],"b":{"a":{"a":1}}}', undefined],
    ['{"a":"\\"b\\":1,\\"b\\":2"}', undefined],
    ['[]', undefined],
  ])('finds in %s: %s', (text, expected) => {
    expect(findDuplicateKey(text)).toBe(expected);
  });

  it('finds none in what JSON.stringify writes', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(findDuplicateKey(JSON.stringify(value))).toBeUndefined()));
  });
});
