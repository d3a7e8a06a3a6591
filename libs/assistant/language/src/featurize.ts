import type { TokenizerSpec } from '@headway/contracts';
import type { Token } from './tokenize.js';

/** Model inputs of one utterance of `length` = T tokens: `words` [T] and `grams` [T × gramsPerToken], 0 = padding. */
export interface Features {
  length: number;
  words: Int32Array;
  grams: Int32Array;
}

/** 32-bit FNV-1a over UTF-16 code units, then MurmurHash3's finaliser, since FNV alone mixes its low bits poorly. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const bucket = (text: string, buckets: number) => 1 + (hash32(text) % (buckets - 1));

/** The whole-token feature. Numbers share one word per shape, so that 26 is read like 23; their digits remain in the grams. */
const wordFeature = (token: Token) => (token.kind === 'number' ? `#${token.text.replace(/\p{Nd}/gu, '0')}` : token.text);

/** Character trigrams of ^word$; of a long word the first and the last ones, where stems and endings are. */
function wordGrams(text: string, limit: number): string[] {
  const letters = [...`^${text}$`];
  const grams = Array.from({ length: letters.length - 2 }, (_, i) => letters.slice(i, i + 3).join(''));
  if (grams.length <= limit) return grams;
  const head = Math.ceil(limit / 2);
  return [...grams.slice(0, head), ...grams.slice(grams.length - (limit - head))];
}

/** Bigrams and trigrams of a CJK character with its neighbours; the digit says where the character stands in the gram. */
function contextGrams(tokens: readonly Token[], index: number): string[] {
  const at = (offset: number) => tokens[index + offset]?.text ?? (offset < 0 ? '^' : '$');
  const own = at(0);
  return [`1${at(-1)}${own}`, `0${own}${at(1)}`, `1${at(-1)}${own}${at(1)}`, `2${at(-2)}${at(-1)}${own}`, `0${own}${at(1)}${at(2)}`];
}

function gramsOf(tokens: readonly Token[], index: number, limit: number): string[] {
  const token = tokens[index];
  if (!token || token.kind === 'symbol') return [];
  return token.kind === 'character' ? contextGrams(tokens, index).slice(0, limit) : wordGrams(token.text, limit);
}

/** Hashes tokens into the model's inputs; tokens past `maxTokens` are left out. Training and serving both call this. */
export function featurize(tokens: readonly Token[], spec: TokenizerSpec): Features {
  const length = Math.min(tokens.length, spec.maxTokens);
  const used = tokens.slice(0, length);
  const words = Int32Array.from(used, (token) => bucket(`w${wordFeature(token)}`, spec.wordBuckets));
  const grams = new Int32Array(length * spec.gramsPerToken);
  for (let i = 0; i < length; i += 1) {
    gramsOf(used, i, spec.gramsPerToken).forEach((gram, g) => {
      grams[i * spec.gramsPerToken + g] = bucket(`g${gram}`, spec.gramBuckets);
    });
  }
  return { length, words, grams };
}
