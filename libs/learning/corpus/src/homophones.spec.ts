import { describe, expect, it } from '@jest/globals';
import { soundsLike } from './homophones.js';
import { addNoise } from './noise.js';
import { parseLine } from './notation.js';
import { seeded } from './random.js';

describe('soundsLike', () => {
  it('names others of the same sound, never the character itself', () => {
    expect(soundsLike('窗')).toContain('床');
    expect(soundsLike('床')).toContain('窗');
    for (const char of '窗调座雾灯音') expect(soundsLike(char)).not.toContain(char);
    expect(soundsLike('龘')).toBe('');
  });

  it('never makes the command that is to be learned', () => {
    expect(soundsLike('箱') + soundsLike('分')).not.toMatch(/香/);
  });

  it('changes words outside slots and leaves their number alone', () => {
    const example = parseLine('打开[zone:主驾]车窗 #window.open', 'x');
    const heard = Array.from({ length: 400 }, (_, seed) => addNoise(example, seeded(seed), 'zh').text);
    expect(heard.some((text) => text.length === example.text.length && text !== example.text)).toBe(true);
    expect(heard.every((text) => text.includes('主驾') || text.includes('注驾'))).toBe(true);
  });
});
