import { tokenize } from '@headway/assistant/language';
import type { Example, LabelledFrame } from '@headway/contracts';
import { Random } from '../random/random.js';

/** Stream of random numbers for substitution. */
const SUBSTITUTION = 7;
/** Share of the slots of a copy that get another value. */
const SHARE = 0.7;
/** Of those: the ones that get the beginning of one value and the end of another. */
const SPLICED_SHARE = 0.5;
/** Tokens of such a value at most. */
const LONGEST = 9;

interface Replacement {
  start: number;
  end: number;
  value: string;
}

/**
 * A copy of each example with slots that hold other values of the same slot and language, drawn from all values that occur, or spliced from two
 * of them, as no name that a dataset of a few thousand names has: what a model should learn of an open slot is what stands around it.
 * Examples without slots, and those that would say the same, are left out.
 * @param seed another seed draws other values; the same one the same
 */
export function substituteSlots(examples: readonly Example[], { seed }: { seed: number }): Example[] {
  const values = valuesOf(examples);
  const random = new Random(seed, SUBSTITUTION);
  return examples.flatMap((example) => {
    const replacements: Replacement[] = [];
    for (const { name, start, end } of example.frames.flatMap(({ slots }) => slots)) {
      const pool = values.get(keyOf(example.language, name)) ?? [];
      const value = newValue(pool, random);
      if (random.uniform() < SHARE && value !== example.text.slice(start, end)) replacements.push({ start, end, value });
    }
    return replacements.length > 0 ? [replaced(example, replacements, seed)] : [];
  });
}

function newValue(pool: readonly string[], random: Random): string {
  const drawn = () => pool[Math.floor(random.uniform() * pool.length)] ?? '';
  const value = drawn();
  return random.uniform() < SPLICED_SHARE ? (spliced(value, drawn(), random) ?? value) : value;
}

/** The beginning of one value and the end of another; undefined for two single words, and when nothing or too much would be left. */
function spliced(first: string, second: string, random: Random): string | undefined {
  const [head, tail] = [tokenize(first), tokenize(second)];
  if (head.length + tail.length <= 2) return undefined;
  const kept = Math.floor(random.uniform() * (head.length + 1));
  const from = Math.floor(random.uniform() * (tail.length + 1));
  const tokens = kept + tail.length - from;
  if (tokens === 0 || tokens > LONGEST) return undefined;
  const parts = [first.slice(0, head[kept - 1]?.end ?? 0), second.slice(tail[from]?.start ?? second.length)];
  const separator = CJK.test(parts.join('')) ? '' : ' ';
  return parts.filter((part) => part !== '').join(separator);
}

/** Scripts that are written without spaces. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const keyOf = (language: string, slot: string): string => `${language}/${slot}`;

function valuesOf(examples: readonly Example[]): Map<string, string[]> {
  const sets = new Map<string, Set<string>>();
  for (const { language, text, frames } of examples)
    for (const { name, start, end } of frames.flatMap(({ slots }) => slots)) {
      const key = keyOf(language, name);
      const set = sets.get(key) ?? new Set();
      sets.set(key, set.add(text.slice(start, end)));
    }
  return new Map([...sets].map(([key, set]) => [key, [...set]]));
}

function replaced(example: Example, replacements: Replacement[], seed: number): Example {
  const ordered = [...replacements].sort((a, b) => a.start - b.start);
  let text = '';
  let from = 0;
  for (const { start, end, value } of ordered) {
    text += example.text.slice(from, start) + value;
    from = end;
  }
  text += example.text.slice(from);
  // An edge moves by what was replaced before it; the end of a replaced value by its own replacement too.
  const moved = (at: number) =>
    ordered.reduce((sum, { start, end, value }) => (end <= at && start < at ? sum + value.length - (end - start) : sum), at);
  const frames: LabelledFrame[] = example.frames.map((frame) => ({
    ...frame,
    span: [moved(frame.span[0]), moved(frame.span[1])],
    slots: frame.slots.map((slot) => ({ ...slot, start: moved(slot.start), end: moved(slot.end) })),
  }));
  return { ...example, id: `${example.id}~${seed}`, text, frames };
}
