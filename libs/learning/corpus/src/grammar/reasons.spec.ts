import { describe, expect, it } from '@jest/globals';
import { seeded } from '../random.js';
import { speakerOf } from './language.js';
import { REASONS, RELATED_REASONS } from './reasons.js';

const { grammar, commands } = speakerOf('zh');
const draw = (templates: readonly string[], times: number) => {
  const random = seeded(7);
  return Array.from({ length: times }, () => grammar.expand(random.pick(templates), random).text.replaceAll('，', ''));
};

describe('Chinese reasons', () => {
  it('are no requests of their own', () => {
    const reasons = new Set(draw(REASONS.zh, 6000));
    const asked = Object.entries(commands).flatMap(([intent, templates]) => draw(templates, 400).map((text) => ({ intent, text })));
    expect(asked.filter(({ text }) => reasons.has(text))).toEqual([]);
  });

  it('that could be requests stand beside intents that exist', () => {
    for (const [intents, templates] of RELATED_REASONS.zh) {
      expect(Object.keys(commands).filter((intent) => intents.test(intent))).not.toEqual([]);
      expect(draw(templates, 50).every((text) => text.length > 0)).toBe(true);
    }
  });
});
