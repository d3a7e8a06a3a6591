import { tableWidth } from '../model/architecture.js';
import { TABLES, type ModelSpec, type Table } from '../model/parameters.js';
import { BatchBuilder, tokensOf } from './batch.js';
import { GradientEngine, RowMemory, type Gradients } from './gradient-engine.js';
import { Optimiser, type Stateful, type UpdateScalars } from './optimiser.js';
import { exampleAt, type PackedExamples } from './packed-examples.js';
import { denseLayout, STATE_PARTS, type DenseLayout, type SharedMemory, type ShardResult } from './shared-memory.js';
import type { TrainerOptions } from './trainer.js';

/** What the threads of a run have in common; plain data, so that it can be sent to each. */
export interface StepTask {
  spec: ModelSpec;
  options: TrainerOptions;
  examples: PackedExamples;
  memory: SharedMemory;
}

/** The loss is the mean over members: each is clipped on average as it would be if it were trained alone. */
const clipNormOf = ({ spec, options }: StepTask): number => options.clipNorm / Math.sqrt(spec.architecture.members);

/** Gradients of the whole batch, as far as this thread updates their parameters. */
interface OwnGradients {
  dense: Float32Array;
  rows: Record<Table, { rows: Int32Array; gradient: Float32Array }>;
}

/**
 * One thread's part in each step, in three phases; between them all threads meet. It computes the gradients of its shard of the batch,
 * adds up everyone's for the parameters it owns, and updates those. Shards, owners and the order of sums depend on nothing but the
 * number of threads, so the same number gives the same weights. Alone, a thread has nothing to add up.
 */
export class Participant {
  readonly #layout: DenseLayout;
  readonly #builder: BatchBuilder;
  readonly #sum: Float32Array;
  readonly #rowSums: Record<Table, RowMemory>;
  #own: OwnGradients | undefined;
  #alone: Gradients | undefined;

  private constructor(
    private readonly task: StepTask,
    private readonly index: number,
    private readonly engine: GradientEngine,
    private readonly optimiser: Optimiser,
  ) {
    const { spec, options } = task;
    this.#layout = denseLayout(spec, options);
    this.#builder = new BatchBuilder(spec, engine.sites, options, task.examples.wordCounts);
    this.#sum = new Float32Array(options.threads > 1 ? this.#layout.trained : 0);
    this.#rowSums = { words: new RowMemory(tableWidth(spec.architecture)), grams: new RowMemory(tableWidth(spec.architecture)) };
  }

  static async create(task: StepTask, index: number): Promise<Participant> {
    const { spec, options } = task;
    const engine = await GradientEngine.create(spec, { ...options, withNorm: options.threads === 1 });
    return new Participant(task, index, engine, await Optimiser.create({ ...options, clipNorm: clipNormOf(task) }));
  }

  /** First phase. */
  async computeGradients(): Promise<void> {
    const { memory, options } = this.task;
    const [step = 0, ...sizes] = memory.step;
    const batches = memory.order.map((order, member) =>
      Array.from(order.subarray(0, sizes[member]), (i) => exampleAt(this.task.examples, i)),
    );
    const shards = batches.map((batch) => batch.filter((_, i) => i % options.threads === this.index));
    if (shards.every(({ length }) => length === 0)) return leaveNothing(memory.results[this.index]!);
    // A member without a share of a small last batch is fed one that counts for nothing.
    const fed = this.#builder.build(
      shards.map((shard, member) => (shard.length > 0 ? shard : batches[member]!.slice(0, 1))),
      step,
      { index: this.index, tokens: shards.map((shard, member) => (shard.length > 0 ? tokensOf(batches[member]!) : Infinity)) },
    );
    const found = await this.engine.run(fed, memory.state.weights);
    if (options.threads > 1) return leave(memory.results[this.index]!, found, fed.rows);
    this.#alone = found;
    const rowsOf = (table: Table) => ({ rows: fed.rows[table], gradient: found.rows[table] });
    this.#own = { dense: found.dense, rows: { words: rowsOf('words'), grams: rowsOf('grams') } };
  }

  /** Second phase. */
  addUp(): void {
    if (this.#alone) return;
    const { results } = this.task.memory;
    let squares = 0;
    for (const { from, to } of this.#ranges()) squares += addDense(this.#sum, results, from, to);
    const rows = { words: this.#addRows('words'), grams: this.#addRows('grams') };
    for (const { gradient } of Object.values(rows)) squares += squaresOf(gradient);
    results[this.index]!.sums[1] = squares;
    this.#own = { dense: this.#sum, rows };
  }

  /** Third phase. */
  async update(): Promise<void> {
    const { memory, options } = this.task;
    const { dense, rows } = this.#own!;
    const [rate, correction1, correction2] = memory.schedule as unknown as [number, number, number];
    const scalars = { gradientNorm: this.norm, correction1, correction2, learningRate: rate, weightDecay: 0 };
    for (const { from, to, decay } of this.#ranges())
      await this.optimiser.updateRange(this.#stateOf('dense'), from, dense.subarray(from, to), {
        ...scalars,
        weightDecay: decay ? options.weightDecay : 0,
      });
    const ofTables: UpdateScalars = { ...scalars, learningRate: Math.fround(rate) * Math.fround(options.tableRate) };
    for (const table of TABLES) await this.optimiser.updateRows(this.#stateOf(table), rows[table].rows, rows[table].gradient, ofTables);
  }

  /** Loss of the whole batch, known after the first phase of all threads. */
  get loss(): number {
    return this.#alone?.loss ?? this.task.memory.results.reduce((sum, { sums }) => sum + sums[0]!, 0);
  }

  /** Norm of all gradients, known after the second phase of all threads. */
  get norm(): number {
    return this.#alone?.norm ?? Math.sqrt(this.task.memory.results.reduce((sum, { sums }) => sum + sums[1]!, 0));
  }

  async release(): Promise<void> {
    await this.engine.release();
    await this.optimiser.release();
  }

  /** The dense parameters this thread owns: an equal part of those that decay, and of the others. */
  #ranges(): { from: number; to: number; decay: boolean }[] {
    const { decayed, trained } = this.#layout;
    const part = (from: number, to: number, decay: boolean) => {
      const border = (thread: number) => from + Math.floor((thread * (to - from)) / this.task.options.threads);
      return { from: border(this.index), to: border(this.index + 1), decay };
    };
    return [part(0, decayed, true), part(decayed, trained, false)];
  }

  #stateOf(vector: Table | 'dense'): Stateful {
    const { state } = this.task.memory;
    return Object.fromEntries(STATE_PARTS.map((part) => [part, state[part][vector]])) as Stateful;
  }

  /** The rows this thread owns, by their number, and what all shards found for them. */
  #addRows(table: Table): { rows: Int32Array; gradient: Float32Array } {
    const { memory, options, spec } = this.task;
    const width = tableWidth(spec.architecture);
    const places = new Map<number, number>();
    const most = memory.results.reduce((sum, { counts }) => sum + counts[table][0]!, 0);
    const sum = this.#rowSums[table].take(most);
    for (const { rows, counts, rowGradients } of memory.results)
      for (let i = 0; i < counts[table][0]!; i++) {
        const row = rows[table][i]!;
        if (row % options.threads !== this.index) continue;
        const known = places.get(row);
        const found = rowGradients[table];
        if (known === undefined) {
          copyInto(sum, places.size * width, found, i * width, width);
          places.set(row, places.size);
        } else addInto(sum, known * width, found, i * width, width);
      }
    return { rows: Int32Array.from(places.keys()), gradient: sum.subarray(0, places.size * width) };
  }
}

function leave(result: ShardResult, found: Gradients, rows: Record<Table, Int32Array>): void {
  result.dense.set(found.dense);
  result.sums[0] = found.loss;
  for (const table of TABLES) {
    result.rows[table].set(rows[table]);
    result.counts[table][0] = rows[table].length;
    result.rowGradients[table].set(found.rows[table]);
  }
}

function leaveNothing(result: ShardResult): void {
  result.dense.fill(0);
  result.sums[0] = 0;
  for (const table of TABLES) result.counts[table][0] = 0;
}

function copyInto(to: Float32Array, at: number, from: Float32Array, start: number, length: number): void {
  for (let i = 0; i < length; i++) to[at + i] = from[start + i]!;
}

function addInto(to: Float32Array, at: number, from: Float32Array, start: number, length: number): void {
  for (let i = 0; i < length; i++) to[at + i]! += from[start + i]!;
}

function squaresOf(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return squares;
}

/** Adds up a range of all shards' gradients, in the order of the shards, and returns the sum of their squares. */
function addDense(sum: Float32Array, results: readonly ShardResult[], from: number, to: number): number {
  copyInto(sum, from, results[0]!.dense, from, to - from);
  for (const { dense } of results.slice(1, -1)) addInto(sum, from, dense, from, to - from);
  const last = results.at(-1)!.dense;
  let squares = 0;
  for (let i = from; i < to; i++) {
    const value = Math.fround(sum[i]! + last[i]!);
    sum[i] = value;
    squares += value * value;
  }
  return squares;
}
