import type { Example, LabelledFrame, Language } from '@headway/contracts';
import { labelOf } from './label.js';
import { numbersOf } from './numbers.js';
import { foldUtterance } from './utterance.js';

/** Words of at least so many known utterances may be put into others. */
const COMMON = 15;

/** Most words put into one utterance: characters of Chinese make shorter words. */
const MOST_WORDS: Record<Language, number> = { zh: 2, en: 1 };

const separatorOf = (language: Language) => (language === 'zh' ? '' : ' ');
const unitsOf = (text: string, language: Language): string[] => (language === 'zh' ? [...text.replaceAll(' ', '')] : text.split(' '));

/** Words that many known utterances of a language have, in a fixed order. */
function commonWords(known: readonly Example[], language: Language): string[] {
  const counts = new Map<string, number>();
  for (const example of known) {
    if (example.language !== language) continue;
    for (const word of new Set(unitsOf(foldUtterance(example.text), language))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].flatMap(([word, count]) => (count >= COMMON ? [word] : [])).sort();
}

/** Words of each label's examples. */
function wordsByLabel(examples: readonly Example[], language: Language): Map<string, Set<string>> {
  const words = new Map<string, Set<string>>();
  for (const { language: own, text, frames } of examples) {
    if (own !== language) continue;
    const known = words.get(labelOf(frames)) ?? new Set<string>();
    for (const word of unitsOf(foldUtterance(text), language)) known.add(word);
    words.set(labelOf(frames), known);
  }
  return words;
}

/** Words that say another of the labels, not this one: 关 must not come into a request to open. */
function tellingOthers(words: ReadonlyMap<string, ReadonlySet<string>>, label: string): Set<string> {
  const own = words.get(label);
  return new Set([...words].flatMap(([other, list]) => (other === label ? [] : [...list].filter((word) => !own?.has(word)))));
}

/** Where in the original text words may be put in: its start, its end and every place between two words. */
function placesIn(text: string, language: Language): number[] {
  if (language === 'en') return [0, ...[...text.matchAll(/ /g)].map((match) => match.index + 1), text.length];
  let at = 0;
  return [0, ...[...text].map((character) => (at += character.length))];
}

function shift(frame: LabelledFrame, place: number, by: number, textLength: number): LabelledFrame {
  const begin = (offset: number) => (offset >= place && !(place === 0 && offset === 0) ? offset + by : offset);
  const end = (offset: number) => (offset > place || (place === textLength && offset === place) ? offset + by : offset);
  return {
    ...frame,
    span: [begin(frame.span[0]), end(frame.span[1])],
    slots: frame.slots.map((slot) => ({
      ...slot,
      start: slot.start >= place ? slot.start + by : slot.start,
      end: slot.end > place ? slot.end + by : slot.end,
    })),
  };
}

function insert(example: Example, words: readonly string[], place: number): Example | undefined {
  if (example.frames.some((frame) => frame.slots.some((slot) => slot.start < place && place < slot.end))) return undefined;
  const separator = separatorOf(example.language);
  const inner = words.join(separator);
  const added = place === example.text.length ? `${separator}${inner}` : `${inner}${separator}`;
  const text = example.text.slice(0, place) + added + example.text.slice(place);
  return {
    ...example,
    id: `${example.id}-s`,
    text,
    frames: example.frames.map((frame) => shift(frame, place, added.length, example.text.length)),
  };
}

/**
 * Each example once more with words put in that do not belong there. A model that is taught one thing by a few phrasings learns so what
 * carries the meaning, and does not take everything unfamiliar around it for something out of scope.
 */
export function withStrangers(examples: readonly Example[], known: readonly Example[]): Example[] {
  return (['zh', 'en'] as const).flatMap((language) => {
    const common = commonWords(known, language);
    const byLabel = wordsByLabel(examples, language);
    const choices = new Map(
      [...byLabel.keys()].map((label) => {
        const telling = tellingOthers(byLabel, label);
        return [label, common.filter((word) => !telling.has(word))];
      }),
    );
    return examples.flatMap((example) => {
      const strangers = choices.get(labelOf(example.frames)) ?? [];
      if (example.language !== language || strangers.length === 0) return [];
      const next = numbersOf('strangers', example.text);
      const count = 1 + next(MOST_WORDS[language]);
      const words = Array.from({ length: count }, () => strangers[next(strangers.length)] as string);
      const places = placesIn(example.text, language);
      return insert(example, words, places[next(places.length)] as number) ?? [];
    });
  });
}
