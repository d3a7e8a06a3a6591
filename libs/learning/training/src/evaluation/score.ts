import { tagsOf, tokenize } from '@headway/assistant/language';
import { OUT_OF_SCOPE, type Example, type LabelledFrame, type SemanticFrame } from '@headway/contracts';
import type { Prediction } from './predictor.js';

/** Resolves frames to vehicle actions; two results are the same when their JSON is. Undefined where the example's labels are of no cockpit. */
export type ActionResolver = (frames: readonly SemanticFrame[], example: Example) => unknown;

/** How one utterance was answered. */
export interface Verdict {
  language: string;
  /** All intents, clauses and slots right. */
  whole: boolean;
  /** The multiset of intents is right. */
  intents: boolean;
  slots: { expected: number; found: number; right: number };
  /** For each expected frame: its intent, and whether a frame with that intent and exactly its slots was found. */
  frames: { intent: string; right: boolean }[];
  /** Each frame's confidence. */
  confidences: number[];
  /** Their product: that the whole plan is right. */
  confidence: number;
  actions: boolean | undefined;
  /** Whether the whole utterance is out of scope, by its label and by the model. */
  outOfScope: { expected: boolean; found: boolean };
}

type Slots = readonly { name: string; start: number; end: number }[];

/** Slots of an out-of-scope clause mean nothing to anybody. */
const slotKeys = ({ intent, slots }: { intent: string; slots: Slots }): string[] =>
  intent === OUT_OF_SCOPE ? [] : slots.map(({ name, start, end }) => `${name}:${start}:${end}`).sort();

const frameKey = (frame: LabelledFrame | SemanticFrame): string => [frame.intent, ...slotKeys(frame)].join(' ');

export function judge(example: Example, frames: readonly SemanticFrame[], prediction: Prediction, resolve?: ActionResolver): Verdict {
  const ordered = [...example.frames].sort((a, b) => a.span[0] - b.span[0]);
  const expectedSlots = ordered.flatMap(slotKeys);
  const foundSlots = frames.flatMap(slotKeys);
  const sameFrames = frames.length === ordered.length && ordered.every((frame, i) => frameKey(frame) === frameKey(frames[i]!));
  return {
    language: example.language,
    whole: sameFrames && sameClauses(example, prediction),
    intents: sameMultiset(
      ordered.map(({ intent }) => intent),
      frames.map(({ intent }) => intent),
    ),
    slots: { expected: expectedSlots.length, found: foundSlots.length, right: common(expectedSlots, foundSlots) },
    frames: foundFrames(ordered, frames),
    confidences: frames.map(({ confidence }) => confidence),
    confidence: frames.reduce((product, { confidence }) => product * confidence, 1),
    actions: resolve && sameActions(resolve(frames, example), resolve(asFrames(example, ordered), example)),
    outOfScope: { expected: allOutOfScope(ordered), found: allOutOfScope(frames) },
  };
}

const sameActions = (found: unknown, expected: unknown): boolean | undefined =>
  expected === undefined ? undefined : JSON.stringify(found) === JSON.stringify(expected);

const allOutOfScope = (frames: readonly { intent: string }[]): boolean => frames.every(({ intent }) => intent === OUT_OF_SCOPE);

/** Whether each token begins a clause exactly where it should. */
function sameClauses(example: Example, { boundaryLogits }: Prediction): boolean {
  const { boundaries } = tagsOf(example, tokenize(example.text));
  return boundaryLogits.every((logit, t) => t === 0 || logit > 0 === (boundaries[t] === 1));
}

function common(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  return a.filter((key) => {
    const at = left.indexOf(key);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

const sameMultiset = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && common(a, b) === a.length;

function foundFrames(expected: readonly LabelledFrame[], frames: readonly SemanticFrame[]): Verdict['frames'] {
  const left = frames.map(frameKey);
  return expected.map((frame) => {
    const at = left.indexOf(frameKey(frame));
    if (at >= 0) left.splice(at, 1);
    return { intent: frame.intent, right: at >= 0 };
  });
}

/** Labels as frames a perfect model would give. */
const asFrames = ({ text }: Example, frames: readonly LabelledFrame[]): SemanticFrame[] =>
  frames.map(({ intent, span, slots }) => ({
    intent,
    confidence: 1,
    span,
    slots: intent === OUT_OF_SCOPE ? [] : slots.map((slot) => ({ ...slot, text: text.slice(slot.start, slot.end), confidence: 1 })),
  }));
