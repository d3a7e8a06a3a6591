import { Tensor } from 'onnxruntime-node';
import type { EncodedExample } from '../dataset/encode.js';
import type { ModelSpec } from '../model/parameters.js';
import type { DropoutSite } from '../model/training-graph.js';
import { Random } from '../random/random.js';

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

/** Makes the feeds of batches. The same seed and step give the same batch. */
export class BatchBuilder {
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

  build(examples: readonly EncodedExample[], step: number): Batch {
    const shape: [number, number] = [examples.length, Math.max(...examples.map((example) => example.length))];
    const feeds = { ...this.#features(examples, shape, step), ...this.#targets(examples, shape), ...this.#dropout(shape, step) };
    return { size: examples.length, feeds, rows: { words: this.#words.take(), grams: this.#grams.take() } };
  }

  #features(examples: readonly EncodedExample[], [size, length]: [number, number], step: number): Record<string, Tensor> {
    const { gramsPerToken } = this.spec.tokenizer;
    const random = new Random(this.options.seed, WORDS, step);
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

  #targets(examples: readonly EncodedExample[], shape: [number, number]): Record<string, Tensor> {
    const [size, length] = shape;
    const intents = new Int64Builder(shape);
    const tags = new Int64Builder(shape);
    const boundaries = new Float32Array(size * length);
    const tokens = examples.reduce((sum, example) => sum + example.length, 0);
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

  #dropout([size, length]: [number, number], step: number): Record<string, Tensor> {
    const random = new Random(this.options.seed, DROPOUT, step);
    return Object.fromEntries(
      this.sites.map((site) => [
        site.input,
        new Tensor('float32', dropoutMask(size * length * site.size, this.options.dropout, random), [size, length, site.size]),
      ]),
    );
  }
}

/** Zeros with probability `rate` (in steps of 1/256: four decisions a random number), otherwise the inverse of the rate kept. */
export function dropoutMask(size: number, rate: number, random: Random): Float32Array {
  const threshold = Math.round(rate * 256);
  const mask = new Float32Array(size).fill(256 / (256 - threshold));
  if (threshold === 0) return mask;
  for (let i = 0; i < size; i += 4) {
    const bits = random.bits();
    if ((bits & 255) < threshold) mask[i] = 0;
    if (((bits >>> 8) & 255) < threshold) mask[i + 1] = 0;
    if (((bits >>> 16) & 255) < threshold) mask[i + 2] = 0;
    if (bits >>> 24 < threshold) mask[i + 3] = 0;
  }
  return mask;
}
