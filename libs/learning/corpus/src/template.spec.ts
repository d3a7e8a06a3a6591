import { describe, expect, it } from '@jest/globals';
import { seeded } from './random.js';
import { Grammar } from './template.js';

describe('Grammar', () => {
  const grammar = new Grammar({ zone: ['主驾', '副驾'], verb: ['(打|)开'], loop: ['<loop>'] });

  it('expands rules and choices and marks slots', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 40; seed += 1) {
      const { text, slots } = grammar.expand('<verb>[zone:<zone>](的|)车窗', seeded(seed));
      seen.add(text);
      expect(slots.map(({ name, start, end }) => [name, text.slice(start, end)])).toEqual([
        ['zone', text.includes('主驾') ? '主驾' : '副驾'],
      ]);
    }
    expect(seen.size).toBe(8);
  });

  it('folds the spaces that empty choices leave', () => {
    const texts = new Set(
      Array.from({ length: 20 }, (_, seed) => grammar.expand('(please|) open (the|) window (now|)', seeded(seed)).text),
    );
    expect([...texts].every((text) => !/ {2}|^ | $/.test(text))).toBe(true);
  });

  it('leaves out slots that came out empty', () => {
    const { slots } = grammar.expand('车窗[value:()]', seeded(1));
    expect(slots).toEqual([]);
  });

  it.each(['(a|b', '[zone:a', 'a)', '<nothing>', '<loop>'])('refuses %s', (template) => {
    expect(() => grammar.expand(template, seeded(1))).toThrow(SyntaxError);
  });
});
