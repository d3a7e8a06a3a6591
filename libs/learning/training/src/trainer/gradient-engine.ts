import { InferenceSession, Tensor } from 'onnxruntime-node';
import { tableWidth } from '../model/architecture.js';
import { tableName, TABLES, type ModelSpec, type Table } from '../model/parameters.js';
import { gradientGraph, gradientOf, type DropoutSite, type GradientGraphOptions } from '../model/training-graph.js';
import type { Batch } from './batch.js';
import { denseLayout, type ModelVector } from './shared-memory.js';

/** Engine settings of a training session. */
export const sessionOptions = (intraOpNumThreads: number): InferenceSession.SessionOptions => ({
  intraOpNumThreads,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  enableMemPattern: false, // batches differ in shape, and a pattern a shape would be kept for each
});

export const scalar = (value: number): Tensor => new Tensor('float32', Float32Array.of(value), []);

/** Memory for rows of a table that grows with the largest batch. */
export class RowMemory {
  #data = new Float32Array();

  constructor(readonly width: number) {}

  take(rows: number): Float32Array {
    if (this.#data.length < rows * this.width) this.#data = new Float32Array(Math.ceil(1.25 * rows) * this.width);
    return this.#data.subarray(0, rows * this.width);
  }
}

/** Gradients of a batch, valid until the next one; those of a table are of the batch's rows. */
export interface Gradients {
  loss: number;
  /** Of all of them; NaN where the graph has no such output. */
  norm: number;
  /** Of the dense weights that are trained. */
  dense: Float32Array;
  rows: Record<Table, Float32Array>;
}

/**
 * Runs forward and backward passes on weights in shared memory. The engine takes no shared memory, so dense weights are copied to memory
 * it is fed from, and of the lookup tables the rows of the batch; both are used again from step to step.
 */
export class GradientEngine {
  readonly #weights: Float32Array;
  readonly #gradients: Float32Array;
  readonly #feeds: Record<string, Tensor> = {};
  readonly #fetches: Record<string, Tensor> = {};
  readonly #scalars = { loss: scalar(0), gradientNorm: scalar(Number.NaN) };
  readonly #rows: Record<Table, { weights: RowMemory; gradients: RowMemory }>;

  private constructor(
    readonly spec: ModelSpec,
    readonly sites: readonly DropoutSite[],
    private readonly session: InferenceSession,
    { withNorm = true, freezeEncoder = false }: GradientGraphOptions,
  ) {
    const { size, trained, places } = denseLayout(spec, { freezeEncoder });
    this.#weights = new Float32Array(size);
    this.#gradients = new Float32Array(trained);
    for (const { name, shape, from, to } of places) {
      this.#feeds[name] = new Tensor('float32', this.#weights.subarray(from, to), shape);
      if (to <= trained) this.#fetches[gradientOf(name)] = new Tensor('float32', this.#gradients.subarray(from, to), shape);
    }
    this.#fetches['loss'] = this.#scalars.loss;
    if (withNorm) this.#fetches['gradientNorm'] = this.#scalars.gradientNorm;
    const memory = () => ({
      weights: new RowMemory(tableWidth(spec.architecture)),
      gradients: new RowMemory(tableWidth(spec.architecture)),
    });
    this.#rows = { words: memory(), grams: memory() };
  }

  static async create(spec: ModelSpec, options: GradientGraphOptions & { intraOpNumThreads: number }): Promise<GradientEngine> {
    const { bytes, dropout } = gradientGraph(spec, options);
    const session = await InferenceSession.create(bytes, sessionOptions(options.intraOpNumThreads));
    return new GradientEngine(spec, dropout, session, options);
  }

  async run(batch: Batch, weights: ModelVector): Promise<Gradients> {
    this.#weights.set(weights.dense);
    const feeds: Record<string, Tensor> = { ...batch.feeds, ...this.#feeds };
    const fetches: Record<string, Tensor> = { ...this.#fetches };
    const rows = {} as Record<Table, Float32Array>;
    for (const table of TABLES) {
      const used = batch.rows[table];
      const shape = [used.length, tableWidth(this.spec.architecture)];
      const data = this.#rows[table].weights.take(used.length);
      gatherRows(weights[table], used, shape[1]!, data);
      rows[table] = this.#rows[table].gradients.take(used.length);
      feeds[tableName(table)] = new Tensor('float32', data, shape);
      fetches[gradientOf(tableName(table))] = new Tensor('float32', rows[table], shape);
    }
    await this.session.run(feeds, fetches);
    const { loss, gradientNorm } = this.#scalars;
    return { loss: loss.data[0] as number, norm: gradientNorm.data[0] as number, dense: this.#gradients, rows };
  }

  async release(): Promise<void> {
    await this.session.release();
  }
}

/** Copies rows of a table to `out`, one after another. Rows are short: a loop is several times faster than a view each. */
export function gatherRows(table: Float32Array, rows: Int32Array, width: number, out: Float32Array): void {
  for (let i = 0, to = 0; i < rows.length; i++)
    for (let from = rows[i]! * width, end = from + width; from < end; from++, to++) out[to] = table[from]!;
}

/** Copies rows back to where `gatherRows` took them. */
export function scatterRows(table: Float32Array, rows: Int32Array, width: number, data: Float32Array): void {
  for (let i = 0, from = 0; i < rows.length; i++)
    for (let to = rows[i]! * width, end = to + width; to < end; to++, from++) table[to] = data[from]!;
}
