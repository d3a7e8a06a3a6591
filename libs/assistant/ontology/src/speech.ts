import type { Language } from '@headway/contracts';
import { ruleSpeech } from './guardrails.js';
import type { Bilingual } from './intent.js';
import type { ResolvedFrame } from './resolve-frame.js';
import { PLACES } from './zones.js';
import type { Place } from './zones.js';

const PLACE_NAMES: Record<Place, Bilingual> = {
  'front-left': { zh: '左前', en: 'front left' },
  'front-right': { zh: '右前', en: 'front right' },
  'rear-left': { zh: '左后', en: 'rear left' },
  'rear-right': { zh: '右后', en: 'rear right' },
};

function placeNames(places: readonly Place[], language: Language): string {
  const key = places.join('+');
  if (places.length === PLACES.length) return language === 'zh' ? '全车' : 'whole car';
  if (key === 'front-left+front-right') return language === 'zh' ? '前排' : 'front';
  if (key === 'rear-left+rear-right') return language === 'zh' ? '后排' : 'rear';
  return places.map((place) => PLACE_NAMES[place][language]).join(language === 'zh' ? '和' : ' and ');
}

/** What the cockpit says about one frame's actions, without ceremony: "主驾温度调到23度". */
export function sayAction(frame: ResolvedFrame, language: Language): string {
  const zone = placeNames(frame.places, language);
  const text = frame.intent.speech[language]
    .replace('{zone}', zone)
    .replace('{value}', frame.spoken?.[language] ?? '')
    .replace(' ()', '')
    .replace(/ {2,}/g, ' ');
  if (!frame.clamped) return text;
  return language === 'zh' ? `${text}，这已经是极限了` : `${text}, which is as far as it goes`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

interface Parts {
  done: string[];
  refused: { text: string; rule: string }[];
  toConfirm: string[];
  answers: string[];
  asked: string[];
  unknown: number;
}

function chinese({ done, refused, toConfirm, answers, asked, unknown }: Parts): string[] {
  return [
    ...answers,
    ...(done.length > 0 ? [`好的，${done.join('，')}`] : []),
    ...refused.map(({ text, rule }) => `没有${text}：${ruleSpeech(rule).zh}`),
    ...toConfirm.map((text) => `要${text}吗？请确认`),
    ...asked,
    ...(unknown > 0 ? [done.length + answers.length > 0 ? '还有一部分我没听懂' : '抱歉，这个我还不会'] : []),
  ];
}

function english({ done, refused, toConfirm, answers, asked, unknown }: Parts): string[] {
  return [
    ...answers,
    ...(done.length > 0 ? [`OK, ${done.join(', ')}`] : []),
    ...refused.map(({ text, rule }) => `Not ${text}: ${ruleSpeech(rule).en}`),
    ...toConfirm.map((text) => `${capital(text)}: shall I?`),
    ...asked,
    ...(unknown > 0 ? [done.length + answers.length > 0 ? 'There was a part I did not understand' : 'Sorry, I cannot do that yet'] : []),
  ];
}

/** Everything the cockpit says in one turn. Never empty. */
export function composeSpeech(parts: Parts, language: Language): string {
  const sentences = language === 'zh' ? chinese(parts) : english(parts);
  if (sentences.length === 0) return language === 'zh' ? '好的。' : 'OK.';
  const stop = language === 'zh' ? '。' : '.';
  return sentences.map((sentence) => (/[。？?.]$/u.test(sentence) ? sentence : `${sentence}${stop}`)).join(language === 'zh' ? '' : ' ');
}
