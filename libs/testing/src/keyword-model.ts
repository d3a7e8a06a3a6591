import { featurize, tokenize } from '@headway/assistant/language';
import { type ModelCard, OUT_OF_SCOPE, type TokenizerSpec } from '@headway/contracts';
import { add, encodeModel, gather, Graph, mul, reduceSum, trim, unsqueeze, type Value } from '@headway/learning/onnx';

/** What one token of a keyword model says. */
export interface Keyword {
  intent?: string;
  /** The token begins a clause. */
  clause?: boolean;
  /** BIO tag, e.g. `B-zone`. */
  tag?: string;
}

interface KeywordModelOptions {
  version?: string;
  family?: ModelCard['family'];
  keywords: Record<string, Keyword>;
}

const SPEC: TokenizerSpec = { version: 1, wordBuckets: 4096, gramBuckets: 64, gramsPerToken: 8, maxTokens: 64 };
const SURE = 12;

function labels(keywords: Keyword[]): Pick<ModelCard, 'intents' | 'tags'> {
  const intents = [...new Set(keywords.flatMap(({ intent }) => (intent && intent !== OUT_OF_SCOPE ? [intent] : [])))].sort();
  const slots = [...new Set(keywords.flatMap(({ tag }) => (tag ? [tag.slice(2)] : [])))].sort();
  return { intents: [OUT_OF_SCOPE, ...intents], tags: ['O', ...slots.flatMap((slot) => [`B-${slot}`, `I-${slot}`])] };
}

/** Rows of logits by word bucket: intents, then the boundary, then tags. */
function table(keywords: Record<string, Keyword>, { intents, tags }: Pick<ModelCard, 'intents' | 'tags'>): Float32Array {
  const width = intents.length + 1 + tags.length;
  const rows = new Float32Array(SPEC.wordBuckets * width);
  for (let row = 0; row < SPEC.wordBuckets; row += 1) {
    rows[row * width] = SURE / 100;
    rows[row * width + intents.length] = -SURE;
    rows[row * width + intents.length + 1] = SURE / 2;
  }
  for (const [word, { intent, clause, tag }] of Object.entries(keywords)) {
    const row = featurize(tokenize(word), SPEC).words[0] ?? 0;
    if (intent) rows[row * width + intents.indexOf(intent)] = SURE * 4;
    if (clause) rows[row * width + intents.length] = SURE;
    if (tag) rows[row * width + intents.length + 1 + tags.indexOf(tag)] = SURE * 2;
  }
  return rows;
}

/**
 * A real model file, small and readable: every token says its own logits, whatever stands beside it. The words of `keywords`
 * name intents, clause starts and tags; all others are out of scope.
 */
export function keywordModel({ version = '0.0.1', family = 'vehicle', keywords }: KeywordModelOptions): Uint8Array {
  const { intents, tags } = labels(Object.values(keywords));
  const width = intents.length + 1 + tags.length;
  const graph = new Graph('keywords');
  const words = graph.input('words', 'int64', ['B', 'T']);
  const grams = graph.input('grams', 'int64', ['B', 'T', SPEC.gramsPerToken]);
  const mask = graph.input('mask', 'float32', ['B', 'T']);
  const rows = gather(graph.weight('words.table', [SPEC.wordBuckets, width], table(keywords, { intents, tags })), words);
  const silent = graph.weight('grams.table', [SPEC.gramBuckets, width], new Float32Array(SPEC.gramBuckets * width));
  const logits = mul(add(rows, reduceSum(gather(silent, grams), [2])), unsqueeze(mask, 2));
  const part = (from: number, length: number): Value => trim(logits, 2, from, width - from - length);
  const card: ModelCard = {
    schema: 'headway.model/1',
    family,
    version,
    tokenizer: SPEC,
    intents,
    tags,
    temperature: { zh: 1, en: 1 },
    architecture: { kind: 'keywords' },
    opset: 17,
    precision: 'float32',
    parameters: SPEC.wordBuckets * width,
    seed: 0,
    trainedAt: '2026-01-01T00:00:00Z',
    metrics: {},
  };
  const outputs = {
    intentLogits: part(0, intents.length),
    boundaryLogits: reduceSum(part(intents.length, 1), [2]),
    slotLogits: part(intents.length + 1, tags.length),
  };
  return encodeModel(graph.toModel(outputs, { headway: JSON.stringify(card) }));
}
