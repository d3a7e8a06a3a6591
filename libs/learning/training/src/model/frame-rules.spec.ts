import { describe, expect, it } from '@jest/globals';
import { exampleSchema, type Example } from '@headway/contracts';
import { frameRules, loosened } from './frame-rules.js';

/** Examples of an intent with these slots, so many times. */
const examples = (intent: string, slots: readonly string[], count: number): Example[] =>
  Array.from({ length: count }, (_, i) => {
    const text = ['say', ...slots].join(' ');
    let at = 4;
    return exampleSchema.parse({
      id: `${intent} ${slots.join()} ${i}`,
      language: 'en',
      text,
      frames: [
        {
          intent,
          span: [0, text.length],
          slots: slots.map((name) => ({ name, start: at, end: (at += name.length + 1) - 1 })),
        },
      ],
    });
  });

const taught = [
  ...examples('play', ['artist'], 200),
  ...examples('play', ['title'], 200),
  ...examples('play', ['title', 'service'], 99),
  ...examples('play', ['artist', 'service'], 1),
  ...examples('find', ['place'], 300),
  ...examples('find', ['place', 'place'], 100),
  ...examples('call', ['place'], 2),
  ...examples('none', [], 500),
];

describe('frameRules', () => {
  const rules = frameRules(taught);

  it('excludes slots that an intent never has, and pairs that never come', () => {
    expect(rules['play']).toEqual({
      without: ['place'],
      // Not two services: of so few, none is no wonder. Nor an artist's service: by chance it would come 40 times, but once it did.
      apart: [
        ['artist', 'artist'],
        ['artist', 'title'],
        ['title', 'title'],
      ],
    });
    expect(rules['find']).toEqual({ without: ['artist', 'service', 'title'], apart: [] });
  });

  it('excludes nothing that would hardly be seen anyway, and says nothing of what is out of scope', () => {
    expect(rules['call']).toEqual({ without: [], apart: [] });
    expect(Object.keys(rules)).toEqual(['call', 'find', 'play']);
    expect(frameRules(taught.slice(0, 3))).toEqual({ play: { without: [], apart: [] } });
    expect(frameRules([])).toEqual({});
  });

  it('is not misled by a label that slipped, as many as come regularly', () => {
    const slips = (count: number) => frameRules([...taught, ...examples('find', ['title'], count)])['find']!.without;
    expect(slips(1)).toEqual(['artist', 'service', 'title']);
    expect(slips(20)).toEqual(['artist', 'service']);
  });
});

describe('loosened', () => {
  const rules = frameRules(taught);

  it('keeps what examples do not speak against, and adds nothing', () => {
    expect(loosened(rules, [])).toEqual(rules);
    expect(loosened(rules, examples('scent', ['kind'], 200))).toEqual(rules);
    expect(loosened(rules, taught)).toEqual(rules);
  });

  it('lets go of what examples show', () => {
    const now = loosened(rules, [...examples('find', ['title'], 20), ...examples('play', ['artist', 'title'], 20)]);
    expect(now['find']!.without).toEqual(['artist', 'service']);
    expect(now['play']!.apart).toEqual([
      ['artist', 'artist'],
      ['title', 'title'],
    ]);
  });
});
