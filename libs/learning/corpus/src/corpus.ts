import { createHash } from 'node:crypto';
import { MisalignedLabelError, tagsOf, tokenize } from '@headway/assistant/language';
import type { Example, Language } from '@headway/contracts';
import { addNoise } from './noise.js';
import { seeded } from './random.js';
import type { Random } from './random.js';
import { speak } from './utterance.js';

/** Generated examples in three disjoint parts, and what they hash to. */
export interface Corpus {
  train: Example[];
  dev: Example[];
  test: Example[];
  /** SHA-256 over all examples in order: the dataset version. */
  hash: string;
}

/**
 * The part of the shipped models' corpus that they are rehearsed with and examined on when they are fine-tuned: same seed, and a smaller size
 * gives the beginning of the same utterances in the same parts. Enough that hardly anything is rehearsed twice: with 30,000 the same few
 * hand-written utterances were lost nearly every time.
 */
export const SHIPPED_CORPUS = { seed: 1, size: 80_000 };

const CHINESE_SHARE = 0.55;
/** Utterances longer than this are left out: no driver says them in one breath. */
const LONGEST = 120;
const DEV_SHARE = 0.04;
const TEST_SHARE = 0.04;

function draw(random: Random, id: string): Example {
  for (;;) {
    const language: Language = random.chance(CHINESE_SHARE) ? 'zh' : 'en';
    const { text, frames } = speak(language, random);
    if (text.trim() !== text || text.length === 0 || text.length > LONGEST) continue;
    const example: Example = { id, language, text, frames, source: 'grammar' };
    if (isAligned(example)) return example;
  }
}

/** Now and then a slip leaves half a token in a slot ("my in laws'"): nobody could label that. */
function isAligned(example: Example): boolean {
  try {
    tagsOf(example, tokenize(example.text));
    return true;
  } catch (error) {
    if (error instanceof MisalignedLabelError) return false;
    throw error;
  }
}

/** SHA-256 of examples in order, over their language, text and labels. */
export function hashExamples(examples: readonly Example[]): string {
  const hash = createHash('sha256');
  for (const { language, text, frames } of examples) hash.update(`${JSON.stringify([language, text, frames])}\n`);
  return hash.digest('hex');
}

const partOf = (share: number): 'train' | 'dev' | 'test' => (share < DEV_SHARE ? 'dev' : share < DEV_SHARE + TEST_SHARE ? 'test' : 'train');

/** Most copies of one text, in a corpus of any size: single words ("停") keep their share of what is said. */
const MOST_COPIES = 12;

/**
 * Generates `size` utterances. The same seed and size give the same corpus, byte for byte. A text is in one part only, and means
 * the same, however often it is drawn.
 */
export function buildCorpus({ seed, size }: { seed: number; size: number }): Corpus {
  const random = seeded(seed);
  const seen = new Map<string, { part: keyof typeof parts; copies: number; labels: string }>();
  const parts: Omit<Corpus, 'hash'> = { train: [], dev: [], test: [] };
  const all: Example[] = [];
  for (let tries = 0; all.length < size && tries < size * 20; tries += 1) {
    const example = draw(random, `g${seed}-${all.length + 1}`);
    const known = seen.get(example.text);
    const labels = JSON.stringify(example.frames);
    if (known && (known.part !== 'train' || known.copies === MOST_COPIES || known.labels !== labels)) continue;
    const part = known?.part ?? partOf(random.next());
    seen.set(example.text, { part, copies: (known?.copies ?? 0) + 1, labels });
    all.push(example);
    parts[part].push(example);
  }
  return { ...parts, hash: hashExamples(all) };
}

/**
 * Each example as a recogniser might have written it, with a slip, a hesitation or a mistaken word; those that no slip of the draw fits are
 * left out. The same seed makes the same slips.
 */
export function misheard(examples: readonly Example[], seed: number): Example[] {
  const random = seeded(seed);
  return examples.flatMap((example) => {
    const { text, frames } = addNoise(example, random, example.language);
    const heard: Example = { ...example, id: `${example.id}~${seed}`, text, frames };
    return text !== example.text && text.trim() === text && text !== '' && isAligned(heard) ? [heard] : [];
  });
}

/** Examples beyond the expected number, so that chance does not leave a sample short of them. */
const SPARE = 40;

/** A seeded sample of training text for rehearsal while fine-tuning. */
export const rehearsalSample = (seed: number, size: number): Example[] =>
  buildCorpus({ seed: seed + 7919, size: Math.ceil((1.02 * size) / (1 - DEV_SHARE - TEST_SHARE)) + SPARE }).train.slice(0, size);
