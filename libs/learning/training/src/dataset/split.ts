import type { Example } from '@headway/contracts';
import { Random } from '../random/random.js';

const SPLIT = 6;

/** Splits examples at random into two parts; `held` has at least one example when there are two. The order within the parts is kept. */
export function holdOut(
  examples: readonly Example[],
  share: number,
  { seed, atMost = Infinity }: { seed: number; atMost?: number },
): { kept: Example[]; held: Example[] } {
  const order = new Random(seed, SPLIT).shuffle(Array.from(examples.keys()));
  const size = Math.min(atMost, examples.length - 1, Math.max(1, Math.round(share * examples.length)));
  const held = new Set(order.slice(0, Math.max(0, size)));
  return { kept: examples.filter((_, i) => !held.has(i)), held: examples.filter((_, i) => held.has(i)) };
}

/** `count` examples at random, without repetition; all of them if there are fewer. */
export function sample(examples: readonly Example[], count: number, seed: number): Example[] {
  const order = new Random(seed, SPLIT + 1).shuffle(Array.from(examples.keys())).slice(0, count);
  return order.map((i) => examples[i]!);
}
