import type { Utterance } from './clause.js';

/**
 * Replaces `remove` characters at `at` by `insert` and moves every span behind. The caller keeps the edit out of slots unless the
 * length stays the same.
 */
export function edit({ text, frames }: Utterance, at: number, remove: number, insert: string): Utterance {
  const moved = insert.length - remove;
  const start = (offset: number) => (offset > at ? offset + moved : offset);
  const end = (offset: number) => (offset > at ? offset + moved : offset);
  return {
    text: text.slice(0, at) + insert + text.slice(at + remove),
    frames: frames.map(({ intent, span, slots }) => ({
      intent,
      span: [start(span[0]), end(span[1])],
      slots: slots.map((slot) => ({ name: slot.name, start: start(slot.start), end: end(slot.end) })),
    })),
  };
}

/** Whether the range touches no slot. */
export const outsideSlots = ({ frames }: Utterance, at: number, length: number): boolean =>
  frames.every(({ slots }) => slots.every((slot) => at + length <= slot.start || at >= slot.end));

/** Whether a clause begins inside the range: such text must stay, or the boundary has nowhere to be. */
export const holdsBoundary = ({ frames }: Utterance, at: number, length: number): boolean =>
  frames.some(({ span }) => span[0] >= at && span[0] < at + length);
