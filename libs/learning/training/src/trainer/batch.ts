import { Tensor } from 'onnxruntime-node';
import { SOFT_LABELS, type SoftLabels } from '../dataset/encode.js';
import { memberPrefix, type ModelSpec } from '../model/parameters.js';
import { DROPOUT_INPUT, type DropoutSite } from '../model/training-graph.js';
import { Random } from '../random/random.js';
import type { TrainingExample } from './packed-examples.js';

const DROPOUT = 3;
const WORDS = 4;

/** A batch ready to be fed, and which rows of each table it uses: row i of the feed is row `rows[i]` of the table. */
export interface Batch {
  feeds: Record<string, Tensor>;
  rows: { words: Int32Array; grams: Int32Array };
}

export interface BatchOptions {
  /** Share of activations set to zero at each dropout site. */
  dropout: number;
  /** Share of words whose own embedding is left out, so that the n-grams learn to stand alone. */
  wordDropout: number;
  /**
   * Further share of a word that occurs `n` times: a / (a + n) for this a (Kiperwasser & Goldberg 2016). A word that comes once is mostly read
   * by its n-grams, as one that never came must be, and a frequent one is nearly always there, so that only open classes learn to do without.
   */
  rareWordDropout: number;
  /** Weights of the heads in the loss. */
  headWeights: { intent: number; slot: number; boundary: number };
  seed: number;
}

/** One of several shards that a batch is dealt into. */
export interface Shard {
  index: number;
  /** Tokens of the whole batch of each member, over which the loss is averaged. */
  tokens: readonly number[];
}

/** Numbers the distinct rows of a table in order of first use, from 1; 0 stays padding. */
class RowNumbers {
  readonly #local: Int32Array;
  #rows: number[] = [];

  constructor(buckets: number) {
    this.#local = new Int32Array(buckets);
  }

  number(row: number): number {
    if (row === 0) return 0;
    const known = this.#local[row]!;
    if (known !== 0) return known;
    this.#rows.push(row);
    return (this.#local[row] = this.#rows.length);
  }

  take(): Int32Array {
    const rows = Int32Array.from(this.#rows);
    for (const row of rows) this.#local[row] = 0;
    this.#rows = [];
    return rows;
  }
}

/** An int64 tensor under construction; its values are small, so only the low words are written (little-endian). */
class Int64Builder {
  readonly data: BigInt64Array;
  readonly #low: Int32Array;

  constructor(readonly shape: readonly number[]) {
    this.data = new BigInt64Array(shape.reduce((a, b) => a * b, 1));
    this.#low = new Int32Array(this.data.buffer);
  }

  set(index: number, value: number): void {
    this.#low[2 * index] = value;
  }

  tensor(): Tensor {
    return new Tensor('int64', this.data, this.shape);
  }
}

export const tokensOf = (examples: readonly TrainingExample[]): number => examples.reduce((sum, { length }) => sum + length, 0);

/** Makes the feeds of batches, which hold until the next one is made. The same seed, step and shard give the same batch. */
export class BatchBuilder {
  readonly #memory = new Map<string, Float32Array>();
  readonly #words: RowNumbers;
  readonly #grams: RowNumbers;

  constructor(
    readonly spec: ModelSpec,
    readonly sites: readonly DropoutSite[],
    readonly options: BatchOptions,
    /** How often each word occurs, by its row; asked for rare words only. */
    readonly wordCounts: Int32Array = new Int32Array(spec.tokenizer.wordBuckets),
  ) {
    this.#words = new RowNumbers(spec.tokenizer.wordBuckets);
    this.#grams = new RowNumbers(spec.tokenizer.gramBuckets);
  }

  /** @param batches what each member reads; none is empty */
  build(batches: readonly (readonly TrainingExample[])[], step: number, shard: Shard = { index: 0, tokens: batches.map(tokensOf) }): Batch {
    const feeds: Record<string, Tensor> = {};
    batches.forEach((examples, member) => {
      for (const [name, tensor] of Object.entries(this.#feeds(examples, member, step, shard)))
        feeds[name.startsWith(DROPOUT_INPUT) ? name : `${memberPrefix(member)}${name}`] = tensor;
    });
    return { feeds, rows: { words: this.#words.take(), grams: this.#grams.take() } };
  }

  #feeds(examples: readonly TrainingExample[], member: number, step: number, { index, tokens }: Shard): Record<string, Tensor> {
    const shape: [number, number] = [examples.length, Math.max(...examples.map((example) => example.length))];
    // The first member's first shard draws from the streams of an undivided batch.
    const path = member > 0 ? [index, member] : index > 0 ? [index] : [];
    const random = (purpose: number) => new Random(this.options.seed, purpose, step, ...path);
    return {
      ...this.#features(examples, shape, random(WORDS)),
      ...this.#targets(examples, shape, { tokens: tokens[member]!, member }),
      ...this.#dropout(shape, { random: random(DROPOUT), member }),
    };
  }

  #features(examples: readonly TrainingExample[], [size, length]: [number, number], random: Random): Record<string, Tensor> {
    const { gramsPerToken } = this.spec.tokenizer;
    const words = new Int64Builder([size, length]);
    const grams = new Int64Builder([size, length, gramsPerToken]);
    const mask = new Float32Array(size * length);
    examples.forEach((example, b) => {
      const at = b * length;
      mask.fill(1, at, at + example.length);
      for (let t = 0; t < example.length; t++)
        if (random.uniform() >= this.#dropped(example.words[t]!)) words.set(at + t, this.#words.number(example.words[t]!));
      example.grams.forEach((gram, i) => grams.set(at * gramsPerToken + i, this.#grams.number(gram)));
    });
    return { words: words.tensor(), grams: grams.tensor(), mask: new Tensor('float32', mask, [size, length]) };
  }

  /** Probability that a word is left out. */
  #dropped(word: number): number {
    const { wordDropout, rareWordDropout } = this.options;
    if (rareWordDropout === 0) return wordDropout;
    return 1 - (1 - wordDropout) * (1 - rareWordDropout / (rareWordDropout + this.wordCounts[word]!));
  }

  #targets(
    examples: readonly TrainingExample[],
    shape: [number, number],
    { tokens, member }: { tokens: number; member: number },
  ): Record<string, Tensor> {
    const [size, length] = shape;
    const { intents: allIntents, tags: allTags } = this.spec;
    const intents = this.#reused(`${member} intentTargets`, size * length * allIntents.length).fill(0);
    const tags = this.#reused(`${member} slotTargets`, size * length * allTags.length).fill(0);
    const boundaries = new Float32Array(size * length);
    const weights = {
      intent: new Float32Array(size * length),
      slot: new Float32Array(size * length),
      boundary: new Float32Array(size * length),
    };
    examples.forEach((example, b) => {
      for (let t = 0, at = b * length; t < example.length; t++, at++) {
        teach(intents, at * allIntents.length, { label: example.intents[t]!, soft: example.answers?.intents, token: t });
        teach(tags, at * allTags.length, { label: example.tags[t]!, soft: example.answers?.tags, token: t });
        boundaries[at] = example.boundaries[t]! + (example.answers?.boundaries[t] ?? 0);
        for (const head of ['intent', 'slot', 'boundary'] as const) weights[head][at] = this.options.headWeights[head] / tokens;
      }
    });
    const floats = (data: Float32Array) => new Tensor('float32', data, shape);
    return {
      intentTargets: new Tensor('float32', intents, [...shape, allIntents.length]),
      slotTargets: new Tensor('float32', tags, [...shape, allTags.length]),
      boundaryTargets: floats(boundaries),
      intentWeights: floats(weights.intent),
      slotWeights: floats(weights.slot),
      boundaryWeights: floats(weights.boundary),
    };
  }

  #dropout([size, length]: [number, number], { random, member }: { random: Random; member: number }): Record<string, Tensor> {
    const own = this.sites.filter((site) => site.member === member);
    return Object.fromEntries(
      own.map((site) => {
        const mask = this.#reused(site.input, size * length * site.size);
        fillDropoutMask(mask, this.options.dropout, random);
        return [site.input, new Tensor('float32', mask, [size, length, site.size])];
      }),
    );
  }

  /** Masks and targets are the largest feeds by far: their memory is used again. */
  #reused(input: string, size: number): Float32Array {
    const known = this.#memory.get(input);
    if (known && known.length >= size) return known.subarray(0, size);
    const memory = new Float32Array(size);
    this.#memory.set(input, memory);
    return memory;
  }
}

/** Writes the distribution that a token is taught, from `at` on. */
function teach(
  targets: Float32Array,
  at: number,
  { label, soft, token }: { label: number; soft: SoftLabels | undefined; token: number },
): void {
  targets[at + label] = 1;
  if (!soft) return;
  for (let i = token * SOFT_LABELS; i < (token + 1) * SOFT_LABELS; i++) {
    const share = soft.shares[i]!;
    targets[at + label]! -= share;
    targets[at + soft.labels[i]!]! += share;
  }
}

/** Zeros with probability `rate` (in steps of 1/256: four decisions a random number), otherwise the inverse of the rate kept. */
export function fillDropoutMask(mask: Float32Array, rate: number, random: Random): void {
  const threshold = Math.round(rate * 256);
  mask.fill(256 / (256 - threshold));
  if (threshold === 0) return;
  for (let i = 0; i < mask.length; i += 4) {
    const bits = random.bits();
    if ((bits & 255) < threshold) mask[i] = 0;
    if (((bits >>> 8) & 255) < threshold) mask[i + 1] = 0;
    if (((bits >>> 16) & 255) < threshold) mask[i + 2] = 0;
    if (bits >>> 24 < threshold) mask[i + 3] = 0;
  }
}
