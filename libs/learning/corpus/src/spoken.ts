import { readdirSync, readFileSync } from 'node:fs';
import type { Language } from '@headway/contracts';
import { assetPath } from '@headway/platform/assets';
import type { Clause } from './clause.js';
import { labelledLines, parseClauses } from './notation.js';
import type { Random } from './random.js';

const FOLDER = 'libs/learning/corpus/assets/spoken';

/** Slots whose values may stand for each other in a sentence; numbers and zones are part of how it goes. */
const NAMES = new Set(['place', 'contact', 'query']);
/** Share of them that are exchanged: whom a driver calls says little about how one asks for it. */
const EXCHANGED = 0.3;

/** What people say for a car to hear, written by hand to be learnt from, since no template would say it. */
class Spoken {
  readonly #utterances: readonly (readonly Clause[])[];
  /** Utterances of one clause, by intent: what may be said beside others too. */
  readonly #singles = new Map<string, Clause[]>();
  /** Names by intent and slot. */
  readonly #names = new Map<string, string[]>();

  constructor(lines: readonly string[]) {
    this.#utterances = lines.map(parseClauses);
    for (const utterance of this.#utterances) {
      const [first] = utterance;
      if (first && utterance.length === 1) collect(this.#singles, first.intent, first);
      for (const { intent, text, slots } of utterance)
        for (const { name, start, end } of slots) if (NAMES.has(name)) collect(this.#names, `${intent} ${name}`, text.slice(start, end));
    }
  }

  /** A whole utterance. */
  utterance(random: Random): Clause[] {
    return random.pick(this.#utterances).map((clause) => this.#renamed(clause, random));
  }

  /** A clause that was said alone; undefined when nobody asked for this intent. */
  single(intent: string, random: Random): Clause | undefined {
    const known = this.#singles.get(intent);
    return known && this.#renamed(random.pick(known), random);
  }

  /** The clause with some of its names exchanged for others of the same intent. */
  #renamed({ intent, text, slots }: Clause, random: Random): Clause {
    const renamed: Clause = { intent, text: '', slots: [] };
    let from = 0;
    for (const { name, start, end } of slots) {
      const others = this.#names.get(`${intent} ${name}`);
      const value = others && random.chance(EXCHANGED) ? random.pick(others) : text.slice(start, end);
      renamed.text += text.slice(from, start);
      renamed.slots.push({ name, start: renamed.text.length, end: renamed.text.length + value.length });
      renamed.text += value;
      from = end;
    }
    renamed.text += text.slice(from);
    return renamed;
  }
}

function collect<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Lines of all files of a language, `<language>-<topic>.txt`. */
export const spokenLines = (language: Language): string[] =>
  readdirSync(assetPath(FOLDER))
    .filter((name) => name.startsWith(`${language}-`))
    .sort()
    .flatMap((name) => labelledLines(readFileSync(assetPath(`${FOLDER}/${name}`), 'utf8')));

const known = new Map<Language, Spoken>();

/** The spoken utterances of a language. Throws `NotationError` for a broken line. */
export function spokenIn(language: Language): Spoken {
  const found = known.get(language) ?? new Spoken(spokenLines(language));
  known.set(language, found);
  return found;
}
