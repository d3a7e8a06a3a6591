import { readFile } from 'node:fs/promises';
import { exactActions } from '@headway/assistant/ontology';
import type { Example } from '@headway/contracts';
import { buildCorpus, newCommandPhrases } from '@headway/learning/corpus';
import { Predictor, readDataset } from '@headway/learning/training';
import { assetPath } from '@headway/platform/assets';

/** Examples of the shipped grammar's test part that belong to the old set. */
const OLD_GRAMMAR_EXAMPLES = 800;
const HAND_WRITTEN = ['zh-dev', 'zh-test', 'en-dev', 'en-test'].map((name) => assetPath(`libs/learning/corpus/assets/hand-${name}.jsonl`));

/** Shares of utterances that come to exactly the expected vehicle actions. */
export interface Marks {
  newCommand: number;
  oldSet: number;
}

/** The same questions for the shipped model and for the one the fleet taught. */
export interface Exam {
  shippedModel: string;
  newExamples: number;
  oldExamples: number;
  sit(modelFile: string): Promise<Marks>;
}

/**
 * New command: phrasings that no driver of the simulation ever says. Old set: the grammar's test part and every hand-written
 * utterance; neither is trained on.
 */
export async function openExam(seed: number): Promise<Exam> {
  const fresh = newCommandPhrases(seed).heldOut;
  const grammar = buildCorpus({ seed: 1, size: OLD_GRAMMAR_EXAMPLES * 10 }).test.slice(0, OLD_GRAMMAR_EXAMPLES);
  const old = [...grammar, ...(await readDataset(...HAND_WRITTEN)).examples];
  return {
    shippedModel: assetPath('libs/learning/corpus/models/vehicle.onnx'),
    newExamples: fresh.length,
    oldExamples: old.length,
    sit: async (modelFile) => {
      const predictor = await Predictor.create(await readFile(modelFile), {});
      try {
        return { newCommand: await share(predictor, fresh), oldSet: await share(predictor, old) };
      } finally {
        await predictor.release();
      }
    },
  };
}

async function share(predictor: Predictor, examples: readonly Example[]): Promise<number> {
  const predictions = await predictor.predict(examples.map(({ text }) => text));
  const right = examples.filter((example, index) => {
    const prediction = predictions[index];
    return prediction !== undefined && exactActions(example, predictor.frames(example, prediction));
  });
  return right.length / examples.length;
}
