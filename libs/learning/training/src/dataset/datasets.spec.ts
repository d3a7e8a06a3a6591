import { describe, expect, it } from '@jest/globals';
import { join, TINY_EXAMPLES } from '../testing/tiny-task.js';
import { formatJsonLines, parseJsonLines } from './json-lines.js';
import { holdOut, sample } from './split.js';
import { parseBlocks } from './snips.js';

const line = (changes: object) => JSON.stringify({ ...TINY_EXAMPLES[0], ...changes });
const read = (...lines: string[]) => parseJsonLines(lines.join('\n'), 'set.jsonl');

describe('JSON Lines datasets', () => {
  it('come back as they were written', () => {
    const examples = [...TINY_EXAMPLES, join(TINY_EXAMPLES[0]!, TINY_EXAMPLES[5]!, ' and ', 'both')];
    expect(read(formatJsonLines(examples))).toEqual(examples);
  });

  const frame = TINY_EXAMPLES[0]!.frames[0]!;
  it.each([
    ['broken JSON', ['{"id": '], 'set.jsonl:1: no JSON'],
    ['half a file', [line({}), line({ id: 'b' }).slice(0, 40)], 'set.jsonl:2: no JSON'],
    ['an empty text', [line({}), line({ id: 'b', text: '' })], 'set.jsonl:2: '],
    ['a blank text', [line({ text: ' ', frames: [{ ...frame, span: [0, 1], slots: [] }] })], 'set.jsonl:1: the text is empty'],
    ['an unknown language', [line({ language: 'xx' })], 'set.jsonl:1: '],
    ['no frames', [line({ frames: [] })], 'set.jsonl:1: '],
    [
      'a clause outside the text',
      [line({ frames: [{ ...frame, span: [0, 99] }] })],
      'set.jsonl:1: the clause [0, 99] of lights.on lies outside the text of',
    ],
    [
      'a slot outside the text',
      [line({ frames: [{ ...frame, slots: [{ name: 'zone', start: 12, end: 99 }] }] })],
      'set.jsonl:1: slot zone [12, 99] lies outside the text',
    ],
    [
      'a slot outside its clause',
      [line({ frames: [{ ...frame, span: [0, 10] }] })],
      'set.jsonl:1: slot zone [12, 17] lies outside its clause [0, 10]',
    ],
    [
      'an identifier used twice',
      [line({}), '', line({ text: 'turn on the front light now' })],
      'set.jsonl:3: the identifier tiny:0:0 is already used in line 1, with another content',
    ],
    [
      'contradictory labels',
      [line({}), line({ id: 'b', frames: [{ ...frame, intent: 'lights.off' }] })],
      'set.jsonl:2: contradicts line 1',
    ],
    ['nothing', ['', ''], 'set.jsonl: holds no examples'],
  ])('are refused for %s, with the place', (_, lines, message) => {
    expect(() => read(...lines)).toThrow(message);
  });
});

describe('block datasets', () => {
  const parse = (text: string, tags?: ReadonlySet<string>) => parseBlocks(text, 'folder/set.txt', { tags });

  it('join tokens by spaces and tags to slots', () => {
    const [first, second] = parse('play O\nabbey B-album\nroad I-album\nnow B-time\nPlayMusic\n\nstop O\nStop\n');
    expect(first).toEqual({
      id: 'set.txt:1',
      language: 'en',
      text: 'play abbey road now',
      frames: [
        {
          intent: 'PlayMusic',
          span: [0, 19],
          slots: [
            { name: 'album', start: 5, end: 15 },
            { name: 'time', start: 16, end: 19 },
          ],
        },
      ],
      source: 'corpus',
    });
    expect(second?.text).toBe('stop');
  });

  it.each([
    ['a missing tag', 'play O\nroad I\nPlay\n', 'folder/set.txt:2: "I" is no BIO tag'],
    ['an unknown tag', 'play O\nroad B-street\nPlay\n', 'folder/set.txt:2: unknown tag B-street'],
    ['a slot that begins inside', 'play O\nroad I-album\nPlay\n', 'folder/set.txt:2: I-album does not continue a slot album'],
    ['three words in a line', 'play the O\nPlay\n', 'folder/set.txt:1: a line holds a token and a tag, not 3 words'],
    ['an intent without text', 'Play\n\n', 'folder/set.txt:1: intent Play has no text'],
    ['a block without intent', 'play O\n\nplay O\nPlay\n', 'folder/set.txt:2: the block ends without an intent'],
    ['no empty line between', 'play O\nPlay\nstop O\nStop\n', 'folder/set.txt:3: an empty line is missing after the intent Play'],
    ['a tag without token', 'play O\n B-album\nPlay\n', 'folder/set.txt:2: the tag B-album has no token'],
    [
      'contradictory slots',
      'play O\nroad B-album\nPlay\n\nplay O\nroad O\nPlay\n',
      'folder/set.txt:5: contradicts line 1: the same text "play road" is labelled otherwise',
    ],
    ['contradictory intents', 'play O\nPlay\n\nplay O\nStop\n', 'folder/set.txt:4: contradicts line 1'],
    ['half a file', 'play O\nPlay\n\nplay O\nabbey B-album', 'folder/set.txt:5: the file ends inside a block'],
    ['nothing', '\n', 'folder/set.txt: holds no examples'],
  ])('are refused for %s, with the place', (_, text, message) => {
    expect(() => parse(text, new Set(['O', 'B-album', 'I-album']))).toThrow(message);
  });
});

describe('splitting', () => {
  it('parts without loss, the same way for the same seed', () => {
    const { kept, held } = holdOut(TINY_EXAMPLES, 0.25, { seed: 1 });
    expect(held).toHaveLength(Math.round(TINY_EXAMPLES.length / 4));
    expect(new Set([...kept, ...held])).toEqual(new Set(TINY_EXAMPLES));
    expect(holdOut(TINY_EXAMPLES, 0.25, { seed: 1 }).held).toEqual(held);
    expect(holdOut(TINY_EXAMPLES.slice(0, 1), 0.25, { seed: 1 })).toEqual({ kept: [TINY_EXAMPLES[0]], held: [] });
    expect(new Set(sample(TINY_EXAMPLES, 7, 1)).size).toBe(7);
  });
});
