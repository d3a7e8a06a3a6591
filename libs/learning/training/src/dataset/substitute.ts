import { tokenize } from '@headway/assistant/language';
import type { Example, LabelledFrame } from '@headway/contracts';
import { Random } from '../random/random.js';

/** Stream of random numbers for substitution. */
const SUBSTITUTION = 7;
/** Share of the slots of a copy that get another value. */
const SHARE = 0.7;
/** Of those of an open slot: the ones that get the beginning of one value and the end of another. */
const SPLICED_SHARE = 0.5;
/** And the ones that get words as they stand somewhere in the text: a title may be made of any, "where can i see it" too. */
const QUOTED_SHARE = 0.2;
/** Tokens of such a value at most. */
const LONGEST = 9;
/** A slot whose values recur is closed: it has those values and no others. From this share of distinct values on it is open. */
const OPEN = 0.3;
/** From this one on it holds names, of which nearly each comes once. */
const NAMES = 0.8;

interface Replacement {
  start: number;
  end: number;
  value: string;
}

/** The values of a slot in a language. */
interface Pool {
  values: readonly string[];
  /** Share of its occurrences that are distinct values. */
  openness: number;
  /** All texts of the language. */
  texts: readonly string[];
}

/**
 * A copy of each example with slots that hold other values of the same slot and language: drawn from all values that occur, and for open slots
 * also spliced from two of them or quoted from anywhere, as no name that a dataset of a few thousand names has. What a model should learn of an
 * open slot is what stands around it. Examples without slots, and those that would say the same, are left out.
 * @param seed another seed draws other values; the same one the same
 */
export function substituteSlots(examples: readonly Example[], { seed }: { seed: number }): Example[] {
  const pools = poolsOf(examples);
  const random = new Random(seed, SUBSTITUTION);
  return examples.flatMap((example) => {
    const replacements: Replacement[] = [];
    for (const { name, start, end } of example.frames.flatMap(({ slots }) => slots)) {
      const value = newValue(pools.get(keyOf(example.language, name))!, random);
      if (random.uniform() < SHARE && value !== example.text.slice(start, end)) replacements.push({ start, end, value });
    }
    return replacements.length > 0 ? [replaced(example, replacements, seed)] : [];
  });
}

function newValue({ values, openness, texts }: Pool, random: Random): string {
  const value = random.pick(values);
  const way = random.uniform();
  if (openness >= OPEN && way < SPLICED_SHARE) return spliced(value, random.pick(values), random) ?? value;
  if (openness >= NAMES && way >= 1 - QUOTED_SHARE) return quoted(random.pick(texts), tokenize(value).length, random) ?? value;
  return value;
}

/** So many words in a row of a text; undefined for one, which would be any word, and when it has fewer. */
function quoted(text: string, length: number, random: Random): string | undefined {
  const tokens = tokenize(text);
  if (length < 2 || tokens.length < length) return undefined;
  const first = random.below(tokens.length - length + 1);
  return text.slice(tokens[first]!.start, tokens[first + length - 1]!.end);
}

/** The beginning of one value and the end of another; undefined for two single words, and when nothing or too much would be left. */
function spliced(first: string, second: string, random: Random): string | undefined {
  const [head, tail] = [tokenize(first), tokenize(second)];
  if (head.length + tail.length <= 2) return undefined;
  const kept = random.below(head.length + 1);
  const from = random.below(tail.length + 1);
  const tokens = kept + tail.length - from;
  if (tokens === 0 || tokens > LONGEST) return undefined;
  const parts = [first.slice(0, head[kept - 1]?.end ?? 0), second.slice(tail[from]?.start ?? second.length)];
  const separator = CJK.test(parts.join('')) ? '' : ' ';
  return parts.filter((part) => part !== '').join(separator);
}

/** Scripts that are written without spaces. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const keyOf = (language: string, slot: string): string => `${language}/${slot}`;

function poolsOf(examples: readonly Example[]): Map<string, Pool> {
  const all = new Map<string, string[]>();
  const texts = new Map<string, string[]>();
  const add = (lists: Map<string, string[]>, key: string, item: string) => {
    const list = lists.get(key);
    if (list) list.push(item);
    else lists.set(key, [item]);
  };
  for (const { language, text, frames } of examples) {
    add(texts, language, text);
    for (const { name, start, end } of frames.flatMap(({ slots }) => slots)) add(all, keyOf(language, name), text.slice(start, end));
  }
  return new Map(
    [...all].map(([key, occurrences]) => {
      const values = [...new Set(occurrences)];
      return [key, { values, openness: values.length / occurrences.length, texts: texts.get(key.split('/', 1)[0]!)! }];
    }),
  );
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
