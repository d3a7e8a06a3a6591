import { describe, expect, it } from '@jest/globals';
import { TINY_EXAMPLES } from '../testing/tiny-task.js';
import { DEFAULT_OPTIONS } from '../trainer/trainer.js';
import { withSubstitutions } from './substitutions.js';

const examples = [...TINY_EXAMPLES];
const options = { ...DEFAULT_OPTIONS, epochs: 4 };

/** How often each of some numbers occurs. */
function counts(numbers: Int32Array): Map<number, number> {
  const found = new Map<number, number>();
  for (const i of numbers) found.set(i, (found.get(i) ?? 0) + 1);
  return found;
}

describe('examples with other values in their slots', () => {
  it.each([1, 3])('are others for each of %d members, beside the same originals', (members) => {
    const { train, portions = [], options: laid } = withSubstitutions(examples, 3, { options, members });
    expect(laid.epochs).toBe(1);
    expect(train.slice(0, examples.length)).toEqual(examples);
    expect(portions).toHaveLength(members);
    const copies = portions.map((portion) => {
      const read = counts(portion);
      for (const i of examples.keys()) expect(read.get(i)).toBe(options.epochs);
      return [...read.keys()].filter((i) => i >= examples.length);
    });
    expect(copies[0]!.length).toBeGreaterThan(examples.length);
    // Each copy is one member's, and all are somebody's.
    const all = copies.flat();
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(train.length - examples.length);
  });

  it('are the same for the same seed, others for another, and none when none are asked for', () => {
    const textsOf = (seed: number) =>
      withSubstitutions(examples, 2, { options: { ...options, seed }, members: 2 }).train.map(({ text }) => text);
    expect(textsOf(1)).toEqual(textsOf(1));
    expect(textsOf(1)).not.toEqual(textsOf(2));
    expect(withSubstitutions(examples, 0, { options, members: 2 })).toEqual({ train: examples, options });
  });
});
