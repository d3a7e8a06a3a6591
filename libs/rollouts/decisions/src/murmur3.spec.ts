import { describe, expect, it } from '@jest/globals';
import { murmur3 } from './murmur3.js';

/** Unleash's normalisation: `murmur3(group:id) mod 100 + 1`. */
const unleash = (id: string, group: string, seed = 0) => (murmur3(`${group}:${id}`, seed) % 100) + 1;

describe('murmur3', () => {
  // Published with Unleash's clients: the same in their Node, Java and Go implementations.
  it('gives the vectors of the Unleash client specification', () => {
    expect(unleash('123', 'gr1')).toBe(73);
    expect(unleash('999', 'groupX')).toBe(25);
    expect(unleash('123', 'gr1', 86028157)).toBe(96);
    expect(unleash('999', 'groupX', 86028157)).toBe(60);
  });

  it.each([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['a', 0x9747b28c, 0x7fa09ea6],
    ['abc', 0, 0xb3dd93fa],
    ['Hello, world!', 0x9747b28c, 0x24884cba],
  ])('hashes %p with seed %p as the reference implementation', (text, seed, expected) => {
    expect(murmur3(text, seed)).toBe(expected);
  });
});
