import { describe, expect, it } from '@jest/globals';
import type { Example, Language } from '@headway/contracts';
import * as fc from 'fast-check';
import { byAnalogy } from './analogy.js';
import { inCompany } from './company.js';
import { enrich } from './enrichment.js';
import { withStrangers } from './strangers.js';
import { foldUtterance } from './utterance.js';

const example = (text: string, intent: string, language: Language = 'zh'): Example => ({
  id: text,
  language,
  text,
  frames: [{ intent, span: [0, text.length], slots: [] }],
  source: 'corpus',
});

const known = [
  ...['打开空调', '把空调打开', '帮我开一下空调', '空调打开吧', '麻烦你把空调打开好吗', '打开空调和风扇'].map((text) =>
    example(text, 'climate.on'),
  ),
  ...['关闭空调', '把空调关掉', '不要空调了', '能不能关一下空调'].map((text) => example(text, 'climate.off')),
  ...['打开氛围灯', '氛围灯打开吧', '帮我开一下氛围灯', '将氛围灯调亮些'].map((text) => example(text, 'light.ambient.on')),
];
const taught = [
  ...['打开香氛', '香氛打开吧', '帮我开一下香氛'].map((text) => example(text, 'fragrance.on')),
  ...['关闭香氛', '不要香氛了', '把香氛关掉'].map((text) => example(text, 'fragrance.off')),
];
const textsOf = (examples: readonly Example[], intent: string) =>
  examples.filter((made) => made.frames[0]?.intent === intent).map((made) => made.text);

describe('examples by analogy', () => {
  it('ask for the new thing in the ways in which a known one is asked for', () => {
    const made = byAnalogy(taught, known);
    expect(textsOf(made, 'fragrance.on')).toEqual(expect.arrayContaining(['把香氛打开', '麻烦你把香氛打开好吗']));
    expect(textsOf(made, 'fragrance.off')).toEqual(['能不能关一下香氛']);
  });

  it('replace a whole name, not a part of a longer one', () => {
    expect(byAnalogy(taught, known).map((made) => made.text)).not.toContain('将香氛灯调亮些');
  });

  it('need the same contexts several times, and repeat nothing', () => {
    expect(byAnalogy(taught.slice(0, 2), known)).toEqual([]);
    const texts = byAnalogy(taught, known).map((made) => made.text);
    expect(new Set([...texts, ...taught.map((given) => given.text)]).size).toBe(texts.length + taught.length);
  });
});

const chatter = Array.from({ length: 20 }, () => example('今天车里好闷关了吧', 'none'));

describe('examples with words that do not belong', () => {
  it('keep every word and the label, and never say another label', () => {
    const made = withStrangers(taught, chatter);
    expect(made).toHaveLength(taught.length);
    made.forEach((strange, i) => {
      const original = taught[i] as Example;
      let at = 0;
      for (const character of strange.text) if (character === original.text[at]) at += 1;
      expect(at).toBe(original.text.length);
      expect(strange.text.length).toBeGreaterThan(original.text.length);
      expect(strange.frames).toEqual([{ ...original.frames[0], span: [0, strange.text.length] }]);
      if (original.frames[0]?.intent === 'fragrance.on') expect(strange.text).not.toContain('关');
    });
  });

  it('move slots and clauses along', () => {
    const words = fc.array(fc.constantFrom('open', 'the', 'driver', 'window', 'please'), { minLength: 4, maxLength: 8 });
    const babble = Array.from({ length: 20 }, () => example('maybe later today', 'none', 'en'));
    fc.assert(
      fc.property(words, fc.nat(2), (parts, first) => {
        const text = parts.join(' ');
        const start = parts.slice(0, first).join(' ').length + (first > 0 ? 1 : 0);
        const end = start + (parts[first] as string).length;
        const given: Example = {
          ...example(text, 'window.open', 'en'),
          frames: [{ intent: 'window.open', span: [0, text.length], slots: [{ name: 'zone', start, end }] }],
        };
        const [made] = withStrangers([given], babble);
        const slot = made?.frames[0]?.slots[0];
        expect(made?.text.slice(slot?.start, slot?.end)).toBe(parts[first]);
        expect(made?.frames[0]?.span).toEqual([0, made?.text.length]);
      }),
    );
  });
});

describe('examples in company', () => {
  const window: Example = {
    ...example('open the driver window', 'window.open', 'en'),
    frames: [{ intent: 'window.open', span: [0, 22], slots: [{ name: 'zone', start: 9, end: 15 }] }],
  };
  const scents = Array.from({ length: 20 }, (_, i) => `scent to ${String.fromCharCode(97 + i)}`);
  const made = inCompany(
    scents.map((text) => example(text, 'fragrance.on', 'en')),
    [window],
  );

  it('are two requests in either order, whose clauses cover the text and whose slots move along', () => {
    expect(made).toHaveLength(scents.length);
    expect(new Set(made.map(({ frames }) => frames[0]?.intent)).size).toBe(2);
    made.forEach(({ text, frames, language }, i) => {
      const said = (intent: string) => frames.find((frame) => frame.intent === intent) as Example['frames'][number];
      expect(text.slice(...said('fragrance.on').span)).toContain(scents[i]);
      const [slot] = said('window.open').slots;
      expect(text.slice(slot?.start, slot?.end)).toBe('driver');
      const [first, second] = frames;
      expect([first?.span[0], second?.span[1]]).toEqual([0, text.length]);
      expect(text.slice(first?.span[1], second?.span[0])).toMatch(/^[ ,]*$/);
      expect(language).toBe('en');
    });
  });

  it('are not made of long ones, of what stands alone, and not across languages', () => {
    const long = example('x'.repeat(61), 'fragrance.on', 'en');
    const stop = example('stop talking', 'dialogue.stop', 'en');
    expect(inCompany([long, stop, example('打开香氛', 'fragrance.on')], [window])).toEqual([]);
    expect(inCompany([example('scent on', 'fragrance.on', 'en')], [stop, long])).toEqual([]);
  });
});

it('makes nothing that is tested, and the same in every process', () => {
  const excluded = ['把香氛打开。', '麻烦你把香氛打开好吗'];
  const made = enrich(taught, { known: [...known, ...chatter], excluded });
  expect(made.length).toBeGreaterThan(2 * taught.length);
  const folded = new Set(made.map((one) => foldUtterance(one.text)));
  for (const text of excluded) expect(folded.has(foldUtterance(text))).toBe(false);
  expect(enrich(taught, { known: [...known, ...chatter], excluded })).toEqual(made);
});
