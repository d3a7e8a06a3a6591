import { describe, expect, it } from '@jest/globals';
import { tagsOf, tokenize } from '@headway/assistant/language';
import { expectedPlan, findIntent } from '@headway/assistant/ontology';
import { OUT_OF_SCOPE } from '@headway/contracts';
import type { Language } from '@headway/contracts';
import { joinClauses } from './clause.js';
import { parseLine } from './notation.js';
import { seeded } from './random.js';
import { spokenIn, spokenLines } from './spoken.js';

const LANGUAGES: readonly Language[] = ['zh', 'en'];
const UNKNOWN_WORDS = /香氛|香薰|fragrance|diffuser|scent/i;

describe.each(LANGUAGES)('spoken utterances in %s', (language) => {
  const examples = spokenLines(language).map((line, i) => parseLine(line, `${language}-${i}`));

  it('are many, each once, in their language, and free of the command that is to be learned', () => {
    expect(examples.length).toBeGreaterThan(3000);
    expect(new Set(examples.map(({ text }) => text)).size).toBe(examples.length);
    expect(examples.filter((example) => example.language !== language).map(({ text }) => text)).toEqual([]);
    expect(examples.filter(({ text }) => UNKNOWN_WORDS.test(text)).map(({ text }) => text)).toEqual([]);
  });

  it('are labelled with what the cockpit knows, and every request comes to an action', () => {
    const wrong = examples.filter((example) =>
      example.frames.some((frame) => {
        if (frame.intent === OUT_OF_SCOPE) return frame.slots.length > 0;
        if (findIntent(frame.intent) === undefined) return true;
        return !frame.intent.startsWith('dialogue.') && expectedPlan({ ...example, frames: [frame] }).actions.length === 0;
      }),
    );
    expect(wrong.map(({ text }) => text)).toEqual([]);
    for (const example of examples) expect(() => tagsOf(example, tokenize(example.text))).not.toThrow();
  });

  it('are said again with other names, and the same otherwise', () => {
    const random = seeded(1);
    const said = Array.from({ length: 2000 }, () => spokenIn(language).utterance(random));
    const known = new Set(examples.map(({ text }) => text));
    const renamed = said.filter((clauses) => !known.has(joinClauses(clauses).text));
    expect(renamed.length).toBeGreaterThan(50);
    for (const { intent, text, slots } of renamed.flat()) {
      expect(intent === OUT_OF_SCOPE || findIntent(intent) !== undefined).toBe(true);
      for (const { start, end } of slots) expect(text.slice(start, end).trim()).not.toBe('');
    }
    expect(spokenIn(language).single('no.such-intent', random)).toBeUndefined();
  });
});
