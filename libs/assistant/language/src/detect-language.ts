import type { Language } from '@headway/contracts';
import { tokenize } from './tokenize.js';

/** Function words that show in which language the sentence around borrowed nouns is built. */
const ENGLISH_FRAME = new Set(
  'the a an to my please is are what how it in on off me i you turn set open close put make can could of and up down'.split(' '),
);
const CHINESE_FRAME = new Set([...'把的了吗到开关调请我你一下给帮是有没点再和就不要想在']);

/**
 * The language the cockpit should answer in. Mixed speech belongs to the language that supplies the grammar
 * ("把 sunroof 打开" is Chinese, "open the 天窗" English); without a sign of that, to the one with more words.
 */
export function detectLanguage(text: string): Language {
  const tokens = tokenize(text);
  const characters = tokens.filter((token) => token.kind === 'character');
  const words = tokens.filter((token) => token.kind === 'word');
  if (characters.length === 0 || words.length === 0) return characters.length > 0 ? 'zh' : 'en';
  const chinese = characters.filter((token) => CHINESE_FRAME.has(token.text)).length;
  const english = words.filter((token) => ENGLISH_FRAME.has(token.text)).length;
  if (chinese !== english) return chinese > english ? 'zh' : 'en';
  return characters.length / 2 >= words.length ? 'zh' : 'en';
}
