import { parameterSpecs, sizeOf, type ModelSpec, type Weights } from '../model/parameters.js';
import { Crew } from './crew.js';
import { packExamples, type TrainingExample } from './packed-examples.js';
import { Participant, type StepTask } from './participant.js';
import { shareMemory, viewState, type OptimiserState } from './shared-memory.js';
import { MEETINGS, takePart } from './take-part.js';
import type { TrainerOptions } from './trainer.js';

export interface StepResult {
  loss: number;
  gradientNorm: number;
}

export interface StepSchedule {
  learningRate: number;
  /** 1 - beta^step, for either moment. */
  correction1: number;
  correction2: number;
}

export interface StepperInput {
  spec: ModelSpec;
  options: TrainerOptions;
  examples: readonly TrainingExample[];
  /** Which of them each member reads in an epoch; all if left out. */
  portions?: readonly Int32Array[] | undefined;
  /** Copied. */
  state: OptimiserState;
  /** Module of the helping threads, for specs. */
  helper?: URL;
}

export const zeroMoments = (spec: ModelSpec): Weights =>
  new Map(parameterSpecs(spec).map(({ name, shape }) => [name, new Float32Array(sizeOf(shape))]));

/** Runs training steps on state it owns, in this thread and as many more as the options say. */
export class Stepper {
  readonly #views: OptimiserState;
  #round = 0;

  private constructor(
    private readonly task: StepTask,
    private readonly participant: Participant,
    private readonly crew: Crew,
  ) {
    this.#views = viewState(task);
  }

  static async create({ spec, options, examples, portions, state, helper }: StepperInput): Promise<Stepper> {
    const memory = shareMemory(spec, state, options);
    const task: StepTask = { spec, options, memory, examples: packExamples(examples, spec.tokenizer, portions?.[0]) };
    const crew = new Crew(task, helper);
    try {
      await crew.assemble();
      return new Stepper(task, await Participant.create(task, 0), crew);
    } catch (error) {
      await crew.dismiss();
      throw error;
    }
  }

  /**
   * Trains each member on the examples of its batch.
   * @param batches where they are
   * @throws TrainingThreadError when another thread was lost.
   */
  async step(step: number, batches: readonly Int32Array[], { learningRate, correction1, correction2 }: StepSchedule): Promise<StepResult> {
    const { memory } = this.task;
    const { rendezvous } = this.crew;
    batches.forEach((batch, member) => memory.order[member]!.set(batch));
    memory.step.set([step, ...batches.map(({ length }) => length)]);
    memory.schedule.set([learningRate, correction1, correction2]);
    const round = this.#round++;
    rendezvous.complete(MEETINGS * round + 1);
    const done = (await takePart(this.participant, rendezvous, round)) && (await rendezvous.everyone(MEETINGS * (round + 1)));
    if (!done) this.crew.throwIfLost();
    return { loss: this.participant.loss, gradientNorm: this.participant.norm };
  }

  /** The state as it is now, as views: copy what must outlive the next step. */
  read(): OptimiserState {
    return this.#views;
  }

  /** The weights alone, not copied. */
  weight(name: string): Float32Array {
    return this.#views.weights.get(name)!;
  }

  async release(): Promise<void> {
    await this.crew.dismiss();
    await this.participant.release();
  }
}
