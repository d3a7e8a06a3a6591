import { Tensor } from 'onnxruntime-node';
import type { ModelSpec } from '../model/parameters.js';
import type { DropoutSite } from '../model/training-graph.js';
import { Random } from '../random/random.js';
import type { TrainingExample } from './packed-examples.js';

const DROPOUT = 3;
const WORDS = 4;

/** A batch ready to be fed, and which rows of each table it uses: row i of the feed is row `rows[i]` of the table. */
export interface Batch {
  size: number;
  feeds: Record<string, Tensor>;
  rows: { words: Int32Array; grams: Int32Array };
}

export interface BatchOptions {
  /** Share of activations set to zero at each dropout site. */
  dropout: number;
  /** Share of words whose own embedding is left out, so that the n-grams learn to stand alone. */
  wordDropout: number;
  /** Weights of the heads in the loss. */
  headWeights: { intent: number; slot: number; boundary: number };
  seed: number;
}

/** One of several shards that a batch is dealt into. */
export interface Shard {
  index: number;
  /** Tokens of the whole batch, over which the loss is averaged. */
  tokens: number;
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
  readonly #masks = new Map<string, Float32Array>();
  readonly #words: RowNumbers;
  readonly #grams: RowNumbers;

  constructor(
    readonly spec: ModelSpec,
    readonly sites: readonly DropoutSite[],
    readonly options: BatchOptions,
  ) {
    this.#words = new RowNumbers(spec.tokenizer.wordBuckets);
    this.#grams = new RowNumbers(spec.tokenizer.gramBuckets);
  }

  build(examples: readonly TrainingExample[], step: number, shard: Shard = { index: 0, tokens: tokensOf(examples) }): Batch {
    const shape: [number, number] = [examples.length, Math.max(...examples.map((example) => example.length))];
    // The first shard draws from the streams of an undivided batch.
    const random = (purpose: number) => new Random(this.options.seed, purpose, step, ...(shard.index > 0 ? [shard.index] : []));
    const feeds = {
      ...this.#features(examples, shape, random(WORDS)),
      ...this.#targets(examples, shape, shard.tokens),
      ...this.#dropout(shape, random(DROPOUT)),
    };
    return { size: examples.length, feeds, rows: { words: this.#words.take(), grams: this.#grams.take() } };
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
        if (random.uniform() >= this.options.wordDropout) words.set(at + t, this.#words.number(example.words[t]!));
      example.grams.forEach((gram, i) => grams.set(at * gramsPerToken + i, this.#grams.number(gram)));
    });
    return { words: words.tensor(), grams: grams.tensor(), mask: new Tensor('float32', mask, [size, length]) };
  }

  #targets(examples: readonly TrainingExample[], shape: [number, number], tokens: number): Record<string, Tensor> {
    const [size, length] = shape;
    const intents = new Int64Builder(shape);
    const tags = new Int64Builder(shape);
    const boundaries = new Float32Array(size * length);
    const weights = {
      intent: new Float32Array(size * length),
      slot: new Float32Array(size * length),
      boundary: new Float32Array(size * length),
    };
    examples.forEach((example, b) => {
      for (let t = 0, at = b * length; t < example.length; t++, at++) {
        intents.set(at, example.intents[t]!);
        tags.set(at, example.tags[t]!);
        boundaries[at] = example.boundaries[t]!;
        for (const head of ['intent', 'slot', 'boundary'] as const) weights[head][at] = this.options.headWeights[head] / tokens;
      }
    });
    const floats = (data: Float32Array) => new Tensor('float32', data, shape);
    return {
      intentTargets: intents.tensor(),
      slotTargets: tags.tensor(),
      boundaryTargets: floats(boundaries),
      intentWeights: floats(weights.intent),
      slotWeights: floats(weights.slot),
      boundaryWeights: floats(weights.boundary),
    };
  }

  #dropout([size, length]: [number, number], random: Random): Record<string, Tensor> {
    return Object.fromEntries(
      this.sites.map((site) => {
        const mask = this.#maskFor(site, size * length * site.size);
        fillDropoutMask(mask, this.options.dropout, random);
        return [site.input, new Tensor('float32', mask, [size, length, site.size])];
      }),
    );
  }

  /** Masks are the largest feeds by far: their memory is used again. */
  #maskFor({ input }: DropoutSite, size: number): Float32Array {
    const known = this.#masks.get(input);
    if (known && known.length >= size) return known.subarray(0, size);
    const mask = new Float32Array(size);
    this.#masks.set(input, mask);
    return mask;
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
