/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { describe, expect, it } from '@jest/globals';
import { labelsOf } from '@headway/assistant/language';
import { encodeExamples } from '../dataset/encode.js';
import type { ModelSpec } from '../model/parameters.js';
import { TINY_ARCHITECTURE, TINY_EXAMPLES, TINY_TOKENIZER } from '../testing/tiny-task.js';
import { BatchBuilder } from './batch.js';

const spec: ModelSpec = { architecture: TINY_ARCHITECTURE, tokenizer: TINY_TOKENIZER, ...labelsOf(TINY_EXAMPLES) };
const [example] = encodeExamples([TINY_EXAMPLES[0]!], spec);
const OPTIONS = { dropout: 0, headWeights: { intent: 1, slot: 1, boundary: 1 }, seed: 1 };

/** Share of 2,000 batches in which each word of the example is left out. */
function leftOut(options: { wordDropout: number; rareWordDropout: number }, occurrences: (token: number) => number): number[] {
  const counts = new Int32Array(spec.tokenizer.wordBuckets);
  example!.words.forEach((word, token) => (counts[word] = occurrences(token)));
  const builder = new BatchBuilder(spec, [], { ...OPTIONS, ...options }, counts);
  const missing = Array.from(example!.words, () => 0);
  for (let step = 1; step <= 2000; step++) {
    const words = builder.build([[example!]], step).feeds['words']!.data as BigInt64Array;
    missing.forEach((_, token) => (missing[token]! += Number(words[token] === 0n)));
  }
  return missing.map((count) => count / 2000);
}

describe('word dropout', () => {
  it('leaves out every word alike', () => {
    for (const share of leftOut({ wordDropout: 0.3, rareWordDropout: 0 }, () => 1)) expect(share).toBeCloseTo(0.3, 1);
    expect(leftOut({ wordDropout: 0, rareWordDropout: 0 }, () => 1).every((share) => share === 0)).toBe(true);
  });

  it('leaves out rare words more often than frequent ones', () => {
    const [first, second, ...others] = leftOut({ wordDropout: 0, rareWordDropout: 2 }, (token) => [2, 18][token] ?? 1_000_000);
    expect(first).toBeCloseTo(0.5, 1);
    expect(second).toBeCloseTo(0.1, 1);
    expect(others.every((share) => share < 0.01)).toBe(true);
  });
});
