import type { Evaluation, Example, Language, ModelCard, TrainingRun } from '@headway/contracts';

/** A fine-tuning of a parent model on new examples. Equal jobs give equal models. */
export interface FineTuningJob {
  /** Folder of this job alone. A job that was stopped or killed goes on from what it left there; a finished one is not done again. */
  folder: string;
  /** File of the parent model. */
  parent: string;
  family: ModelCard['family'];
  /** What is taught, in the proportions in which it is to be learnt. */
  examples: readonly Example[];
  /** What must not be forgotten; a sample is mixed in. */
  rehearsal: readonly Example[];
  /** Texts that candidates are tested on: never trained on, not even when they are made up from examples. */
  excluded: readonly string[];
  /** Version of the candidate model. */
  version: string;
  /** ISO 8601, for the model card. */
  trainedAt: string;
}

export type TrainingProgress = TrainingRun['progress'];

export interface TrainingHooks {
  /** Aborting stops after the step under way; the call then throws the signal's reason. */
  signal: AbortSignal;
  /** Called after every step. */
  onProgress: (progress: TrainingProgress) => void;
}

/** A finished candidate model. */
export interface CandidateModel {
  file: string;
  /** SHA-256 of the file. */
  digest: string;
  bytes: number;
}

/** What a model made of one example. */
export interface ExampleOutcome {
  /** Example id. */
  id: string;
  language: Language;
  /** Whether exactly the labelled intents and slots were read. */
  correct: boolean;
  /** Whether what was read comes to exactly the vehicle actions that the label comes to. */
  actions: boolean;
  /** Each labelled frame: its intent, and whether it was found with exactly its slots. */
  frames: { intent: string; right: boolean }[];
}

/** A model on one set of examples; `outcomes` in the order of the examples. */
export interface SetEvaluation {
  evaluation: Evaluation;
  outcomes: ExampleOutcome[];
}

/** Trains and evaluates models, out of the way of everything else that runs. */
export interface Trainer {
  /** @throws the signal's reason when stopped; AppError `invalid-model`, `invalid-dataset` */
  fineTune(job: FineTuningJob, hooks: TrainingHooks): Promise<CandidateModel>;
  /** The candidate of a job that was finished in this folder. */
  finished(folder: string): Promise<CandidateModel | undefined>;
  /** Runs a model file over labelled sets. */
  evaluate(file: string, sets: Readonly<Record<string, readonly Example[]>>, signal: AbortSignal): Promise<Record<string, SetEvaluation>>;
}
