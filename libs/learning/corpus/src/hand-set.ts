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

/** A text as it is compared: spelling of case, spaces and punctuation aside. */
const bare = (text: string): string => text.toLowerCase().replace(/[\p{P}\p{Z}]/gu, '');

/**
 * The examples whose text is in neither half of the hand-written sets. A grammar and a person both say 下一首; what the model is
 * measured on it must not have been trained on.
 */
export function withoutHandSets(examples: readonly Example[]): Example[] {
  const sets = (['zh', 'en'] as const).flatMap((language) => [...handSet(language, 'dev'), ...handSet(language, 'test')]);
  const measured = new Set(sets.map(({ text }) => bare(text)));
  return examples.filter(({ text }) => !measured.has(bare(text)));
}

/** The car's self test: a model that gets one of these wrong is not activated. */
export const goldenUtterances = (): Example[] => readExamples(assetPath(`${ASSETS}/golden.jsonl`));

/** Path of a shipped model file. */
export const shippedModelPath = (family: 'vehicle' | 'region'): string => assetPath(`libs/learning/corpus/models/${family}.onnx`);
