import { adamWUpdate, encodeModel, UPDATE_SCALARS, updated, UPDATED_VECTORS, type AdamWOptions } from '@headway/learning/onnx';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { gatherRows, scalar, scatterRows, sessionOptions } from './gradient-engine.js';
import { STATE_PARTS, type StatePart } from './shared-memory.js';

/** Scalars of one update. */
export type UpdateScalars = Record<(typeof UPDATE_SCALARS)[number], number>;

/** One array of the model with its moments. */
export type Stateful = Record<StatePart, Float32Array>;

/** Entries updated at once: few enough to stay in a core's cache from the first operator to the last, enough to be worth a call. */
const CHUNK = 65_536;

const newVectors = () => UPDATED_VECTORS.map(() => new Float32Array(CHUNK)) as [Float32Array, Float32Array, Float32Array];

/** Updates parameters and their moments in shared memory, a piece at a time. */
export class Optimiser {
  readonly #before = newVectors();
  readonly #after = newVectors();
  readonly #gradient = new Float32Array(CHUNK);

  private constructor(private readonly session: InferenceSession) {}

  static async create(options: AdamWOptions): Promise<Optimiser> {
    const { graph, outputs } = adamWUpdate(options);
    return new Optimiser(await InferenceSession.create(encodeModel(graph.toModel(outputs)), sessionOptions(1)));
  }

  /** Updates the entries that begin at `from`, one for each of `gradient`. */
  async updateRange(state: Stateful, from: number, gradient: Float32Array, scalars: UpdateScalars): Promise<void> {
    const fed = scalarFeeds(scalars);
    for (let done = 0; done < gradient.length; done += CHUNK) {
      const size = Math.min(CHUNK, gradient.length - done);
      const at = from + done;
      STATE_PARTS.forEach((part, i) => this.#before[i]!.set(state[part].subarray(at, at + size)));
      await this.#run(gradient.subarray(done, done + size), fed);
      STATE_PARTS.forEach((part, i) => state[part].set(this.#after[i]!.subarray(0, size), at));
    }
  }

  /** Updates rows of a table; `gradient` has one row for each. */
  async updateRows(state: Stateful, rows: Int32Array, gradient: Float32Array, scalars: UpdateScalars): Promise<void> {
    if (rows.length === 0) return;
    const fed = scalarFeeds(scalars);
    const width = gradient.length / rows.length;
    const most = Math.floor(CHUNK / width);
    for (let done = 0; done < rows.length; done += most) {
      const some = rows.subarray(done, done + most);
      STATE_PARTS.forEach((part, i) => gatherRows(state[part], some, width, this.#before[i]!));
      await this.#run(gradient.subarray(done * width, (done + some.length) * width), fed);
      STATE_PARTS.forEach((part, i) => scatterRows(state[part], some, width, this.#after[i]!));
    }
  }

  async release(): Promise<void> {
    await this.session.release();
  }

  async #run(gradient: Float32Array, scalars: Record<string, Tensor>): Promise<void> {
    const size = gradient.length;
    const vector = (data: Float32Array) => new Tensor('float32', data.subarray(0, size), [size]);
    this.#gradient.set(gradient);
    const feeds: Record<string, Tensor> = { ...scalars, gradient: vector(this.#gradient) };
    const fetches: Record<string, Tensor> = {};
    UPDATED_VECTORS.forEach((name, i) => {
      feeds[name] = vector(this.#before[i]!);
      fetches[updated(name)] = vector(this.#after[i]!);
    });
    await this.session.run(feeds, fetches);
  }
}

const scalarFeeds = (scalars: UpdateScalars): Record<string, Tensor> =>
  Object.fromEntries(UPDATE_SCALARS.map((name) => [name, scalar(scalars[name])]));
