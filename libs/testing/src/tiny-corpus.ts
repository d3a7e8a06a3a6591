import { type Example, type Language, OUT_OF_SCOPE } from '@headway/contracts';

/** Things a tiny cockpit switches on and off, and their names. */
const THINGS: Record<string, Record<Language, string[]>> = {
  'defrost.rear': { zh: ['后除霜', '后窗加热'], en: ['rear defroster', 'rear window heater'] },
  climate: { zh: ['空调', '冷气'], en: ['air conditioning', 'cooling'] },
  'light.fog': { zh: ['雾灯', '防雾灯'], en: ['fog light', 'fog lamp'] },
  'light.reading': { zh: ['阅读灯', '看书灯'], en: ['reading light', 'book light'] },
  fragrance: { zh: ['香氛', '香薰', '香氛机'], en: ['fragrance', 'scent', 'diffuser'] },
};

/** Left out of the corpus, so that it can be taught. */
const TAUGHT = 'fragrance';

const PHRASES: Record<'on' | 'off', Record<Language, string[]>> = {
  on: {
    zh: ['打开{}', '把{}打开', '请打开{}', '帮我开一下{}', '{}打开', '开{}', '我想开{}'],
    en: [
      'turn on the {}',
      'switch on the {}',
      'please turn the {} on',
      'could you turn on the {}',
      '{} on',
      'i want the {} on',
      'switch the {} on',
    ],
  },
  off: {
    zh: ['关闭{}', '把{}关上', '请关掉{}', '帮我关一下{}', '{}关了', '关{}', '我想关{}'],
    en: [
      'turn off the {}',
      'switch off the {}',
      'please turn the {} off',
      'could you turn off the {}',
      '{} off',
      'i want the {} off',
      'switch the {} off',
    ],
  },
};

const IDLE: Record<Language, string[]> = {
  zh: [
    ...['今天天气怎么样', '讲个笑话', '我有点累', '你叫什么名字', '明天几点开会', '附近有什么好吃的', '谢谢你', '没事了'],
    ...['明天会下雨吗', '讲个故事', '我好饿', '你几岁了', '今天几号', '哪里有好喝的咖啡', '再见', '算了吧'],
    ...['昨天谁赢了', '你真聪明', '我想睡觉', '你会唱歌吗', '现在几点', '附近有超市吗', '早上好', '不用谢'],
  ],
  en: [
    ...['how is the weather', 'tell me a joke', 'i am tired', 'what is your name', 'when is my meeting', 'where can i eat'],
    ...['thank you', 'never mind', 'will it rain tomorrow', 'tell me a story', 'i am hungry', 'how old are you'],
    ...['what day is it', 'where can i get coffee', 'good bye', 'forget it', 'who won yesterday', 'you are clever'],
    ...['i want to sleep', 'can you sing', 'what time is it', 'where is a shop', 'good morning', 'you are welcome'],
  ],
};

const example = (language: Language, text: string, intent: string): Example => ({
  id: `tiny-${language}-${text}`,
  language,
  text,
  frames: [{ intent, span: [0, text.length], slots: [] }],
  source: 'grammar',
});

/** Every phrasing of switching one thing on and off: intents `<thing>.on` and `<thing>.off` of the ontology. */
export function phrasingsOf(thing: string): Example[] {
  return (['on', 'off'] as const).flatMap((way) =>
    (['zh', 'en'] as const).flatMap((language) =>
      PHRASES[way][language].flatMap((phrase) =>
        (THINGS[thing]?.[language] ?? []).map((noun) => example(language, phrase.replace('{}', noun), `${thing}.${way}`)),
      ),
    ),
  );
}

/** A small bilingual corpus in two parts without a common text; `fragrance` is in neither. */
export function tinyCorpus(): { train: Example[]; heldOut: Example[] } {
  const idle = (['zh', 'en'] as const).flatMap((language) => IDLE[language].map((text) => example(language, text, OUT_OF_SCOPE)));
  const all = [
    ...Object.keys(THINGS)
      .filter((thing) => thing !== TAUGHT)
      .flatMap(phrasingsOf),
    ...idle,
  ];
  return { train: all.filter((_, i) => i % 5 !== 2), heldOut: all.filter((_, i) => i % 5 === 2) };
}
