import type { Example, Language } from '@headway/contracts';
import { speakerOf } from './grammar/language.js';
import { seeded } from './random.js';
import type { Random } from './random.js';
import { Grammar } from './template.js';

/**
 * The command that the shipped models do not know: the cabin's fragrance diffuser. Simulated drivers say the `train` phrasings and
 * press the button by hand; the `heldOut` ones, of other wording, measure what was learned. None of this may enter the corpus.
 */
export interface NewCommandPhrases {
  train: Example[];
  heldOut: Example[];
}

type Phrases = Readonly<Record<Language, Readonly<Record<'fragrance.on' | 'fragrance.off', readonly string[]>>>>;

const TRAIN: Phrases = {
  zh: {
    'fragrance.on': [
      '(打开|开启|开|开一下|启动)(香氛|香薰|车载香氛|香氛系统|车内香氛|香薰系统)',
      '(把|帮我把|麻烦把|给我把)(香氛|香薰|车内香薰|香氛设备)(打开|开一下|开开|启动)',
      '(香氛|香薰|车载香薰|香薰系统|香氛设备)(打开|开一下|开启)(吧|一下|)',
      '(来点|放点|弄点|喷点)(香氛|香薰)',
      '(我想|我要|想)(开|打开|闻)(香氛|香薰)',
      '(帮我|请|麻烦|你)(打开|开一下|启动)(香氛|香薰|香氛系统)(吧|呗|啊|)',
      '(座舱|车厢)(香氛|香薰)(开|打开|启动)(吧|一下|)',
    ],
    'fragrance.off': [
      '(关闭|关掉|关了|关上|关一下|停掉)(香氛|香薰|车载香氛|香氛系统|车内香氛|香薰系统)',
      '(把|帮我把|麻烦把|给我把)(香氛|香薰|车内香薰|香氛设备)(关掉|关了|关上|关一下|停了)',
      '(香氛|香薰|车载香薰|香薰系统|香氛设备)(关掉|关闭|关了|停了)(吧|)',
      '(不要|不想要|不想闻)(香氛|香薰)了',
      '(帮我|请|麻烦|你)(关闭|关掉|停掉)(香氛|香薰|香氛系统)(吧|呗|啊|)',
      '(座舱|车厢)(香氛|香薰)(关|关掉|停掉)(吧|一下|)',
    ],
  },
  en: {
    'fragrance.on': [
      '(turn|switch) on the (fragrance|diffuser|fragrance diffuser|scent diffuser|cabin fragrance|scent)',
      '(turn|switch) the (fragrance|diffuser|fragrance diffuser|cabin scent|scent system) on',
      '(start|activate|enable|use) the (fragrance|diffuser|scent|cabin fragrance|fragrance system|car scent)',
      '(please|can you|could you|will you) (start|turn on|activate|run) the (fragrance|diffuser|fragrance diffuser|scent)',
      '(i want|i need|give me|spray) (some|the|a little) (fragrance|scent) (on|in the car|)',
    ],
    'fragrance.off': [
      '(turn|switch) off the (fragrance|diffuser|fragrance diffuser|scent diffuser|cabin fragrance|scent)',
      '(turn|switch) the (fragrance|diffuser|fragrance diffuser|cabin scent|scent system) off',
      '(stop|deactivate|disable|end) the (fragrance|diffuser|scent|cabin fragrance|fragrance system|car scent)',
      '(please|can you|could you|will you) (stop|turn off|deactivate) the (fragrance|diffuser|fragrance diffuser|scent)',
      "(i want the|i don't need the|i don't like the|that's enough) (fragrance|scent) (off|anymore|)",
    ],
  },
};

const HELD_OUT: Phrases = {
  zh: {
    'fragrance.on': [
      '(现在|先|赶紧)(给我|替我)(打开|开启|启动)(香氛|香薰)(机|功能|装置)',
      '(能不能|可不可以|可以)(开|打开|启动)(下|一下)(香薰|香氛)(啊|吗|呢)',
      '车里(开|启动)(个|下)(香氛|香薰)',
      '(香薰|香氛)(机|功能|装置|模式)(给我|帮忙|也)(打开|开启|启动)(好吗|谢谢|嘛)',
      '(那个|嗯)(香氛|香薰)(你|给|)(打开|开)(一下吧|下呗|好了)',
    ],
    'fragrance.off': [
      '(现在|先|赶紧)(给我|替我)(关闭|关掉|停掉)(香氛|香薰)(机|功能|装置)',
      '(能不能|可不可以|可以)(关|关掉|停)(下|一下)(香薰|香氛)(啊|吗|呢)',
      '(香薰|香氛)(机|功能|装置|模式)(给我|帮忙|也)(关闭|关掉|停掉)(好吗|谢谢|嘛)',
      '(那个|嗯)(香氛|香薰)(你|给|)(关|关掉)(一下吧|下呗|好了)',
      '(别|不用)(再|)开着(香氛|香薰)了',
    ],
  },
  en: {
    'fragrance.on': [
      "(let's|we should|i'd like to) (have|get|put) the (fragrance|scent|diffuser) (on|going|running) (now|in here)",
      'would you (mind switching|kindly switch|be so kind and turn) on the (car|cabin) (fragrance|scent|diffuser)',
      'get the (fragrance|scent|diffuser) (started|going) (for me|please|right away)',
      '(hey|um) (fragrance|diffuser) on (please|now|thanks)',
      'put (on|) the (fragrance|scent) (system|diffuser) on',
    ],
    'fragrance.off': [
      "(let's|we should|i'd like to) (have|get|switch) the (fragrance|scent|diffuser) off (now|again)",
      'would you (mind switching|kindly switch|be so kind and turn) off the (car|cabin) (fragrance|scent|diffuser)',
      '(hey|um) (fragrance|diffuser) off (please|now|thanks)',
      '(kill|cut|shut off) the (fragrance|scent|diffuser) (system|) (for me|please|right away)',
      'no more (fragrance|scent) (please|in here|for now)',
    ],
  },
};

/** Phrasings of each intent and language, before deduplication. */
const DRAWS = 60;
const PER_INTENT = { train: 50, heldOut: 25 };

const grammar = new Grammar({});

/** Drivers put words of their own around a request; `casual` says whether these do. */
function spoken(template: string, language: Language, casual: boolean, random: Random): string {
  const { text } = grammar.expand(template, random);
  const { openers, closers } = speakerOf(language);
  const space = language === 'en' ? ' ' : '';
  const before = casual && random.chance(0.35) ? `${random.pick(openers)}${space}` : '';
  const after = casual && random.chance(0.3) ? `${space}${random.pick(closers)}` : '';
  return `${before}${text}${after}`;
}

function phrases(source: Phrases, id: string, most: number, random: Random, taken: Set<string>): Example[] {
  const examples: Example[] = [];
  for (const [language, intents] of Object.entries(source) as [Language, Phrases[Language]][]) {
    for (const [intent, templates] of Object.entries(intents)) {
      const texts = new Set(Array.from({ length: DRAWS * 3 }, () => spoken(random.pick(templates), language, id === 'new', random)));
      const fresh = [...texts].filter((text) => !taken.has(text)).slice(0, most);
      for (const text of fresh) {
        taken.add(text);
        examples.push({
          id: `${id}-${examples.length + 1}`,
          language,
          text,
          frames: [{ intent, span: [0, text.length], slots: [] }],
          source: 'fleet',
        });
      }
    }
  }
  return examples;
}

/** Seeded phrasings of the new command; `train` and `heldOut` share no text and no template. */
export function newCommandPhrases(seed: number): NewCommandPhrases {
  const random = seeded(seed);
  const taken = new Set<string>();
  return {
    train: phrases(TRAIN, 'new', PER_INTENT.train, random, taken),
    heldOut: phrases(HELD_OUT, 'held', PER_INTENT.heldOut, random, taken),
  };
}
