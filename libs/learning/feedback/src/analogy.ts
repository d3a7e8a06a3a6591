import { createHash } from 'node:crypto';
import { type Example, type Language, OUT_OF_SCOPE } from '@headway/contracts';
import { labelOf } from './label.js';
import { foldUtterance } from './utterance.js';

/** Around the words that differ, at least so many units (characters of Chinese, words of English) must be the same. */
const LEAST_CONTEXT: Record<Language, number> = { zh: 2, en: 2 };

/** Two labels are analogous when they were asked for in so many common contexts. */
const LEAST_EVIDENCE = 3;

/** Most words that may differ: the name of a thing, not half a sentence. */
const LONGEST_NAME: Record<Language, number> = { zh: 5, en: 3 };

/** Most examples made for a label in one language. */
const MOST_EACH = 120;

const unitsOf = (text: string, language: Language): string[] => (language === 'zh' ? [...text] : text.split(' '));
const join = (units: readonly string[], language: Language): string => units.join(language === 'zh' ? '' : ' ');

/** A request of one clause without slots, folded and cut into units. */
interface Plain {
  label: string;
  units: string[];
}

/** `name` is to `label` what `knownName` is to `knownLabel`: 打开[香氛] asks for fragrance.on as 打开[空调] asks for climate.on. */
interface Analogy {
  label: string;
  name: string[];
  knownLabel: string;
  knownName: string[];
}

function plain(examples: readonly Example[], language: Language): Plain[] {
  const simple = examples.filter(
    (example) => example.language === language && example.frames.length === 1 && example.frames[0]?.slots.length === 0,
  );
  return simple
    .map((example) => ({ label: labelOf(example.frames), units: unitsOf(foldUtterance(example.text), language) }))
    .filter(({ label }) => label !== OUT_OF_SCOPE);
}

/** What differs between two requests when the words before and after it are the same; undefined when too little or too much does. */
function difference(a: Plain, b: Plain, language: Language): { name: string[]; knownName: string[]; context: string } | undefined {
  const shorter = Math.min(a.units.length, b.units.length);
  let head = 0;
  while (head < shorter && a.units[head] === b.units[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a.units[a.units.length - 1 - tail] === b.units[b.units.length - 1 - tail]) tail += 1;
  const name = a.units.slice(head, a.units.length - tail);
  const knownName = b.units.slice(head, b.units.length - tail);
  const longest = LONGEST_NAME[language];
  const named = name.length > 0 && knownName.length > 0 && name.length <= longest && knownName.length <= longest;
  if (!named || head + tail < LEAST_CONTEXT[language]) return undefined;
  return { name, knownName, context: `${join(a.units.slice(0, head), language)}_${join(a.units.slice(a.units.length - tail), language)}` };
}

/** Analogies between what is new and what is known: between labels that were asked for in enough common contexts. */
function findAnalogies(fresh: readonly Plain[], known: readonly Plain[], language: Language): Analogy[] {
  const pairs = new Map<string, { contexts: Set<string>; analogies: Map<string, Analogy> }>();
  for (const a of fresh) {
    for (const b of known) {
      const differs = a.label === b.label ? undefined : difference(a, b, language);
      if (!differs) continue;
      const { name, knownName, context } = differs;
      const key = JSON.stringify([a.label, b.label]);
      const pair = pairs.get(key) ?? { contexts: new Set(), analogies: new Map() };
      pair.contexts.add(context);
      pair.analogies.set(JSON.stringify([name, knownName]), { label: a.label, name, knownLabel: b.label, knownName });
      pairs.set(key, pair);
    }
  }
  return [...pairs.values()].filter(({ contexts }) => contexts.size >= LEAST_EVIDENCE).flatMap(({ analogies }) => [...analogies.values()]);
}

const placesOf = (units: readonly string[], part: readonly string[]): number[] =>
  units.flatMap((_, i) => (part.every((unit, k) => units[i + k] === unit) ? [i] : []));

/** Units with the only occurrence of `from` replaced; undefined when there is none or several. */
function replaceOnce(units: readonly string[], from: readonly string[], to: readonly string[]): string[] | undefined {
  const [start, ...others] = placesOf(units, from);
  if (start === undefined || others.length > 0) return undefined;
  return [...units.slice(0, start), ...to, ...units.slice(start + from.length)];
}

/** Of the names by which a known thing goes, the longest that stands in a request: 氛围灯, not the 氛围 in it. */
function longestName(units: readonly string[], names: readonly string[][]): string[] | undefined {
  return names.filter((name) => placesOf(units, name).length > 0).sort((a, b) => b.length - a.length)[0];
}

/** A fixed order that has nothing to do with the alphabet. */
const shuffled = (texts: Iterable<string>) =>
  [...texts].map((text) => [createHash('sha1').update(text).digest('hex'), text] as const).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * Examples of new labels made from known phrasings by analogy: when drivers ask for the new thing in some of the ways in which known things
 * are asked for, they will ask for it in the other ways too. `known` is rehearsal text; nothing is made that is in `fresh` already.
 */
export function byAnalogy(fresh: readonly Example[], known: readonly Example[]): Example[] {
  const taken = new Set(fresh.map((example) => foldUtterance(example.text)));
  return (['zh', 'en'] as const).flatMap((language) => {
    const old = plain(known, language);
    const made = new Map<string, Set<string>>();
    const analogies = findAnalogies(plain(fresh, language), old, language);
    for (const known of old) {
      const own = analogies.filter((analogy) => analogy.knownLabel === known.label);
      const knownName = longestName(
        known.units,
        own.map((analogy) => analogy.knownName),
      );
      for (const { label, name } of own.filter(
        (analogy) => analogy.knownName === knownName || join(analogy.knownName, language) === join(knownName ?? [], language),
      )) {
        const replaced = knownName && replaceOnce(known.units, knownName, name);
        if (!replaced || taken.has(join(replaced, language))) continue;
        made.set(label, (made.get(label) ?? new Set()).add(join(replaced, language)));
      }
    }
    return [...made].flatMap(([label, texts]) =>
      shuffled(texts)
        .slice(0, MOST_EACH)
        .map(([digest, text]): Example => ({
          id: `analogy-${digest.slice(0, 16)}`,
          language,
          text,
          frames: [{ intent: label, span: [0, text.length], slots: [] }],
          source: 'fleet',
        })),
    );
  });
}
