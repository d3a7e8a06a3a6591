import type { EncodedExample } from '../dataset/encode.js';

/** What a step needs of an example. */
export type TrainingExample = Omit<EncodedExample, 'language'>;

/** Examples laid end to end in memory that threads share, so that each may read any of them. Plain data. */
export interface PackedExamples {
  gramsPerToken: number;
  /** [examples + 1]: where the tokens of each example begin. */
  begin: Int32Array;
  words: Int32Array;
  grams: Int32Array;
  intents: Int32Array;
  tags: Int32Array;
  boundaries: Uint8Array;
}

export const sharedInts = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * length));
export const sharedFloats = (length: number): Float32Array => new Float32Array(new SharedArrayBuffer(4 * length));

export function packExamples(examples: readonly TrainingExample[], gramsPerToken: number): PackedExamples {
  const begin = sharedInts(examples.length + 1);
  examples.forEach(({ length }, i) => (begin[i + 1] = begin[i]! + length));
  const tokens = begin[examples.length]!;
  const packed: PackedExamples = {
    gramsPerToken,
    begin,
    words: sharedInts(tokens),
    grams: sharedInts(tokens * gramsPerToken),
    intents: sharedInts(tokens),
    tags: sharedInts(tokens),
    boundaries: new Uint8Array(new SharedArrayBuffer(tokens)),
  };
  examples.forEach((example, i) => {
    for (const part of ['words', 'intents', 'tags', 'boundaries'] as const) packed[part].set(example[part], begin[i]);
    packed.grams.set(example.grams, begin[i]! * gramsPerToken);
  });
  return packed;
}

/** The example at `i`, as views of the shared memory. */
export function exampleAt({ gramsPerToken, begin, ...packed }: PackedExamples, i: number): TrainingExample {
  const [from, to] = [begin[i]!, begin[i + 1]!];
  return {
    length: to - from,
    words: packed.words.subarray(from, to),
    grams: packed.grams.subarray(from * gramsPerToken, to * gramsPerToken),
    intents: packed.intents.subarray(from, to),
    tags: packed.tags.subarray(from, to),
    boundaries: packed.boundaries.subarray(from, to),
  };
}
