import { firstMoment, secondMoment, updated, type SCHEDULE_INPUTS } from '@headway/learning/onnx';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { parameterSpecs, sizeOf, tableName, TABLES, type ModelSpec, type ParameterSpec, type Weights } from '../model/parameters.js';
import { trainingGraph, type DropoutSite, type TrainingGraphOptions } from '../model/training-graph.js';
import type { Batch } from './batch.js';

/** Weights and both moments of the optimiser, by parameter. */
export interface OptimiserState {
  weights: Weights;
  firstMoments: Weights;
  secondMoments: Weights;
}

export interface StepResult {
  loss: number;
  gradientNorm: number;
}

/** The three tensors a step reads and writes for one parameter. */
const PARTS = [
  { part: 'weights', input: (name: string) => name },
  { part: 'firstMoments', input: firstMoment },
  { part: 'secondMoments', input: secondMoment },
] as const;

export const zeroMoments = (spec: ModelSpec): Weights =>
  new Map(parameterSpecs(spec).map(({ name, shape }) => [name, new Float32Array(sizeOf(shape))]));

const scalar = (value: number): Tensor => new Tensor('float32', Float32Array.of(value), []);

/**
 * Runs training steps on state it owns. Dense parameters alternate between two sets of tensors, so that nothing is allocated or copied
 * between steps; of the lookup tables only the rows of the batch are moved.
 */
export class Stepper {
  readonly #dense: ParameterSpec[];
  #current = new Map<string, Tensor>();
  #next = new Map<string, Tensor>();
  readonly #scalars = { loss: scalar(0), gradientNorm: scalar(0) };

  private constructor(
    readonly spec: ModelSpec,
    readonly sites: readonly DropoutSite[],
    private readonly session: InferenceSession,
    private readonly state: OptimiserState,
  ) {
    this.#dense = parameterSpecs(spec).filter(({ table }) => !table);
    for (const { name, shape } of this.#dense)
      for (const { part, input } of PARTS) {
        this.#current.set(input(name), new Tensor('float32', state[part].get(name)!.slice(), shape));
        this.#next.set(input(name), new Tensor('float32', new Float32Array(sizeOf(shape)), shape));
      }
  }

  /** `state` is taken over: its tables change in place. */
  static async create(spec: ModelSpec, state: OptimiserState, options: TrainingGraphOptions & { threads: number }): Promise<Stepper> {
    const { bytes, dropout } = trainingGraph(spec, options);
    const session = await InferenceSession.create(bytes, {
      intraOpNumThreads: options.threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      enableMemPattern: false, // batches differ in shape, and a pattern a shape would be kept for each
    });
    return new Stepper(spec, dropout, session, state);
  }

  async step(batch: Batch, schedule: Record<keyof typeof SCHEDULE_INPUTS, number>): Promise<StepResult> {
    const feeds: Record<string, Tensor> = { ...batch.feeds, ...Object.fromEntries(this.#current) };
    const fetches: Record<string, Tensor> = { ...this.#scalars };
    for (const [name, tensor] of this.#next) fetches[updated(name)] = tensor;
    for (const [name, value] of Object.entries(schedule)) feeds[name] = scalar(value);
    for (const table of TABLES) this.#gatherRows(table, batch.rows[table], feeds, fetches);
    await this.session.run(feeds, fetches);
    [this.#current, this.#next] = [this.#next, this.#current];
    for (const table of TABLES) this.#scatterRows(table, batch.rows[table], fetches);
    return { loss: this.#scalars.loss.data[0] as number, gradientNorm: this.#scalars.gradientNorm.data[0] as number };
  }

  /** The state as it is now; tables are shared with the stepper, so copy what must outlive the next step. */
  read(): OptimiserState {
    for (const { name } of this.#dense)
      for (const { part, input } of PARTS) this.state[part].set(name, this.#current.get(input(name))!.data as Float32Array);
    return this.state;
  }

  /** The weights alone, not copied. */
  weight(name: string): Float32Array {
    return (this.#current.get(name)?.data as Float32Array | undefined) ?? this.state.weights.get(name)!;
  }

  async release(): Promise<void> {
    await this.session.release();
  }

  #gatherRows(table: (typeof TABLES)[number], rows: Int32Array, feeds: Record<string, Tensor>, fetches: Record<string, Tensor>): void {
    const name = tableName(table);
    const size = this.spec.architecture.embedding;
    for (const { part, input } of PARTS) {
      const whole = this.state[part].get(name)!;
      const data = new Float32Array(rows.length * size);
      rows.forEach((row, i) => data.set(whole.subarray(row * size, (row + 1) * size), i * size));
      feeds[input(name)] = new Tensor('float32', data, [rows.length, size]);
      fetches[updated(input(name))] = new Tensor('float32', new Float32Array(rows.length * size), [rows.length, size]);
    }
  }

  #scatterRows(table: (typeof TABLES)[number], rows: Int32Array, fetches: Record<string, Tensor>): void {
    const name = tableName(table);
    const size = this.spec.architecture.embedding;
    for (const { part, input } of PARTS) {
      const whole = this.state[part].get(name)!;
      const data = fetches[updated(input(name))]!.data as Float32Array;
      rows.forEach((row, i) => whole.set(data.subarray(i * size, (i + 1) * size), row * size));
    }
  }
}
