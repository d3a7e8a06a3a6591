import type { Example } from '@headway/contracts';
import { joinClauses, languageOf } from './clause.js';
import type { Clause } from './clause.js';

/** A line that is not in the notation. */
export class NotationError extends Error {
  constructor(line: string, reason: string) {
    super(`${reason}: ${line}`);
    this.name = 'NotationError';
  }
}

const CLAUSE = /^(?<body>.+?)\s+#(?<intent>[a-z][\w.-]*)$/u;
const SLOT = /\[(?<name>[a-z]+):(?<text>[^[\]]+)\]/gu;

function parseClause(source: string, line: string): Clause {
  const { body, intent } = CLAUSE.exec(source.trim())?.groups ?? {};
  if (body === undefined || intent === undefined) throw new NotationError(line, 'a clause needs words and then #intent');
  const clause: Clause = { intent, text: '', slots: [] };
  let at = 0;
  for (const match of body.matchAll(SLOT)) {
    clause.text += body.slice(at, match.index);
    const { name = '', text = '' } = match.groups ?? {};
    clause.slots.push({ name, start: clause.text.length, end: clause.text.length + text.length });
    clause.text += text;
    at = match.index + match[0].length;
  }
  clause.text += body.slice(at);
  if (/[[\]#|]/.test(clause.text)) throw new NotationError(line, 'unbalanced brackets or a stray # or |');
  return clause;
}

/**
 * The clauses of one labelled line, see {@link parseLine}.
 * @throws NotationError
 */
export const parseClauses = (line: string): Clause[] => line.split('|').map((part) => parseClause(part, line));

/**
 * Reads one labelled utterance as people write it: clauses separated by ` | `, each with its intent after `#`, slots in brackets.
 *
 *     打开[zone:主驾]车窗， #window.open | 空调调到[value:二十三度] #climate.temperature.set
 *
 * Throws `NotationError` for anything else.
 */
export function parseLine(line: string, id: string, source: Example['source'] = 'hand'): Example {
  const { text, frames } = joinClauses(parseClauses(line));
  return { id, language: languageOf(text), text, frames, source };
}

/** The lines of a file in the notation; empty ones and those that begin with `//` are skipped. */
export const labelledLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'));

/** Reads a file of such lines. Identifiers are `<prefix>-<n>`. */
export const parseLines = (text: string, prefix: string, source?: Example['source']): Example[] =>
  labelledLines(text).map((line, i) => parseLine(line, `${prefix}-${i + 1}`, source));
