import { describe, expect, it } from '@jest/globals';
import { exampleSchema } from '@headway/contracts';
import { NotationError, parseLine, parseLines } from './notation.js';

describe('parseLine', () => {
  it('reads clauses and slots with offsets into the whole utterance', () => {
    const example = parseLine('打开[zone:主驾]车窗， #window.open | 空调调到[value:二十三度] #climate.temperature.set', 'a');
    expect(example).toEqual({
      id: 'a',
      language: 'zh',
      source: 'hand',
      text: '打开主驾车窗，空调调到二十三度',
      frames: [
        { intent: 'window.open', span: [0, 7], slots: [{ name: 'zone', start: 2, end: 4 }] },
        { intent: 'climate.temperature.set', span: [7, 15], slots: [{ name: 'value', start: 11, end: 15 }] },
      ],
    });
    expect(exampleSchema.safeParse(example).success).toBe(true);
  });

  it('puts a space between Latin clauses', () => {
    const example = parseLine('open the window, #window.open | and play some [query:jazz] #media.search', 'b');
    expect(example.text).toBe('open the window, and play some jazz');
    expect(example.frames[1]?.span).toEqual([17, 35]);
    expect(example.text.slice(31, 35)).toBe('jazz');
    expect(example.frames[1]?.slots).toEqual([{ name: 'query', start: 31, end: 35 }]);
  });

  it.each(['打开空调', '打开[zone:主驾车窗 #window.open', '#window.open', '打开 | 空调 #climate.on'])('refuses %s', (line) => {
    expect(() => parseLine(line, 'c')).toThrow(NotationError);
  });

  it('skips comments and empty lines', () => {
    expect(parseLines('// note\n\n打开空调 #climate.on\n', 'p').map(({ id }) => id)).toEqual(['p-1']);
  });
});
