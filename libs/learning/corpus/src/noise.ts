import type { Language } from '@headway/contracts';
import type { Utterance } from './clause.js';
import { edit, holdsBoundary, outsideSlots } from './edit.js';
import { soundsLike } from './homophones.js';
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
  ['座椅', '坐骑'],
  ['空调', '空跳'],
  ['空调', '控调'],
  ['氛围灯', '芬围灯'],
  ['后备箱', '后备厢'],
  ['天窗', '天创'],
  ['车窗', '车创'],
  ['窗户', '窗护'],
  ['关窗', '关床'],
  ['开窗', '开床'],
  ['双闪', '双山'],
  ['双闪', '双善'],
  ['除雾', '处雾'],
  ['雾灯', '物灯'],
  ['远光灯', '远光登'],
  ['近光灯', '近光登'],
  ['遮阳帘', '遮洋帘'],
  ['充电口', '充电扣'],
  ['加热', '加惹'],
  ['按摩', '暗摩'],
  ['通风', '通疯'],
  ['音量', '音凉'],
  ['播放', '拨放'],
  ['下一首', '下一手'],
  ['下一首', '下以首'],
  ['上一首', '上一手'],
  ['静音', '敬音'],
  ['暂停', '站停'],
  ['暂停', '暂听'],
  ['导航', '导行'],
  ['导航', '到航'],
  ['收藏', '收仓'],
  ['切歌', '且歌'],
  ['挂断', '瓜断'],
  ['充电', '冲电'],
  ['胎压', '太压'],
  ['续航', '续行'],
  ['模式', '摸式'],
  ['打开', '打凯'],
  ['关闭', '关壁'],
  ['调到', '条到'],
  ['方向盘', '方向判'],
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
  [' to ', ' too '],
  [' to ', ' two '],
  ['off', 'of'],
  ['heat', 'eat'],
  ['lights', 'lites'],
  ['sunroof', 'sun roof'],
  ['roof', 'rough'],
  ['fan', 'van'],
  ['vent', 'went'],
  ['trunk', 'truck'],
  ['boot', 'boots'],
  ['massage', 'message'],
  ['lumbar', 'lumber'],
  ['charge', 'charged'],
  ['hazard', 'hazzard'],
  ['beam', 'beem'],
  ['route', 'root'],
  ['brightness', 'britness'],
  ['recline', 're cline'],
  ['temperature', 'temprature'],
  ['passenger', 'passanger'],
  ['ambient', 'ambience'],
  ['navigate', 'navigated'],
  ['song', 'sung'],
  ['air', 'hair'],
  ['close', 'clothes'],
  ['blower', 'blow her'],
  [' right', ' write'],
  ['light', 'lite'],
  ["i'll ", 'isle '],
  [' for ', ' four '],
  [' by ', ' buy '],
  ['wheel', "we'll"],
  ['seats', 'seeds'],
  ['seat', 'sheet'],
  ['sunroof', 'some roof'],
  ['demister', 'the mister'],
  ['defrost', 'the frost'],
  ['recirculation', 're circulation'],
  ['tailgate', 'tale gate'],
  ['boot', 'boat'],
  ['wipers', 'pipers'],
  ['radio', 'ratio'],
  ['pause', 'paws'],
  ['mute', 'moot'],
  ['next', 'necks'],
  ['skip', 'skit'],
  ['podcast', 'pod cast'],
  ['playlist', 'play list'],
  ['bluetooth', 'blue tooth'],
  ['satnav', 'sat nav'],
  ['navigate', 'navi gate'],
  ['traffic', 'graphic'],
  ['weather', 'whether'],
  ['route', 'rout'],
  ['ring ', 'wring '],
  ['phone', 'foam'],
  ['here', 'hear'],
  ['need', 'knead'],
  ["what's", 'watts'],
  ["it's", 'its'],
  ['cold', 'called'],
  ['warm', 'worm'],
  ['tyre', 'tire'],
  ['dim ', 'deem '],
  ['fold', 'fault'],
  ['lock', 'log'],
  ['shade', 'shape'],
  ['blind', 'blend'],
  ['fog', 'frog'],
  ['high beam', 'hi beam'],
  ['turn it', 'turned it'],
  ['turn the', 'turned the'],
  ['open', 'opened'],
  ['switch', 'which'],
  ['put ', 'but '],
  ['make', 'mate'],
  ['set ', 'said '],
  ['take me', 'take may'],
];
const DROPPABLE_EN = /\b(?:the|an?|my|please|to|can|could|you|it's|is|are|some|of|for|i)\s/g;

/** Where a word stands; English ones only at a word's beginning, so that "here" is not found in "where". */
function heardAt(text: string, word: string, language: Language): number {
  if (language === 'zh' || word.startsWith(' ')) return text.indexOf(word);
  return ` ${text}`.indexOf(` ${word}`);
}

function confuse(utterance: Utterance, random: Random, language: Language): Utterance {
  const pairs = (language === 'zh' ? ZH_CONFUSIONS : EN_CONFUSIONS).filter(([word]) => heardAt(utterance.text, word, language) >= 0);
  if (pairs.length === 0) return utterance;
  const [word, heard] = random.pick(pairs);
  const at = heardAt(utterance.text, word, language);
  if (word.length === heard.length) return edit(utterance, at, word.length, heard);
  return outsideSlots(utterance, at, word.length) && !holdsBoundary(utterance, at + 1, word.length - 1)
    ? edit(utterance, at, word.length, heard)
    : utterance;
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

/** One character, now and then two, written as another that sounds the same. Slots stay as they are: their words have to be read. */
function mishear(utterance: Utterance, random: Random): Utterance {
  const places = [...utterance.text].length === utterance.text.length ? [...utterance.text].map((char, at) => ({ char, at })) : [];
  const usable = places.filter(({ char, at }) => soundsLike(char) !== '' && outsideSlots(utterance, at, 1));
  if (usable.length === 0) return utterance;
  let heard = utterance;
  for (let times = random.chance(0.2) ? 2 : 1; times > 0; times -= 1) {
    const { char, at } = random.pick(usable);
    heard = edit(heard, at, 1, random.pick([...soundsLike(char)]));
  }
  return heard;
}

const FILLERS = {
  zh: ['那个', '嗯', '呃', '就是', '啊', '那什么', '额', '诶', '这个', '那个那个', '嗯那个', '呃就是', '那啥', '怎么说', '哎', ' ', '，'],
  en: ['um', 'uh', 'er', 'like', 'you know', 'erm', 'uhh', 'kind of'],
};

/** A word of hesitation somewhere inside. */
function hesitate(utterance: Utterance, random: Random, language: Language): Utterance {
  const filler = random.pick(FILLERS[language]);
  if (language === 'zh') {
    const at = 1 + random.below(Math.max(1, utterance.text.length - 1));
    const before = utterance.text.charAt(at - 1);
    const between = /\p{Script=Han}/u.test(before) && /\p{Script=Han}/u.test(utterance.text.charAt(at));
    // Between a word and a slot too: the word in front takes the hesitation with it, so that the slot begins where it did.
    return between && outsideSlots(utterance, at - 1, 1) ? edit(utterance, at - 1, 1, before + filler) : utterance;
  }
  const gaps = [...utterance.text.matchAll(/ /g)].filter(({ index }) => outsideSlots(utterance, index, 1));
  const gap = gaps.length > 0 ? random.pick(gaps) : undefined;
  return gap ? edit(utterance, gap.index, 1, ` ${filler} `) : utterance;
}

const CONTRACTIONS: readonly (readonly [string, string])[] = [
  [' is ', "'s "],
  [' are ', "'re "],
  [' am ', "'m "],
  [' is not ', " isn't "],
  [' going to ', ' gonna '],
  [' want to ', ' wanna '],
  [' them ', " 'em "],
  [' will ', "'ll "],
  [' do not ', " don't "],
  [' cannot ', " can't "],
  [' got to ', ' gotta '],
  [' have to ', ' hafta '],
  [' out of ', ' outta '],
  [' kind of ', ' kinda '],
  [' give me ', ' gimme '],
  [' let me ', ' lemme '],
  [' and ', " 'n "],
  [' you ', ' ya '],
  [' it is ', " it's "],
];

/** What people run together: "the screen's too bright", "gonna". */
function contract(utterance: Utterance, random: Random): Utterance {
  const usable = CONTRACTIONS.map(([words, short]) => ({ words, short, at: utterance.text.indexOf(words) })).filter(
    ({ words, at }) => at > 0 && outsideSlots(utterance, at - 1, words.length) && !holdsBoundary(utterance, at, words.length),
  );
  if (usable.length === 0) return utterance;
  const { words, short, at } = random.pick(usable);
  return edit(utterance, at, words.length, short);
}

/** A false start: the first words, and then again from the beginning. */
function falseStart(utterance: Utterance, random: Random): Utterance {
  const length = 2 + random.below(3);
  const begun = utterance.text.slice(0, length);
  const whole = /^\p{Script=Han}+$/u.test(begun) && begun.length === length && utterance.text.length > length;
  if (!whole || !outsideSlots(utterance, 0, length)) return utterance;
  return edit(utterance, 0, length, `${begun}${random.pick(['', '', ...FILLERS.zh])}${begun}`);
}

/** What a recogniser that writes no apostrophes makes of it: "its too cold", "dont". */
function unquote(utterance: Utterance): Utterance {
  const marks = [...utterance.text.matchAll(/'/g)].map(({ index }) => index).filter((at) => outsideSlots(utterance, at, 1));
  return marks.reverse().reduce((plain, at) => edit(plain, at, 1, ''), utterance);
}

/** A false start: "can you can you", "turn on turn on the". */
function falseStartInEnglish(utterance: Utterance): Utterance {
  const start = /^\S+ \S+ /.exec(utterance.text)?.[0] ?? '';
  const usable = start !== '' && outsideSlots(utterance, 0, start.length) && !holdsBoundary(utterance, 1, start.length);
  return usable ? edit(utterance, 0, 0, start) : utterance;
}

/** Now and then what a recogniser makes of speech: a word that sounds alike, a lost or a doubled one. */
export function addNoise(utterance: Utterance, random: Random, language: Language): Utterance {
  const kind = random.below(language === 'zh' ? 8 : 7);
  if (kind === 0) return confuse(utterance, random, language);
  if (kind === 1) return dropOne(utterance, random, language);
  if (kind === 2) return stutter(utterance, random, language);
  if (language === 'en') {
    if (kind === 3) return hesitate(utterance, random, language);
    if (kind === 4) return contract(utterance, random);
    return kind === 5 ? unquote(utterance) : falseStartInEnglish(utterance);
  }
  if (kind === 5) return falseStart(utterance, random);
  return kind < 5 ? hesitate(utterance, random, language) : mishear(utterance, random);
}
