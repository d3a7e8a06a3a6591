import { describe, expect, it } from '@jest/globals';
import { tagsOf, tokenize } from '@headway/assistant/language';
import type { Example } from '@headway/contracts';
import { substituteSlots } from './substitute.js';

/** A text with slots in brackets, `[name:value]`, and clauses parted by `|`. */
function example(id: string, marked: string): Example {
  let text = '';
  const frames: Example['frames'] = [];
  for (const clause of marked.split('|')) {
    const start = text.length;
    const slots: Example['frames'][number]['slots'] = [];
    for (const [, name, value, rest] of clause.matchAll(/\[(\w+):([^\]]+)\]|([^[]+)/g)) {
      if (name && value) slots.push({ name, start: text.length, end: text.length + value.length });
      text += value ?? rest ?? '';
    }
    frames.push({ intent: 'play', span: [start, text.length], slots });
  }
  return { id, language: 'en', text, frames, source: 'corpus' };
}

const EXAMPLES = [
  example('a', 'play [song:yesterday] by [artist:the beatles]'),
  example('b', 'put on [song:help] loudly |and [song:let it be] after that'),
  example('c', 'something by [artist:queen]'),
  example('d', 'be quiet'),
];
const valuesOf = ({ text, frames }: Example) =>
  frames.flatMap(({ slots }) => slots.map(({ name, start, end }) => [name, text.slice(start, end)]));

describe('slot substitution', () => {
  const copies = Array.from({ length: 20 }, (_, seed) => substituteSlots(EXAMPLES, { seed })).flat();

  const words = { song: ['yesterday', 'help', 'let', 'it', 'be'], artist: ['the', 'beatles', 'queen'] };

  it('puts in values of the same slot and keeps what stands around them', () => {
    for (const copy of copies) {
      for (const [name, value] of valuesOf(copy))
        for (const word of value!.split(' ')) expect(words[name as keyof typeof words]).toContain(word);
      expect(() => tagsOf(copy, tokenize(copy.text))).not.toThrow();
    }
    const second = copies.filter(({ id }) => id.startsWith('b~'));
    expect(second.length).toBeGreaterThan(5);
    for (const copy of second)
      expect(copy.text).toMatch(/^put on (?:(?:yesterday|help|let|it|be) ?)+loudly and (?:(?:yesterday|help|let|it|be) ?)+after that$/);
    for (const { text, frames } of second) expect(text.slice(...frames[1]!.span)).toMatch(/^and .* after that$/);
  });

  it('splices names that no example has, without spaces where there are none', () => {
    const known = new Set(EXAMPLES.flatMap(valuesOf).map(([, value]) => value));
    const values = copies.flatMap(valuesOf).map(([, value]) => value!);
    expect(values.filter((value) => !known.has(value)).length).toBeGreaterThan(5);
    expect(values.every((value) => value.trim() === value && value !== '')).toBe(true);
    const chinese = ['夜空中最亮的星', '光辉岁月'].map((song, i) => ({
      ...example(`z${i}`, `播放[song:${song}]`),
      language: 'zh' as const,
    }));
    const spliced = Array.from({ length: 20 }, (_, seed) => substituteSlots(chinese, { seed })).flat();
    expect(new Set(spliced.map(({ text }) => text)).size).toBeGreaterThan(5);
    for (const { text } of spliced) expect(text).toMatch(/^播放[夜空中最亮的星光辉岁月]+$/u);
  });

  it('makes no copy that says the same, gives each an own identifier, and draws the same for the same seed', () => {
    expect(copies.every((copy) => EXAMPLES.every(({ text }) => text !== copy.text))).toBe(true);
    expect(new Set(copies.map(({ id }) => id)).size).toBe(copies.length);
    expect(substituteSlots(EXAMPLES, { seed: 3 })).toEqual(substituteSlots(EXAMPLES, { seed: 3 }));
    expect(substituteSlots(EXAMPLES, { seed: 3 })).not.toEqual(substituteSlots(EXAMPLES, { seed: 4 }));
    expect(substituteSlots([EXAMPLES[3]!], { seed: 1 })).toEqual([]);
  });
});
