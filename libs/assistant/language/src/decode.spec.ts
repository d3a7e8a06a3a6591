import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exampleSchema } from '@headway/contracts';
import type { Example } from '@headway/contracts';
import { decodeFrames } from './decode.js';
import { labelsOf, MisalignedLabelError, tagsOf } from './targets.js';
import { tokenize } from './tokenize.js';

const example: Example = exampleSchema.parse({
  id: 'compound',
  language: 'zh',
  text: '打开主驾车窗，空调调到二十三度。',
  frames: [
    { intent: 'window.open', span: [0, 6], slots: [{ name: 'zone', start: 2, end: 4 }] },
    { intent: 'climate.temperature', span: [7, 15], slots: [{ name: 'temperature', start: 11, end: 15 }] },
  ],
});

/** The logits of a model that is sure of the example's own labels. */
function idealOutput(of: Example, margin = 12) {
  const tokens = tokenize(of.text);
  const labels = labelsOf([of]);
  const targets = tagsOf(of, tokens);
  const rows = (names: readonly string[], wanted: readonly string[]) =>
    Float32Array.from(wanted.flatMap((name) => names.map((label) => (label === name ? margin : 0))));
  return {
    text: of.text,
    tokens,
    card: { ...labels, temperature: { zh: 1, en: 1 } },
    language: of.language,
    intentLogits: rows(labels.intents, targets.intents),
    boundaryLogits: Float32Array.from(targets.boundaries, (one) => (one ? margin : -margin)),
    slotLogits: rows(labels.tags, targets.tags),
  };
}

describe('decodeFrames', () => {
  it('gives back the labelled clauses, intents and slots of a sure model', () => {
    const frames = decodeFrames(idealOutput(example));
    expect(
      frames.map(({ intent, span, slots }) => ({ intent, span, slots: slots.map(({ name, start, end }) => ({ name, start, end })) })),
    ).toEqual(example.frames);
    expect(frames[1]?.slots[0]?.text).toBe('二十三度');
    expect(frames.every((frame) => frame.confidence > 0.99)).toBe(true);
  });

  it('is less confident the less sure a slot, a boundary or the intent is', () => {
    const sure = decodeFrames(idealOutput(example))[0]?.confidence ?? 0;
    for (const head of ['intentLogits', 'boundaryLogits', 'slotLogits'] as const) {
      const output = idealOutput(example);
      const doubtful = { ...output, [head]: output[head].map((logit) => logit / 6) };
      expect(decodeFrames(doubtful)[0]?.confidence).toBeLessThan(sure - 0.01);
    }
  });

  it('has a hyphenated word in a slot as a whole or not at all', () => {
    const tokens = tokenize('play e-type now');
    const tags = ['O', 'B-artist', 'I-artist'];
    const said = (wanted: readonly string[]) => {
      const rows = wanted.flatMap((tag) => tags.map((label) => (label === tag ? 4 : 0)));
      const output = { ...idealOutput(example), text: 'play e-type now', tokens, card: { intents: ['a'], tags, temperature: {} } };
      const one = new Float32Array(tokens.length);
      return decodeFrames({ ...output, intentLogits: one, boundaryLogits: one, slotLogits: Float32Array.from(rows) })[0]?.slots.map(
        ({ text }) => text,
      );
    };
    expect(tokens.map(({ text }) => text)).toEqual(['play', 'e', '-', 'type', 'now']);
    expect(said(['O', 'B-artist', 'I-artist', 'O', 'O'])).toEqual(['e-type']);
    expect(said(['O', 'O', 'O', 'B-artist', 'O'])).toEqual([]);
    expect(said(['O', 'B-artist', 'B-artist', 'B-artist', 'I-artist'])).toEqual(['e-type now']);
  });

  it('divides intent logits by the temperature of the language', () => {
    const output = idealOutput(example, 3);
    const [plain] = decodeFrames(output);
    const [cooled] = decodeFrames({ ...output, card: { ...output.card, temperature: { zh: 4 } } });
    expect(cooled?.intent).toBe(plain?.intent);
    expect(cooled?.confidence).toBeLessThan(plain?.confidence ?? 0);
  });

  describe('where the card says which frames there are', () => {
    const text = 'play the little house';
    const tokens = tokenize(text);
    const intents = ['none', 'media.play', 'book.find'];
    const tags = ['O', 'B-title', 'I-title', 'B-book', 'I-book'];
    const frames = {
      'media.play': { without: ['book'], apart: [['title', 'title'] as [string, string]] },
      'book.find': { without: ['title'], apart: [] },
    };
    /** What is read of it when the heads say this of every intent, and of every tag of every token. */
    const read = (said: { intents: readonly number[]; tags: readonly (readonly number[])[] }, card = {}) =>
      decodeFrames({
        text,
        tokens,
        language: 'en',
        card: { intents, tags, temperature: {}, frames, ...card },
        intentLogits: Float32Array.from(tokens.flatMap(() => said.intents)),
        boundaryLogits: new Float32Array(tokens.length).fill(-9),
        slotLogits: Float32Array.from(said.tags.flat()),
      }).map(({ intent, slots }) => [intent, ...slots.map((slot) => `${slot.name}: ${slot.text}`)]);
    const outside = [9, 0, 0, 0, 0];
    const book = [outside, [0, 0, 0, 6, 0], [0, 0, 0, 0, 6], [0, 0, 0, 0, 6]];
    const bookOrTitle = [outside, [0, 5.5, 0, 6, 0], [0, 0, 5.5, 0, 6], [0, 0, 5.5, 0, 6]];

    it('reads intent and slots that go together, whichever is surer', () => {
      expect(read({ intents: [0, 2, 1], tags: book }, { frames: undefined })).toEqual([['media.play', 'book: the little house']]);
      expect(read({ intents: [0, 2, 1], tags: book })).toEqual([['book.find', 'book: the little house']]);
      expect(read({ intents: [0, 9, 1], tags: bookOrTitle })).toEqual([['media.play', 'title: the little house']]);
      expect(read({ intents: [0, 99, 1], tags: book })).toEqual([['media.play']]);
    });

    it('reads a slot once where it comes once', () => {
      const twice = [outside, [0, 6, 0, 0, 0], [6, 0, 0, 0, 0], [0, 5, 0, 0, 0]];
      expect(read({ intents: [0, 9, 0], tags: twice }, { frames: {} })).toEqual([['media.play', 'title: the', 'title: house']]);
      expect(read({ intents: [0, 9, 0], tags: twice })).toEqual([['media.play', 'title: the']]);
    });

    it('has no rule for an intent that the card says nothing of, whatever its name', () => {
      const names = ['none', 'constructor', 'book.find'];
      expect(read({ intents: [0, 2, 1], tags: book }, { intents: names })).toEqual([['constructor', 'book: the little house']]);
    });

    it('takes nothing for out of scope, and nothing back from there, for its slots', () => {
      expect(read({ intents: [8.9, 9, -9], tags: book })).toEqual([['media.play']]);
      expect(read({ intents: [9, 8.9, -9], tags: book })).toEqual([['none']]);
    });
  });

  it('answers a text without tokens with out of scope', () => {
    const empty = new Float32Array(0);
    const output = { ...idealOutput(example), text: '\u200b', tokens: [], intentLogits: empty, boundaryLogits: empty, slotLogits: empty };
    expect(decodeFrames(output)).toEqual([{ intent: 'none', confidence: 1, span: [0, 1], slots: [] }]);
  });

  it('gives ordered, disjoint, valid frames for any logits', () => {
    const tokens = tokenize(example.text);
    const card = { intents: ['none', 'a', 'b'], tags: ['O', 'B-x', 'I-x', 'B-y', 'I-y', 'I-orphan'], temperature: { zh: 1.5 } };
    const logits = (width: number) =>
      fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: tokens.length * width, maxLength: tokens.length * width });
    fc.assert(
      fc.property(logits(3), logits(1), logits(6), (intents, boundaries, slots) => {
        const frames = decodeFrames({
          text: example.text,
          tokens,
          card,
          language: 'zh',
          intentLogits: Float32Array.from(intents),
          boundaryLogits: Float32Array.from(boundaries),
          slotLogits: Float32Array.from(slots),
        });
        let end = 0;
        for (const frame of frames) {
          expect(frame.span[0]).toBeGreaterThanOrEqual(end);
          expect(frame.confidence).toBeGreaterThanOrEqual(0);
          expect(frame.confidence).toBeLessThanOrEqual(1);
          for (const slot of frame.slots) {
            expect(['x', 'y']).toContain(slot.name);
            expect(slot.start).toBeGreaterThanOrEqual(end);
            expect(example.text.slice(slot.start, slot.end)).toBe(slot.text);
            end = slot.end;
          }
          end = Math.max(end, frame.span[1]);
        }
      }),
    );
  });
});

describe('tagsOf', () => {
  const withSlot = (start: number, end: number): Example => ({
    ...example,
    id: 'broken',
    text: 'open the windows',
    frames: [{ intent: 'window.open', span: [0, 16], slots: [{ name: 'part', start, end }] }],
  });

  it('names the slot that cuts a token', () => {
    const broken = withSlot(9, 15);
    expect(() => tagsOf(broken, tokenize(broken.text))).toThrow(
      new MisalignedLabelError('broken', 'slot part "window" [9,15) does not align to tokens'),
    );
  });

  it('refuses a slot outside its clause and slots that overlap', () => {
    const outside = {
      ...example,
      frames: example.frames.map((frame, i) => (i === 0 ? { ...frame, slots: [{ name: 'zone', start: 11, end: 15 }] } : frame)),
    };
    expect(() => tagsOf(outside, tokenize(outside.text))).toThrow(/outside its clause/);
    const twice = withSlot(9, 16);
    twice.frames[0]?.slots.push({ name: 'other', start: 9, end: 16 });
    expect(() => tagsOf(twice, tokenize(twice.text))).toThrow(/overlaps/);
  });

  it('keeps the indexes of known labels when new ones come', () => {
    const labels = labelsOf([example], { intents: ['zzz'], tags: ['O', 'B-zone', 'I-zone'] });
    expect(labels.intents).toEqual(['zzz', 'climate.temperature', 'window.open']);
    expect(labels.tags).toEqual(['O', 'B-zone', 'I-zone', 'B-temperature', 'I-temperature']);
  });
});
