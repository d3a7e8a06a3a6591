import { describe, expect, it } from '@jest/globals';
import { addNoise } from './noise.js';
import { parseLine } from './notation.js';
import { seeded } from './random.js';

describe('addNoise', () => {
  it.each([
    '打开[zone:副驾]座椅加热， #seat.heat.on | 然后空调调到[value:二十三度] #climate.temperature.set',
    'open the [zone:rear left] window #window.open | and set the volume to [value:30] #media.volume.set',
    "i can't hear it's too quiet #media.volume.up | and i'd like it at [value:30] #media.volume.set",
  ])('keeps every slot on its words: %s', (line) => {
    const example = parseLine(line, 'x');
    const slotLengths = example.frames.flatMap(({ slots }) => slots.map(({ start, end }) => end - start));
    const changed = new Set<string>();
    for (let seed = 0; seed < 200; seed += 1) {
      const noisy = addNoise(example, seeded(seed), example.language);
      changed.add(noisy.text);
      expect(noisy.frames.flatMap(({ slots }) => slots.map(({ start, end }) => end - start))).toEqual(slotLengths);
      const values = noisy.frames.flatMap(({ slots }) =>
        slots.filter(({ name }) => name === 'value').map(({ start, end }) => noisy.text.slice(start, end)),
      );
      expect(values).toEqual([example.language === 'zh' ? '二十三度' : '30']);
      expect(noisy.frames.at(-1)?.span[1]).toBe(noisy.text.length);
    }
    expect(changed.size).toBeGreaterThan(10);
  });
});
