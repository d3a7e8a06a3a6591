import type { Example, Language } from '@headway/contracts';
import type { TrainingJob } from '../job/train-model.js';
import type { Architecture } from '../model/architecture.js';

/** A language task small enough to learn in a second, for specs: two intents with a zone, one without, and small talk. */
const PATTERNS: readonly (readonly [Language, string, string])[] = [
  ['en', 'lights.on', 'turn on the {zone} light'],
  ['en', 'lights.on', 'switch the {zone} light on please'],
  ['en', 'lights.off', 'turn off the {zone} light'],
  ['en', 'lights.off', 'no more light at the {zone}'],
  ['en', 'music.play', 'play some music'],
  ['en', 'none', 'how are you today'],
  ['zh', 'lights.on', '打开{zone}的灯'],
  ['zh', 'lights.off', '关掉{zone}的灯'],
  ['zh', 'music.play', '放点音乐'],
  ['zh', 'none', '今天你好吗'],
];

const ZONES: Readonly<Record<Language, readonly string[]>> = {
  en: ['front', 'rear', 'left', 'right', 'back seat'],
  zh: ['前排', '后排', '左边', '右边'],
};

function fill(language: Language, intent: string, pattern: string, zone: string, id: string): Example {
  const start = pattern.indexOf('{zone}');
  const text = pattern.replace('{zone}', zone);
  const slots = start < 0 ? [] : [{ name: 'zone', start, end: start + zone.length }];
  return { id, language, text, frames: [{ intent, span: [0, text.length], slots }], source: 'grammar' };
}

/** Every pattern with every zone: 32 examples of one clause. */
export const TINY_EXAMPLES: readonly Example[] = PATTERNS.flatMap(([language, intent, pattern], p) =>
  (pattern.includes('{zone}') ? ZONES[language] : ['']).map((zone, z) => fill(language, intent, pattern, zone, `tiny:${p}:${z}`)),
);

/** Two clauses joined. */
export function join(first: Example, second: Example, connector: string, id: string): Example {
  const shift = first.text.length + connector.length;
  const moved = second.frames.map(({ intent, slots }) => ({
    intent,
    span: [shift, shift + second.text.length] as [number, number],
    slots: slots.map((slot) => ({ ...slot, start: slot.start + shift, end: slot.end + shift })),
  }));
  return { ...first, id, text: `${first.text}${connector}${second.text}`, frames: [...first.frames, ...moved] };
}

export const TINY_ARCHITECTURE: Architecture = {
  embedding: 12,
  width: 16,
  convolution: 3,
  layers: 1,
  heads: 2,
  feedForward: 24,
  maxDistance: 4,
  revision: 8,
  members: 1,
  ownTables: false,
};

export const TINY_TOKENIZER = { version: 1, wordBuckets: 512, gramBuckets: 1024, gramsPerToken: 4, maxTokens: 32 } as const;

export const tinyJob = (overrides: Partial<TrainingJob> = {}): TrainingJob => ({
  examples: TINY_EXAMPLES,
  dev: TINY_EXAMPLES,
  version: 'tiny',
  trainedAt: '2026-11-01T00:00:00.000Z',
  family: 'vehicle',
  architecture: TINY_ARCHITECTURE,
  tokenizer: TINY_TOKENIZER,
  ...overrides,
  options: { epochs: 40, batchSize: 8, learningRate: 1e-2, dropout: 0.1, ...overrides.options },
});
