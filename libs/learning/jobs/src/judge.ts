import { exactActions } from '@headway/assistant/ontology';
import { type Example, type LabelledFrame, OUT_OF_SCOPE, type SemanticFrame } from '@headway/contracts';
import type { ExampleOutcome } from '@headway/learning/port';

/** The intent and its slots as one text; slots of a clause that asks for nothing mean nothing. */
function keyOf({ intent, slots }: Pick<LabelledFrame | SemanticFrame, 'intent' | 'slots'>): string {
  const places = intent === OUT_OF_SCOPE ? [] : slots.map((slot) => `${slot.name}@${slot.start}-${slot.end}`);
  return [intent, ...places.sort()].join(' ');
}

/** Compares what a model read with an example's label. */
export function judge(example: Example, read: readonly SemanticFrame[]): ExampleOutcome {
  const labelled = example.frames.toSorted((a, b) => a.span[0] - b.span[0]).map((frame) => ({ intent: frame.intent, key: keyOf(frame) }));
  const keys = read.map(keyOf);
  const left = [...keys];
  const frames = labelled.map(({ intent, key }) => {
    const at = left.indexOf(key);
    if (at >= 0) left.splice(at, 1);
    return { intent, right: at >= 0 };
  });
  const correct = keys.length === labelled.length && labelled.every(({ key }, i) => key === keys[i]);
  return { id: example.id, language: example.language, correct, actions: exactActions(example, read), frames };
}
