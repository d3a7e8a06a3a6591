import { readFileSync } from 'node:fs';
import { exampleSchema } from '@headway/contracts';
import type { Example, Language } from '@headway/contracts';
import { assetPath } from '@headway/platform/assets';

const ASSETS = 'libs/learning/corpus/assets';

/** Reads our JSON Lines format. Throws a `SyntaxError` or `ZodError` for a broken line. */
export const readExamples = (file: string): Example[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => exampleSchema.parse(JSON.parse(line)));

/** Path of a hand-written set. The `dev` half may guide the grammar; the `test` half is only ever measured. */
export const handSetPath = (language: Language, half: 'dev' | 'test'): string => assetPath(`${ASSETS}/hand-${language}-${half}.jsonl`);

/** Utterances written by hand as drivers speak, which the grammar never saw. */
export const handSet = (language: Language, half: 'dev' | 'test'): Example[] => readExamples(handSetPath(language, half));

/**
 * Utterances of ordinary drivers over a year, written by hand without a look at grammar or spoken text. No model is trained on them and no grammar
 * guided by them; confidence is calibrated on them beside the development half.
 */
export const everydaySet = (language: Language): Example[] => readExamples(assetPath(`${ASSETS}/everyday-${language}.jsonl`));

/** Every intent as an owner's manual says it, alone and in plain compounds: what any model must know, and may have been taught. */
export const plainSet = (language: Language): Example[] => readExamples(assetPath(`${ASSETS}/plain-${language}.jsonl`));

/** A text as it is compared: spelling of case, spaces and punctuation aside. */
const bare = (text: string): string => text.toLowerCase().replace(/[\p{P}\p{Z}]/gu, '');

/** Longest text that counts as vocabulary: 下一首, "never mind". */
const VOCABULARY = { han: 4, words: 2 };

/**
 * Whether a text is too short to be anybody's own: every driver and every grammar says 下一首 and "never mind", and a model that may not
 * learn them because somebody wrote them into a test set is worse for it.
 */
export function isVocabulary(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > 0 ? bare(text).length <= VOCABULARY.han : text.trim().split(/\s+/u).length <= VOCABULARY.words;
}

/**
 * The examples that are in none of the hand-written sets, vocabulary aside: what a model is measured on it must not have been trained
 * on. Figures are therefore given for the sets' longer texts too, none of which was.
 */
export function withoutHandSets(examples: readonly Example[]): Example[] {
  const sets = (['zh', 'en'] as const).flatMap((language) => [
    ...handSet(language, 'dev'),
    ...handSet(language, 'test'),
    ...everydaySet(language),
  ]);
  const measured = new Set(sets.filter(({ text }) => !isVocabulary(text)).map(({ text }) => bare(text)));
  return examples.filter(({ text }) => !measured.has(bare(text)));
}

/** The car's self test: a model that gets one of these wrong is not activated. */
export const goldenUtterances = (): Example[] => readExamples(assetPath(`${ASSETS}/golden.jsonl`));

/** Path of a shipped model file. */
export const shippedModelPath = (family: 'vehicle' | 'region'): string => assetPath(`libs/learning/corpus/models/${family}.onnx`);
