import { featurize, tagsOf, tokenize } from '@headway/assistant/language';
import type { Example, Language } from '@headway/contracts';
import type { ModelSpec } from '../model/parameters.js';

/** An example as numbers, T tokens long. */
export interface EncodedExample {
  length: number;
  language: Language;
  /** [T] */
  words: Int32Array;
  /** [T × gramsPerToken] */
  grams: Int32Array;
  /** [T]: indexes of intents, of tags, and 1 where a clause begins. */
  intents: Int32Array;
  tags: Int32Array;
  boundaries: Uint8Array;
  /** What teachers say of it. */
  answers?: SoftAnswers;
}

/** Labels with a share each in what a token is taught; the example's own label has the rest. */
export interface SoftLabels {
  /** [T × {@link SOFT_LABELS}] */
  labels: Int32Array;
  /** [T × {@link SOFT_LABELS}] */
  shares: Float32Array;
}

export interface SoftAnswers {
  intents: SoftLabels;
  tags: SoftLabels;
  /** [T]: what the boundary target moves by, between -1 and 1. */
  boundaries: Float32Array;
}

/** Labels of a token that get a share; what a trained model gives to all others together is next to nothing. */
export const SOFT_LABELS = 3;

/** An example that names a label the model does not have. */
export class UnknownLabelError extends Error {
  override readonly name = 'UnknownLabelError';
}

/** Turns examples into numbers, each once however often it is repeated. Tokens beyond the tokenizer's limit are cut off. */
export function encodeExamples(examples: readonly Example[], spec: ModelSpec): EncodedExample[] {
  const intents = new Map(spec.intents.map((label, i) => [label, i]));
  const tags = new Map(spec.tags.map((label, i) => [label, i]));
  const encoded = new Map<Example, EncodedExample>();
  return examples.map((example) => {
    const known = encoded.get(example) ?? encodeExample(example, spec, { intents, tags });
    encoded.set(example, known);
    return known;
  });
}

function encodeExample(
  example: Example,
  spec: ModelSpec,
  index: { intents: ReadonlyMap<string, number>; tags: ReadonlyMap<string, number> },
): EncodedExample {
  const tokens = tokenize(example.text);
  const targets = tagsOf(example, tokens);
  const { length, words, grams } = featurize(tokens, spec.tokenizer);
  const lookUp = (labels: ReadonlyMap<string, number>) => (label: string) => {
    const found = labels.get(label);
    if (found === undefined) throw new UnknownLabelError(`example ${example.id}: the model has no label ${label}`);
    return found;
  };
  return {
    length,
    language: example.language,
    words,
    grams,
    intents: Int32Array.from(targets.intents.slice(0, length), lookUp(index.intents)),
    tags: Int32Array.from(targets.tags.slice(0, length), lookUp(index.tags)),
    boundaries: Uint8Array.from(targets.boundaries.slice(0, length)),
  };
}
