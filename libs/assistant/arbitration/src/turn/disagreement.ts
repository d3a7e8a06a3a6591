import type { AnsweredBy, SemanticFrame } from '@headway/contracts';

/** How one side read an utterance. */
export interface Reading {
  answeredBy: AnsweredBy;
  modelVersion: string;
  frames: SemanticFrame[];
}

const key = (frames: readonly SemanticFrame[]) =>
  JSON.stringify(frames.map(({ intent, slots }) => [intent, slots.map(({ name, text }) => [name, text.toLowerCase()]).sort()]));

/** Same intents in the same order with the same slots; confidence and exact clause edges do not count. */
export const sameReading = (a: readonly SemanticFrame[], b: readonly SemanticFrame[]) => key(a) === key(b);
