import type { EncodedExample } from '../dataset/encode.js';
import { initialWeights, type ModelSpec, type Weights } from '../model/parameters.js';
import { WeightAverage } from './average.js';
import type { BatchOptions } from './batch.js';
import { epochBatches, learningRate, type Schedule } from './plan.js';
import type { OptimiserState } from './shared-memory.js';
import { Stepper, zeroMoments } from './stepper.js';

export interface TrainerOptions {
  seed: number;
  epochs: number;
  batchSize: number;
  learningRate: number;
  schedule: Schedule['shape'];
  /** Share of all steps in which the learning rate rises. */
  warmup: number;
  weightDecay: number;
  /** Multiple of the learning rate for lookup tables. */
  tableRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  clipNorm: number;
  labelSmoothing: number;
  dropout: number;
  wordDropout: number;
  rareWordDropout: number;
  headWeights: BatchOptions['headWeights'];
  /** Whether only tables and what answers are trained: a little text teaches new words without changing how text is read. */
  freezeEncoder: boolean;
  /** Whether the moving average of the weights is the result, instead of the last weights. */
  averageWeights: boolean;
  /** Threads one step computes with. Only one gives the same result on every run: the engine adds repeated rows in no fixed order otherwise. */
  intraOpNumThreads: number;
  /** Threads a batch is dealt out to. The same number gives the same weights; another one adds the same gradients in another order. */
  threads: number;
}

export const DEFAULT_OPTIONS: TrainerOptions = {
  seed: 1,
  epochs: 12,
  batchSize: 64,
  learningRate: 8e-3,
  schedule: 'cosine',
  warmup: 0.06,
  weightDecay: 0.05,
  tableRate: 1,
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 1e-8,
  clipNorm: 1,
  labelSmoothing: 0.05,
  dropout: 0.2,
  wordDropout: 0.1,
  rareWordDropout: 0,
  headWeights: { intent: 1, slot: 2, boundary: 1.5 },
  freezeEncoder: false,
  averageWeights: true,
  intraOpNumThreads: 1,
  threads: 1,
};

export interface Progress {
  step: number;
  steps: number;
  /** Moving mean of the loss. */
  loss: number;
  examplesPerSecond: number;
  etaMs: number;
}

/** Everything that decides how training goes on after `step`. */
export interface TrainingState extends OptimiserState {
  step: number;
  average: Weights | undefined;
  loss: number;
}

export interface TrainingRun {
  spec: ModelSpec;
  examples: readonly EncodedExample[];
  /** Which of them each member reads in an epoch, some perhaps several times; all once if left out. */
  portions?: readonly Int32Array[];
  options: TrainerOptions;
  /** Weights to start from; fresh ones by the seed if left out. */
  weights?: Weights;
  /** State of an earlier, interrupted run over the same examples with the same options. */
  resume?: TrainingState;
  onProgress?: (progress: Progress) => void;
  /** Called after each step and awaited: for checkpoints, and to give way to other work. */
  afterStep?: (step: number, state: () => TrainingState) => Promise<void> | void;
  signal?: AbortSignal;
  /** Milliseconds, monotonic; for progress figures only. */
  now?: () => number;
}

export const stepsPerEpoch = (examples: number, batchSize: number): number => Math.ceil(examples / batchSize);

const copyOf = (weights: Weights): Weights => new Map([...weights].map(([name, data]) => [name, data.slice()]));

/**
 * Trains and returns the weights.
 * @throws the signal's reason when it is aborted; the step under way is finished first.
 */
export async function trainWeights(run: TrainingRun): Promise<Weights> {
  const { spec, options } = run;
  if (run.examples.length === 0) throw new RangeError('there is nothing to train on: the dataset is empty');
  const weights = run.resume?.weights ?? run.weights ?? initialWeights(spec, options.seed);
  const state: OptimiserState = {
    weights,
    firstMoments: run.resume?.firstMoments ?? zeroMoments(spec),
    secondMoments: run.resume?.secondMoments ?? zeroMoments(spec),
  };
  const stepper = await Stepper.create({ spec, options, examples: run.examples, portions: run.portions, state });
  try {
    return await new Loop(run, stepper).finish();
  } finally {
    await stepper.release();
  }
}

/** Weight of the newest step in the reported loss. */
const LOSS_MEMORY = 0.05;

/** The steps of one run. */
class Loop {
  readonly #perEpoch: number;
  readonly #steps: number;
  readonly #average: WeightAverage | undefined;
  /** What each member reads in an epoch. */
  readonly #portions: readonly Int32Array[];
  readonly #now: () => number;
  readonly #started: number;
  #seen = 0;
  #loss: number;

  constructor(
    private readonly run: TrainingRun,
    private readonly stepper: Stepper,
  ) {
    const { examples, options, resume, spec } = run;
    const everything = Int32Array.from(examples.keys());
    this.#portions = run.portions ?? Array.from({ length: spec.architecture.members }, () => everything);
    this.#perEpoch = stepsPerEpoch(Math.max(...this.#portions.map(({ length }) => length)), options.batchSize);
    this.#steps = this.#perEpoch * options.epochs;
    if (options.averageWeights) {
      const start = resume?.average ?? stepper.read().weights;
      this.#average = new WeightAverage(copyOf(start), this.#steps, resume?.average !== undefined);
    }
    this.#loss = resume?.loss ?? 0;
    this.#now = run.now ?? (() => performance.now());
    this.#started = this.#now();
  }

  async finish(): Promise<Weights> {
    const first = (this.run.resume?.step ?? 0) + 1;
    let batches: Int32Array[][] = [];
    for (let step = first; step <= this.#steps; step++) {
      const place = (step - 1) % this.#perEpoch;
      if (place === 0 || step === first) batches = this.#epoch(Math.floor((step - 1) / this.#perEpoch));
      this.run.signal?.throwIfAborted();
      await this.#step(
        step,
        // A member with less to read begins again.
        batches.map((own) => own[place % own.length]!),
      );
      await this.run.afterStep?.(step, () => this.#state(step));
    }
    return this.#average?.hasBegun ? this.#average.weights : copyOf(this.stepper.read().weights);
  }

  /** Each member's batches. */
  #epoch(epoch: number): Int32Array[][] {
    const { options, examples } = this.run;
    return this.#portions.map((portion, member) => {
      const lengths = Array.from(portion, (i) => examples[i]!.length);
      const batches = epochBatches(lengths, options.batchSize, { seed: options.seed, epoch, member });
      return batches.map((batch) => batch.map((i) => portion[i]!));
    });
  }

  async #step(step: number, batches: readonly Int32Array[]): Promise<void> {
    const { options, onProgress } = this.run;
    const rate = learningRate(step, {
      peak: options.learningRate,
      warmup: Math.ceil(options.warmup * this.#steps),
      steps: this.#steps,
      shape: options.schedule,
    });
    const { loss } = await this.stepper.step(step, batches, {
      learningRate: rate,
      correction1: 1 - options.beta1 ** step,
      correction2: 1 - options.beta2 ** step,
    });
    if (!Number.isFinite(loss)) throw new RangeError(`training diverged at step ${step}: the loss is ${loss}`);
    this.#average?.update(step, (name) => this.stepper.weight(name));
    this.#loss += Math.max(LOSS_MEMORY, 1 / step) * (loss - this.#loss);
    this.#seen += batches[0]!.length;
    onProgress?.(this.#progress(step));
  }

  #progress(step: number): Progress {
    const seconds = Math.max(1e-3, (this.#now() - this.#started) / 1000);
    const done = step - (this.run.resume?.step ?? 0);
    return {
      step,
      steps: this.#steps,
      loss: this.#loss,
      examplesPerSecond: this.#seen / seconds,
      etaMs: Math.round((1000 * seconds * (this.#steps - step)) / done),
    };
  }

  #state(step: number): TrainingState {
    return { ...this.stepper.read(), step, loss: this.#loss, average: this.#average?.hasBegun ? this.#average.weights : undefined };
  }
}
