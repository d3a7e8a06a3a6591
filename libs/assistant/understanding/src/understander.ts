import type { Language, ModelCard, SemanticFrame } from '@headway/contracts';
import { decodeFrames, detectLanguage, featurize, tokenize } from '@headway/assistant/language';
import { AppError } from '@headway/platform/errors';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readModelCard } from './model-file.js';

/** What every model file must answer without error before it may serve: both scripts, digits and punctuation. */
const PROBE = '打开车窗, set AC to 23.5';

/** One model in this thread. An inference blocks the thread: servers use a {@link ModelHost} instead. */
export interface Understander {
  card: ModelCard;
  /** Frames of an utterance; the language is detected when it is not given. */
  understand(text: string, language?: Language): Promise<SemanticFrame[]>;
  dispose(): Promise<void>;
}

const SESSION_OPTIONS: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  // Two intra-op threads make the tail of so small a model worse than one.
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
};

const int64 = (values: Int32Array, dims: number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), dims);

interface Logits {
  intentLogits: Float32Array;
  boundaryLogits: Float32Array;
  slotLogits: Float32Array;
}

function readLogits(outputs: InferenceSession.ReturnType, card: ModelCard, length: number): Logits {
  const read = (name: keyof Logits, width: number): Float32Array => {
    const tensor = outputs[name];
    if (tensor?.type !== 'float32' || tensor.data.length !== length * width) {
      throw new AppError('invalid-model', `output ${name} is not float32 with ${width} values a token`);
    }
    return tensor.data as Float32Array;
  };
  return {
    intentLogits: read('intentLogits', card.intents.length),
    boundaryLogits: read('boundaryLogits', 1),
    slotLogits: read('slotLogits', card.tags.length),
  };
}

async function infer(session: InferenceSession, card: ModelCard, text: string, language?: Language): Promise<SemanticFrame[]> {
  const tokens = tokenize(text);
  const { length, words, grams } = featurize(tokens, card.tokenizer);
  const empty = new Float32Array(0);
  let logits: Logits = { intentLogits: empty, boundaryLogits: empty, slotLogits: empty };
  if (length > 0) {
    const outputs = await session.run({
      words: int64(words, [1, length]),
      grams: int64(grams, [1, length, card.tokenizer.gramsPerToken]),
      mask: new Tensor('float32', new Float32Array(length).fill(1), [1, length]),
    });
    logits = readLogits(outputs, card, length);
  }
  const frames = decodeFrames({ text, tokens, ...logits, card, language: language ?? detectLanguage(text) });
  if (!frames.every((frame) => Number.isFinite(frame.confidence)))
    throw new AppError('invalid-model', 'the model answers with values that are no numbers');
  return frames;
}

/**
 * Loads a model file and answers one probe utterance with it.
 * @throws AppError `invalid-model` when the file has no card, cannot be run, or its outputs contradict its card
 */
export async function createUnderstander(bytes: Uint8Array): Promise<Understander> {
  const card = readModelCard(bytes);
  let session: InferenceSession | undefined;
  try {
    const opened = await InferenceSession.create(bytes, SESSION_OPTIONS);
    session = opened;
    await infer(opened, card, PROBE);
    return { card, understand: (text, language) => infer(opened, card, text, language), dispose: () => opened.release() };
  } catch (cause) {
    await session?.release();
    throw new AppError('invalid-model', `model ${card.version} cannot be run`, { cause });
  }
}
