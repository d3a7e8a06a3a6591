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
  const isSpliced = (name: string, value: string) => value.split(' ').every((word) => words[name as keyof typeof words].includes(word));

  it('puts in values of the same slot, or quotes, and keeps what stands around them', () => {
    const values = copies.flatMap(valuesOf);
    const quotes = values.filter(([name, value]) => !isSpliced(name!, value!)).map(([, value]) => value!);
    expect(quotes.length).toBeGreaterThan(0);
    expect(quotes.length).toBeLessThan(values.length / 4);
    for (const quote of quotes) expect(EXAMPLES.some(({ text }) => text.includes(quote))).toBe(true);
    for (const copy of copies) expect(() => tagsOf(copy, tokenize(copy.text))).not.toThrow();
    const second = copies.filter(({ id }) => id.startsWith('b~'));
    expect(second.length).toBeGreaterThan(5);
    for (const { text, frames } of second) {
      expect(text).toMatch(/^put on .+ loudly and .+ after that$/);
      expect(text.slice(...frames[1]!.span)).toMatch(/^and .* after that$/);
    }
  });

  it('gives a slot whose values recur those values and no others', () => {
    const recurring = Array.from({ length: 40 }, (_, i) =>
      example(`r${i}`, `sort by [order:${['most recent', 'oldest first', 'best rating'][i % 3]!}] please`),
    );
    const drawn = Array.from({ length: 10 }, (_, seed) => substituteSlots(recurring, { seed })).flat();
    expect(new Set(drawn.flatMap(valuesOf).map(([, value]) => value))).toEqual(new Set(['most recent', 'oldest first', 'best rating']));
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
    for (const { text } of spliced) expect(text).toMatch(/^播放[播放夜空中最亮的星光辉岁月]+$/u);
  });

  it('makes no copy that says the same, gives each an own identifier, and draws the same for the same seed', () => {
    expect(copies.every((copy) => EXAMPLES.every(({ text }) => text !== copy.text))).toBe(true);
    expect(new Set(copies.map(({ id }) => id)).size).toBe(copies.length);
    expect(substituteSlots(EXAMPLES, { seed: 3 })).toEqual(substituteSlots(EXAMPLES, { seed: 3 }));
    expect(substituteSlots(EXAMPLES, { seed: 3 })).not.toEqual(substituteSlots(EXAMPLES, { seed: 4 }));
    expect(substituteSlots([EXAMPLES[3]!], { seed: 1 })).toEqual([]);
  });
});
