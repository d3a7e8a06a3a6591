import type { Example } from '@headway/contracts';
import { SOFT_LABELS, type EncodedExample, type SoftAnswers, type SoftLabels } from '../dataset/encode.js';
import { Predictor, type Prediction } from '../evaluation/predictor.js';
import { ModelFileError, readCard } from '../model/model-file.js';
import type { ModelSpec } from '../model/parameters.js';

/** Models that are asked about every example, and how much of what it teaches their mean answer is. */
export interface Teachers {
  /** Model files with the labels of the model that is trained, in any sizes. */
  models: readonly Uint8Array[];
  /** From 0 (labels alone) to 1 (answers alone). */
  share: number;
}

interface Pupil {
  spec: ModelSpec;
  examples: readonly Example[];
  /** The same examples as numbers, which get the answers. */
  encoded: readonly EncodedExample[];
  signal?: AbortSignal | undefined;
}

/** Utterances whose answers are held at once. */
const CHUNK = 2048;

/**
 * Has teachers answer what a model is about to be taught, which then learns a mixture of labels and answers (Hinton et al. 2015): several
 * models trained from other seeds know more together than each, and most of that can be taught to one.
 * @throws ModelFileError for a file that is no model of ours, and for one with other labels.
 */
export async function addAnswers({ models, share }: Teachers, { spec, examples, encoded, signal }: Pupil): Promise<void> {
  models.forEach((model) => refuseOtherLabels(model, spec));
  const texts = new Map(encoded.map((one, i) => [one, examples[i]!.text]));
  const questions = [...texts];
  const predictors = await Promise.all(models.map((model) => Predictor.create(model)));
  try {
    for (let start = 0; start < questions.length; start += CHUNK) {
      const chunk = questions.slice(start, start + CHUNK);
      const asked = chunk.map(([, text]) => text);
      const answers: Prediction[][] = [];
      for (const predictor of predictors) answers.push(await predictor.predict(asked, signal));
      chunk.forEach(([one], i) => {
        const all = answers.map((predictions) => predictions[i]!);
        one.answers = mixed(one, all, { spec, share });
      });
    }
  } finally {
    await Promise.all(predictors.map((predictor) => predictor.release()));
  }
}

function refuseOtherLabels(model: Uint8Array, spec: ModelSpec): void {
  const { intents, tags } = readCard(model);
  if (intents.join('\n') !== spec.intents.join('\n') || tags.join('\n') !== spec.tags.join('\n'))
    throw new ModelFileError('a model to learn from has other labels than the one that is trained: train both on the same data');
}

function mixed(
  { length, boundaries }: EncodedExample,
  answers: readonly Prediction[],
  { spec, share }: { spec: ModelSpec; share: number },
): SoftAnswers {
  const part = share / answers.length;
  const moves = new Float32Array(length);
  for (const { boundaryLogits } of answers)
    for (let t = 0; t < length; t++) moves[t]! += part * (1 / (1 + Math.exp(-boundaryLogits[t]!)) - boundaries[t]!);
  const soft = (of: (prediction: Prediction) => Float32Array, classes: number) =>
    likeliest(
      answers.map((answer) => probabilities(of(answer), length, classes)),
      { length, classes, part },
    );
  return {
    intents: soft(({ intentLogits }) => intentLogits, spec.intents.length),
    tags: soft(({ slotLogits }) => slotLogits, spec.tags.length),
    boundaries: moves,
  };
}

/** Softmax of each token's logits, [length × classes]. */
function probabilities(logits: Float32Array, length: number, classes: number): Float32Array {
  const found = new Float32Array(length * classes);
  for (let t = 0; t < length; t++) {
    const row = logits.subarray(t * classes, (t + 1) * classes);
    const most = Math.max(...row);
    const sum = row.reduce((total, logit) => total + Math.exp(logit - most), 0);
    for (let c = 0; c < classes; c++) found[t * classes + c] = Math.exp(row[c]! - most) / sum;
  }
  return found;
}

/** The likeliest labels of each token by the sum of all answers, with `part` of that sum each. */
function likeliest(
  answers: readonly Float32Array[],
  { length, classes, part }: { length: number; classes: number; part: number },
): SoftLabels {
  const labels = new Int32Array(length * SOFT_LABELS);
  const shares = new Float32Array(length * SOFT_LABELS);
  for (let t = 0; t < length; t++) {
    const sums = Float32Array.from({ length: classes }, (_, c) => answers.reduce((sum, answer) => sum + answer[t * classes + c]!, 0));
    for (let k = 0; k < Math.min(SOFT_LABELS, classes); k++) {
      const best = sums.reduce((at, sum, c) => (sum > sums[at]! ? c : at), 0);
      labels[t * SOFT_LABELS + k] = best;
      shares[t * SOFT_LABELS + k] = part * sums[best]!;
      sums[best] = -1;
    }
  }
  return { labels, shares };
}
