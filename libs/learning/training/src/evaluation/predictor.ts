import { decodeFrames, featurize, tokenize, type Token } from '@headway/assistant/language';
import type { Example, ModelCard, SemanticFrame } from '@headway/contracts';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readCard } from '../model/model-file.js';

/** Utterances that go through the model together. */
const BATCH = 64;

/** What the model said about one utterance; logits are row-major over its tokens. */
export interface Prediction {
  tokens: readonly Token[];
  intentLogits: Float32Array;
  boundaryLogits: Float32Array;
  slotLogits: Float32Array;
}

interface Prepared {
  index: number;
  tokens: Token[];
  words: Int32Array;
  grams: Int32Array;
}

/** Runs a model file over many utterances, in batches of like length. Release it after use. */
export class Predictor {
  private constructor(
    readonly card: ModelCard,
    private readonly session: InferenceSession,
  ) {}

  static async create(model: Uint8Array, { intraOpNumThreads = 1 } = {}): Promise<Predictor> {
    const card = readCard(model);
    return new Predictor(card, await InferenceSession.create(model, { intraOpNumThreads, interOpNumThreads: 1, enableMemPattern: false }));
  }

  async predict(texts: readonly string[], signal?: AbortSignal): Promise<Prediction[]> {
    const prepared = texts.map((text, index) => this.#prepare(text, index)).sort((a, b) => a.tokens.length - b.tokens.length);
    const results = new Array<Prediction>(texts.length);
    for (let start = 0; start < prepared.length; start += BATCH) {
      signal?.throwIfAborted();
      const batch = prepared.slice(start, start + BATCH);
      (await this.#run(batch)).forEach((prediction, i) => (results[batch[i]!.index] = prediction));
    }
    return results;
  }

  frames(example: Pick<Example, 'text' | 'language'>, prediction: Prediction): SemanticFrame[] {
    return decodeFrames({ text: example.text, language: example.language, card: this.card, ...prediction });
  }

  async release(): Promise<void> {
    await this.session.release();
  }

  #prepare(text: string, index: number): Prepared {
    const tokens = tokenize(text);
    const { length, words, grams } = featurize(tokens, this.card.tokenizer);
    return { index, tokens: tokens.slice(0, length), words, grams };
  }

  async #run(batch: readonly Prepared[]): Promise<Prediction[]> {
    const grams = this.card.tokenizer.gramsPerToken;
    const length = Math.max(1, batch.at(-1)!.tokens.length);
    const feeds = {
      words: new BigInt64Array(batch.length * length),
      grams: new BigInt64Array(batch.length * length * grams),
      mask: new Float32Array(batch.length * length),
    };
    batch.forEach((item, b) => {
      item.words.forEach((word, t) => (feeds.words[b * length + t] = BigInt(word)));
      item.grams.forEach((gram, i) => (feeds.grams[b * length * grams + i] = BigInt(gram)));
      feeds.mask.fill(1, b * length, b * length + item.words.length);
    });
    const outputs = await this.session.run({
      words: new Tensor('int64', feeds.words, [batch.length, length]),
      grams: new Tensor('int64', feeds.grams, [batch.length, length, grams]),
      mask: new Tensor('float32', feeds.mask, [batch.length, length]),
    });
    const part = (name: string, item: Prepared, b: number, width: number) =>
      (outputs[name]!.data as Float32Array).slice(b * length * width, (b * length + item.tokens.length) * width);
    return batch.map((item, b) => ({
      tokens: item.tokens,
      intentLogits: part('intentLogits', item, b, this.card.intents.length),
      boundaryLogits: part('boundaryLogits', item, b, 1),
      slotLogits: part('slotLogits', item, b, this.card.tags.length),
    }));
  }
}
