import type { Language } from '@headway/contracts';
import { Grammar } from '../template.js';
import { EN_BODY } from './en/body.js';
import { EN_CLIMATE } from './en/climate.js';
import { EN_COCKPIT } from './en/cockpit.js';
import { EN_DIALOGUE } from './en/dialogue.js';
import { EN_LIGHTS } from './en/lights.js';
import { EN_MEDIA } from './en/media.js';
import { EN_NAVIGATION } from './en/navigation.js';
import { EN_OPENINGS } from './en/openings.js';
import { EN_OUT_OF_SCOPE } from './en/out-of-scope.js';
import { EN_PHONE } from './en/phone.js';
import { EN_QUESTIONS } from './en/questions.js';
import { EN_SEATS } from './en/seats.js';
import { EN_WORDS } from './en/words.js';
import { EN_PAIRS, ZH_PAIRS } from './pairs.js';
import type { Pair } from './pairs.js';
import { ZH_BODY } from './zh/body.js';
import { ZH_CLIMATE } from './zh/climate.js';
import { ZH_COCKPIT } from './zh/cockpit.js';
import { ZH_DIALOGUE } from './zh/dialogue.js';
import { ZH_LIGHTS } from './zh/lights.js';
import { ZH_MEDIA } from './zh/media.js';
import { ZH_NAVIGATION } from './zh/navigation.js';
import { ZH_OPENINGS } from './zh/openings.js';
import { ZH_OUT_OF_SCOPE } from './zh/out-of-scope.js';
import { ZH_PHONE } from './zh/phone.js';
import { ZH_QUESTIONS } from './zh/questions.js';
import { ZH_SEATS } from './zh/seats.js';
import { ZH_WORDS } from './zh/words.js';

/** Everything needed to speak one language. */
export interface Speaker {
  grammar: Grammar;
  /** Templates by intent. */
  commands: Readonly<Record<string, readonly string[]>>;
  outOfScope: readonly string[];
  pairs: readonly Pair[];
  /** Said before a request. */
  openers: readonly string[];
  /** Said after a request. */
  closers: readonly string[];
  /** Between two clauses: punctuation that ends the first, a word that begins the second. */
  joints: readonly (readonly [string, string])[];
}

const ZH: Speaker = {
  grammar: new Grammar(ZH_WORDS),
  commands: {
    ...ZH_CLIMATE,
    ...ZH_OPENINGS,
    ...ZH_SEATS,
    ...ZH_LIGHTS,
    ...ZH_MEDIA,
    ...ZH_BODY,
    ...ZH_COCKPIT,
    ...ZH_NAVIGATION,
    ...ZH_PHONE,
    ...ZH_QUESTIONS,
    ...ZH_DIALOGUE,
  },
  outOfScope: ZH_OUT_OF_SCOPE,
  pairs: ZH_PAIRS,
  openers: [
    '帮我',
    '请',
    '麻烦',
    '麻烦你',
    '给我',
    '请帮我',
    '能不能',
    '可以',
    '能',
    '那个',
    '嗯',
    '呃',
    '帮忙',
    '快',
    '你',
    '你好',
    '帮我把那个',
    '嘿',
    '来',
    '现在',
    '先',
    '那',
    '好了',
    '哎',
    '赶紧',
    '请你',
    '可不可以',
    '能帮我',
    '小驰',
    '你好小驰',
    '啊',
    '我说',
    '嗯那个',
    '就',
    '再',
  ],
  closers: [
    '吧',
    '一下',
    '呗',
    '好吗',
    '可以吗',
    '谢谢',
    '行吗',
    '啊',
    '哈',
    '嘛',
    '好不好',
    '行不行',
    '呀',
    '了',
    '。',
    '！',
    '，谢谢',
    '吧谢谢',
    '快点',
    '哦',
    '啦',
    '就行',
    '就好',
    '吗',
    '？',
  ],
  joints: [
    ['，', ''],
    ['，', ''],
    ['，', ''],
    ['', ''],
    ['', ''],
    ['', ''],
    ['', ''],
    ['', ''],
    ['', ''],
    ['', ''],
    ['', ''],
    ['', ''],
    ['', ''],
    ['', ''],
    ['', ''],
    ['', ''],
    ['', ''],
    ['', '然后'],
    ['，', '然后'],
    ['', '再'],
    ['，', '再'],
    ['，', '顺便'],
    ['', '顺便'],
    ['', '并且'],
    ['', '同时'],
    ['，', '还有'],
    ['', '还有'],
    ['', '和'],
    ['', '接着'],
    ['、', ''],
    [' ', ''],
    ['，', '另外'],
    ['，', '把'],
    ['。', ''],
    ['', '并'],
    ['', '也'],
    ['，', '对了'],
    ['', '跟着'],
  ],
};

const EN: Speaker = {
  grammar: new Grammar(EN_WORDS),
  commands: {
    ...EN_CLIMATE,
    ...EN_OPENINGS,
    ...EN_SEATS,
    ...EN_LIGHTS,
    ...EN_MEDIA,
    ...EN_BODY,
    ...EN_COCKPIT,
    ...EN_NAVIGATION,
    ...EN_PHONE,
    ...EN_QUESTIONS,
    ...EN_DIALOGUE,
  },
  outOfScope: EN_OUT_OF_SCOPE,
  pairs: EN_PAIRS,
  openers: [
    'please',
    'can you',
    'could you',
    'can you please',
    'could you please',
    'would you',
    'um',
    'uh',
    'hey',
    'hey car',
    'ok',
    'so',
    'i want you to',
    "i'd like you to",
    'would you mind to',
    'just',
    'now',
    'go ahead and',
    'quickly',
    'hi',
    'yeah',
    'well',
    'hey there',
    'alright',
    'could you just',
    'please go ahead and',
    'will you',
    'umm can you',
    'i need you to',
    "let's",
  ],
  closers: [
    'please',
    'thanks',
    'now',
    'for me',
    'thank you',
    'for me please',
    'will you',
    'right now',
    'a sec',
    'if you can',
    '.',
    '!',
    '?',
    'would you',
    'real quick',
    'okay',
    'again',
    'then',
    'immediately',
  ],
  joints: [
    ['', 'and'],
    ['', 'and'],
    ['', 'and'],
    ['', 'and then'],
    ['', 'then'],
    [',', ''],
    [',', 'and'],
    [',', 'then'],
    [',', 'also'],
    ['', 'and also'],
    ['', ''],
    ['', 'plus'],
    ['.', ''],
    [',', 'and please'],
    ['', 'as well as'],
    ['', 'after that'],
    ['', 'while you are at it'],
    ['', 'oh and'],
  ],
};

/** The speaker of a language. */
export const speakerOf = (language: Language): Speaker => (language === 'zh' ? ZH : EN);
