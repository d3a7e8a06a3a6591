import type { LabelledFrame, Language } from '@headway/contracts';

/** One clause with its label; slot offsets count from the clause's start. */
export interface Clause {
  intent: string;
  text: string;
  slots: { name: string; start: number; end: number }[];
}

/** Clauses joined to one utterance, with offsets into it. */
export interface Utterance {
  text: string;
  frames: LabelledFrame[];
}

const latin = (char: string | undefined) => char !== undefined && /[\p{Script=Latin}\p{Nd}'%]/u.test(char);

/** Latin words need a space between them; a comma before a Latin word too. */
function gap(before: string, after: string): string {
  const [last, first] = [before.at(-1), after[0]];
  return latin(first) && (latin(last) || /[,.;!?]/.test(last ?? '')) ? ' ' : '';
}

/** Joins clauses into one utterance. Punctuation ends the former clause, a connecting word begins the next. */
export function joinClauses(clauses: readonly Clause[]): Utterance {
  const joined: Utterance = { text: '', frames: [] };
  for (const clause of clauses) {
    joined.text += gap(joined.text, clause.text);
    const start = joined.text.length;
    joined.text += clause.text;
    const slots = clause.slots.map((slot) => ({ name: slot.name, start: slot.start + start, end: slot.end + start }));
    joined.frames.push({ intent: clause.intent, span: [start, joined.text.length], slots });
  }
  return joined;
}

/** zh when the text holds any Chinese character. */
export const languageOf = (text: string): Language => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');
