import type { Evaluation, Language } from '@headway/contracts';

/** What a model made of one example. */
export interface Outcome {
  /** Example id; parent and candidate are paired by it. */
  id: string;
  language: Language;
  /** Whether exactly the labelled intents and slots were read. */
  correct: boolean;
  /** Whether what was read comes to exactly the vehicle actions that the label comes to: what the driver notices. */
  actions: boolean;
  /** Each labelled frame: its intent, and whether it was found with exactly its slots. */
  frames: readonly { intent: string; right: boolean }[];
}

/** A model on one set of examples. */
export interface SetResult {
  evaluation: Evaluation;
  outcomes: readonly Outcome[];
}

/** Everything the gate looks at of one model. */
export interface MeasuredModel {
  /** SHA-256 of the model file. */
  digest: string;
  bytes: number;
  /** By name of the set. `new` is the held-out part of the dataset, `golden` must be right without exception, all others are old knowledge. */
  sets: Readonly<Record<string, SetResult>>;
}

/** Set of held-out examples of what was taught. */
export const NEW_SET = 'new';

/** Set of utterances that every model must understand. */
export const GOLDEN_SET = 'golden';
