import { readFileSync } from 'node:fs';
import type { Example } from '@headway/contracts';
import { assetPath } from '@headway/platform/assets';
import { parseLines } from './notation.js';
import { seeded } from './random.js';

/** What simulated drivers ordinarily say, with the frames they mean; written by hand, in a seeded order. */
export function driverUtterances(seed: number): Example[] {
  const random = seeded(seed);
  const examples = parseLines(readFileSync(assetPath('libs/learning/corpus/assets/notation/drivers.txt'), 'utf8'), 'driver', 'corpus');
  for (let i = examples.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [examples[i], examples[j]] = [examples[j] as Example, examples[i] as Example];
  }
  return examples;
}
