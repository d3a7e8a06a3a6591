import type { Language } from '@headway/contracts';
import type { Utterance } from './clause.js';
import { edit, holdsBoundary, outsideSlots } from './edit.js';
import type { Random } from './random.js';

/** What speech recognition writes instead: words that sound alike, of the same length, so that spans stay where they are. */
const ZH_CONFUSIONS: readonly (readonly [string, string])[] = [
  ['座椅', '坐椅'],
  ['座椅', '做椅'],
  ['空调', '空条'],
  ['氛围灯', '分为灯'],
  ['氛围灯', '气围灯'],
  ['后备箱', '后背箱'],
  ['雨刮', '雨挂'],
  ['雨刷', '雨唰'],
  ['副驾', '付驾'],
  ['主驾', '注驾'],
  ['音量', '音亮'],
  ['车窗', '车床'],
  ['天窗', '天床'],
  ['遮阳帘', '遮阳连'],
  ['通风', '同风'],
  ['按摩', '按魔'],
  ['加热', '家热'],
  ['风量', '风亮'],
  ['除雾', '出雾'],
  ['导航', '倒航'],
  ['远光', '远广'],
  ['打开', '大开'],
  ['关闭', '关必'],
  ['关掉', '关调'],
  ['调到', '掉到'],
  ['调高', '掉高'],
  ['续航', '序航'],
  ['胎压', '台压'],
  ['后视镜', '后是镜'],
  ['双闪', '霜闪'],
  ['靠背', '靠被'],
  ['屏幕', '平幕'],
  ['亮度', '量度'],
  ['阅读灯', '月读灯'],
  ['窗户', '床户'],
  ['温度', '问度'],
];
const EN_CONFUSIONS: readonly (readonly [string, string])[] = [
  ['seat', 'seed'],
  ['wiper', 'viper'],
  ['heater', 'heeter'],
  ['turn ', 'tern '],
  ['rear', 'real'],
  ['window', 'windom'],
  ['volume', 'volumn'],
  ['defrost', 'defross'],
  ['mirror', 'mirrer'],
  ['please', 'pleese'],
];
const DROPPABLE_EN = /\b(?:the|a|my|please|to)\s/g;

function confuse(utterance: Utterance, random: Random, language: Language): Utterance {
  const pairs = (language === 'zh' ? ZH_CONFUSIONS : EN_CONFUSIONS).filter(([word]) => utterance.text.includes(word));
  if (pairs.length === 0) return utterance;
  const [word, heard] = random.pick(pairs);
  return { ...utterance, text: utterance.text.replace(word, heard) };
}

function dropOne(utterance: Utterance, random: Random, language: Language): Utterance {
  if (language === 'en') {
    const found = [...utterance.text.matchAll(DROPPABLE_EN)].map(({ index, 0: word }) => ({ at: index, length: word.length }));
    const usable = found.filter(({ at, length }) => outsideSlots(utterance, at, length) && !holdsBoundary(utterance, at, length));
    const gone = usable.length > 0 ? random.pick(usable) : undefined;
    return gone ? edit(utterance, gone.at, gone.length, '') : utterance;
  }
  const at = random.below(utterance.text.length);
  const fine = utterance.text.length > 5 && outsideSlots(utterance, at, 1) && !holdsBoundary(utterance, at, 1);
  return fine ? edit(utterance, at, 1, '') : utterance;
}

/** A stutter: 打打开, "the the". */
function stutter(utterance: Utterance, random: Random, language: Language): Utterance {
  if (language === 'zh') {
    const at = random.below(utterance.text.length);
    const char = utterance.text.charAt(at);
    return /\p{Script=Han}/u.test(char) && outsideSlots(utterance, at, 1) ? edit(utterance, at, 1, char + char) : utterance;
  }
  const words = [...utterance.text.matchAll(/\b[a-z]+\s/gi)].filter(({ index, 0: word }) => outsideSlots(utterance, index, word.length));
  const word = words.length > 0 ? random.pick(words) : undefined;
  return word ? edit(utterance, word.index, word[0].length, word[0] + word[0]) : utterance;
}

/** Now and then what a recogniser makes of speech: a word that sounds alike, a lost or a doubled one. */
export function addNoise(utterance: Utterance, random: Random, language: Language): Utterance {
  const kind = random.below(3);
  if (kind === 0) return confuse(utterance, random, language);
  return kind === 1 ? dropOne(utterance, random, language) : stutter(utterance, random, language);
}
