import { calibratedConfidence, type ConfidenceLine } from '@headway/assistant/language';
import type { EncodedExample } from '../dataset/encode.js';
import type { Prediction } from './predictor.js';

/** Temperatures are looked for in this range, on a logarithmic scale. */
const RANGE = [1 / 8, 8] as const;
const STEPS = 24;

/** One decision: its logits and the right class. */
interface Decision {
  logits: ArrayLike<number>;
  label: number;
}

/** Logits of the labelled clauses, averaged over their tokens as the decoder does. */
export function clauseDecisions({ intentLogits }: Prediction, { length, boundaries, intents }: EncodedExample): Decision[] {
  const classes = intentLogits.length / length;
  const decisions: { logits: Float64Array; label: number; tokens: number }[] = [];
  for (let t = 0; t < length; t++) {
    if (t === 0 || boundaries[t] === 1) decisions.push({ logits: new Float64Array(classes), label: intents[t]!, tokens: 0 });
    const open = decisions.at(-1)!;
    open.tokens++;
    for (let c = 0; c < classes; c++) open.logits[c]! += intentLogits[t * classes + c]!;
  }
  return decisions.map(({ logits, label, tokens }) => ({ logits: logits.map((sum) => sum / tokens), label }));
}

export function slotDecisions({ slotLogits }: Prediction, { length, tags }: EncodedExample): Decision[] {
  const classes = slotLogits.length / length;
  return Array.from({ length }, (_, t) => ({ logits: slotLogits.subarray(t * classes, (t + 1) * classes), label: tags[t]! }));
}

/** Boundary decisions as two classes; the first token has no choice. */
export const boundaryDecisions = ({ boundaryLogits }: Prediction, { length, boundaries }: EncodedExample): Decision[] =>
  Array.from({ length: length - 1 }, (_, i) => ({ logits: [0, boundaryLogits[i + 1]!], label: boundaries[i + 1]! }));

/** The temperature with the least mean negative log-likelihood (Guo et al. 2017, section 4.2), by golden-section search; 1 without decisions. */
export function fitTemperature(decisions: readonly Decision[]): number {
  if (decisions.length === 0) return 1;
  const range = RANGE.map(Math.log) as [number, number];
  return Math.exp(minimise((log) => negativeLogLikelihood(decisions, Math.exp(log)), range));
}

/** Where a function of one valley is least, by golden-section search. */
function minimise(cost: (x: number) => number, [from, to]: readonly [number, number]): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [costA, costB] = [cost(a), cost(b)];
  for (let i = 0; i < STEPS; i++) {
    if (costA < costB) {
      [high, b, costB] = [b, a, costA];
      costA = cost((a = high - ratio * (high - low)));
    } else {
      [low, a, costA] = [a, b, costB];
      costB = cost((b = low + ratio * (high - low)));
    }
  }
  return (low + high) / 2;
}

/** What a decoder said about one utterance before calibration. */
export interface PlanOutcome {
  /** Confidence of each frame. */
  confidences: readonly number[];
  /** Whether all of it was right. */
  whole: boolean;
}

/** Fewer outcomes than this say nothing about confidence; neither do outcomes that are all alike. */
const LEAST_OUTCOMES = 100;
const SLOPES = [0.1, 4] as const;
const OFFSETS = [-4, 4] as const;
const ROUNDS = 12;
const LEAST_PROBABILITY = 1e-6;

/**
 * Slope and offset of the line through the log-odds of a frame's confidence (Platt 1999) with which the product over an utterance's
 * frames is the likeliest account of which utterances were understood; undefined when the outcomes are too few.
 */
export function fitConfidence(outcomes: readonly PlanOutcome[]): ConfidenceLine | undefined {
  const right = outcomes.filter(({ whole }) => whole).length;
  if (outcomes.length < LEAST_OUTCOMES || right === 0 || right === outcomes.length) return undefined;
  const cost = (line: ConfidenceLine) =>
    outcomes.reduce((sum, { confidences, whole }) => {
      const together = confidences.reduce((product, confidence) => product * calibratedConfidence(confidence, line), 1);
      return sum - Math.log(Math.max(LEAST_PROBABILITY, whole ? together : 1 - together));
    }, 0);
  let [slope, offset] = [1, 0];
  for (let round = 0; round < ROUNDS; round++) {
    slope = minimise((x) => cost([x, offset]), SLOPES);
    offset = minimise((x) => cost([slope, x]), OFFSETS);
  }
  return [slope, offset];
}

function negativeLogLikelihood(decisions: readonly Decision[], temperature: number): number {
  let total = 0;
  for (const { logits, label } of decisions) {
    let top = -Infinity;
    for (let c = 0; c < logits.length; c++) top = Math.max(top, logits[c]! / temperature);
    let sum = 0;
    for (let c = 0; c < logits.length; c++) sum += Math.exp(logits[c]! / temperature - top);
    total += top + Math.log(sum) - logits[label]! / temperature;
  }
  return total / decisions.length;
}
