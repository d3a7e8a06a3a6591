import type { TokenizerSpec } from '@headway/contracts';
import { SOFT_LABELS, type EncodedExample, type SoftAnswers, type SoftLabels } from '../dataset/encode.js';

/** What a step needs of an example. */
export type TrainingExample = Omit<EncodedExample, 'language'>;

/** Examples laid end to end in memory that threads share, so that each may read any of them. Plain data. */
export interface PackedExamples {
  gramsPerToken: number;
  /** [examples + 1]: where the tokens of each example begin. */
  begin: Int32Array;
  words: Int32Array;
  /** [word buckets]: how often each word is read in an epoch. */
  wordCounts: Int32Array;
  grams: Int32Array;
  intents: Int32Array;
  tags: Int32Array;
  boundaries: Uint8Array;
  /** Zero where an example has none; undefined when none has. */
  answers: SoftAnswers | undefined;
}

export const sharedInts = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * length));
export const sharedFloats = (length: number): Float32Array => new Float32Array(new SharedArrayBuffer(4 * length));

/** @param read which examples an epoch reads, some several times; each once if left out */
export function packExamples(
  examples: readonly TrainingExample[],
  { gramsPerToken, wordBuckets }: Pick<TokenizerSpec, 'gramsPerToken' | 'wordBuckets'>,
  read: Iterable<number> = examples.keys(),
): PackedExamples {
  const begin = sharedInts(examples.length + 1);
  examples.forEach(({ length }, i) => (begin[i + 1] = begin[i]! + length));
  const tokens = begin[examples.length]!;
  const packed: PackedExamples = {
    gramsPerToken,
    begin,
    words: sharedInts(tokens),
    wordCounts: sharedInts(wordBuckets),
    grams: sharedInts(tokens * gramsPerToken),
    intents: sharedInts(tokens),
    tags: sharedInts(tokens),
    boundaries: new Uint8Array(new SharedArrayBuffer(tokens)),
    answers: examples.some(({ answers }) => answers) ? sharedAnswers(tokens) : undefined,
  };
  examples.forEach((example, i) => {
    for (const part of ['words', 'intents', 'tags', 'boundaries'] as const) packed[part].set(example[part], begin[i]);
    packed.grams.set(example.grams, begin[i]! * gramsPerToken);
    if (packed.answers && example.answers) packAnswers(packed.answers, example.answers, begin[i]!);
  });
  for (const i of read) for (const word of examples[i]!.words) packed.wordCounts[word]! += 1;
  return packed;
}

function sharedAnswers(tokens: number): SoftAnswers {
  const labels = (): SoftLabels => ({ labels: sharedInts(tokens * SOFT_LABELS), shares: sharedFloats(tokens * SOFT_LABELS) });
  return { intents: labels(), tags: labels(), boundaries: sharedFloats(tokens) };
}

function packAnswers(packed: SoftAnswers, { intents, tags, boundaries }: SoftAnswers, begin: number): void {
  packed.boundaries.set(boundaries, begin);
  for (const [to, from] of [[packed.intents, intents] as const, [packed.tags, tags] as const]) {
    to.labels.set(from.labels, begin * SOFT_LABELS);
    to.shares.set(from.shares, begin * SOFT_LABELS);
  }
}

function answersAt({ intents, tags, boundaries }: SoftAnswers, from: number, to: number): SoftAnswers {
  const labels = (all: SoftLabels): SoftLabels => ({
    labels: all.labels.subarray(from * SOFT_LABELS, to * SOFT_LABELS),
    shares: all.shares.subarray(from * SOFT_LABELS, to * SOFT_LABELS),
  });
  return { intents: labels(intents), tags: labels(tags), boundaries: boundaries.subarray(from, to) };
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
    ...(packed.answers && { answers: answersAt(packed.answers, from, to) }),
  };
}
