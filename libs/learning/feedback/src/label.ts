import { OUT_OF_SCOPE } from '@headway/contracts';
import type { LabelledFrame, SemanticFrame, Slot } from '@headway/contracts';

/** The intents of a labelled utterance joined by `+`, in the order they were said: `window.open+climate.on`. */
export const labelOf = (frames: readonly Pick<LabelledFrame, 'intent'>[]): string => frames.map((frame) => frame.intent).join('+');

/** Everything a label says, as one comparable text: intents and slots with their places. */
export function fullLabelOf(frames: readonly LabelledFrame[]): string {
  const slots = (frame: LabelledFrame) => frame.slots.map((slot) => `${slot.name}@${slot.start}-${slot.end}`).sort();
  return frames.map((frame) => [frame.intent, ...slots(frame)].join(' ')).join(' + ');
}

const toSlot = ({ name, start, end }: Slot): Slot => ({ name, start, end });

/** A model's reading of an utterance as a label of the same utterance. */
export const labelled = (frames: readonly SemanticFrame[]): LabelledFrame[] =>
  frames.map((frame) => ({ intent: frame.intent, span: frame.span, slots: frame.slots.map(toSlot) }));

/** Least confidence of the frames; 0 when there are none. */
export const confidenceOf = (frames: readonly SemanticFrame[]): number =>
  frames.length === 0 ? 0 : Math.min(...frames.map((frame) => frame.confidence));

/** Whether every frame asks for something the cockpit can do. */
export const isInScope = (frames: readonly Pick<LabelledFrame, 'intent'>[]): boolean =>
  frames.length > 0 && frames.every((frame) => frame.intent !== OUT_OF_SCOPE);

function placeSlot(slot: { name: string; text: string }, text: string, [from, to]: [number, number]): Slot | undefined {
  const start = text.slice(from, to).toLowerCase().indexOf(slot.text.toLowerCase());
  if (slot.text === '' || start < 0) return undefined;
  return { name: slot.name, start: from + start, end: from + start + slot.text.length };
}

/**
 * Carries the reading of one utterance over to another that meant the same. Clauses are matched in order, so the other utterance must
 * have as many (`clauses`); a slot stays when its words stand there too, and is left out otherwise: they were never said.
 * Undefined when the clauses cannot be matched.
 */
export function transferFrames(
  frames: readonly SemanticFrame[],
  text: string,
  clauses: readonly [number, number][],
): LabelledFrame[] | undefined {
  const spans: readonly [number, number][] = frames.length === 1 ? [[0, text.length]] : clauses;
  if (spans.length !== frames.length) return undefined;
  return frames.map((frame, i) => {
    const span = spans[i] as [number, number];
    return { intent: frame.intent, span, slots: frame.slots.flatMap((slot) => placeSlot(slot, text, span) ?? []) };
  });
}

/** Puts a reviewer's intents in place of the derived ones; slots stay, except on a clause that asks for nothing. */
export function relabel(frames: readonly LabelledFrame[], label: string): LabelledFrame[] {
  const intents = label.split('+');
  return frames.map((frame, i) => {
    const intent = intents[i] ?? frame.intent;
    return { ...frame, intent, slots: intent === OUT_OF_SCOPE ? [] : frame.slots };
  });
}
