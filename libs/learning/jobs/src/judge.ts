import { tagsOf, tokenize } from '@headway/assistant/language';
import { type Example, type LabelledFrame, OUT_OF_SCOPE, type SemanticFrame } from '@headway/contracts';
import type { ExampleOutcome } from '@headway/learning/port';

/** The intent and its slots as one text; slots of a clause that asks for nothing mean nothing. */
function keyOf({ intent, slots }: Pick<LabelledFrame | SemanticFrame, 'intent' | 'slots'>): string {
  const places = intent === OUT_OF_SCOPE ? [] : slots.map((slot) => `${slot.name}@${slot.start}-${slot.end}`);
  return [intent, ...places.sort()].join(' ');
}

/** Whether clauses begin exactly at the tokens where the label has them begin. */
function sameClauses(example: Example, boundaryLogits: Float32Array): boolean {
  const { boundaries } = tagsOf(example, tokenize(example.text));
  return boundaryLogits.every((logit, t) => t === 0 || logit > 0 === (boundaries[t] === 1));
}

/** Compares what a model read with an example's label. */
export function judge(example: Example, read: readonly SemanticFrame[], boundaryLogits: Float32Array): ExampleOutcome {
  const labelled = example.frames.toSorted((a, b) => a.span[0] - b.span[0]);
  const left = read.map(keyOf);
  const frames = labelled.map((frame) => {
    const at = left.indexOf(keyOf(frame));
    if (at >= 0) left.splice(at, 1);
    return { intent: frame.intent, right: at >= 0 };
  });
  const inOrder = read.length === labelled.length && labelled.every((frame, i) => keyOf(frame) === keyOf(read[i] as SemanticFrame));
  return { id: example.id, language: example.language, correct: inOrder && sameClauses(example, boundaryLogits), frames };
}
