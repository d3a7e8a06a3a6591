import { readFile } from 'node:fs/promises';
import { exactActions } from '@headway/assistant/ontology';
import type { Example } from '@headway/contracts';
import { buildCorpus, newCommandPhrases, SHIPPED_CORPUS } from '@headway/learning/corpus';
import { Predictor, readDataset } from '@headway/learning/training';
import { assetPath } from '@headway/platform/assets';

const HAND_WRITTEN = ['zh-dev', 'zh-test', 'en-dev', 'en-test'].map((name) => assetPath(`libs/learning/corpus/assets/hand-${name}.jsonl`));

/** For each utterance, whether it comes to exactly the expected vehicle actions. */
export interface Marks {
  newCommand: boolean[];
  oldSet: boolean[];
}

/** The same questions for the shipped model and for the one the fleet taught. */
export interface Exam {
  shippedModel: string;
  sit(modelFile: string): Promise<Marks>;
}

/**
 * New command: phrasings that no driver of the simulation ever says. Old set: the grammar's test part and every hand-written
 * utterance; neither is trained on.
 */
export async function openExam(seed: number): Promise<Exam> {
  const fresh = newCommandPhrases(seed).heldOut;
  const old = [...buildCorpus(SHIPPED_CORPUS).test, ...(await readDataset(...HAND_WRITTEN)).examples];
  return {
    shippedModel: assetPath('libs/learning/corpus/models/vehicle.onnx'),
    sit: async (modelFile) => {
      const predictor = await Predictor.create(await readFile(modelFile), {});
      try {
        return { newCommand: await mark(predictor, fresh), oldSet: await mark(predictor, old) };
      } finally {
        await predictor.release();
      }
    },
  };
}

async function mark(predictor: Predictor, examples: readonly Example[]): Promise<boolean[]> {
  const predictions = await predictor.predict(examples.map(({ text }) => text));
  return examples.map((example, index) => {
    const prediction = predictions[index];
    return prediction !== undefined && exactActions(example, predictor.frames(example, prediction));
  });
}
