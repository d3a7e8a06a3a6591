import { createWorkerTrainer } from '@headway/learning/jobs';
import type { Corpus, Trainer } from '@headway/learning/port';
import { runTrainingJob } from '@headway/learning/training';
import { createLogger } from '@headway/platform/logging';
import { tinyCorpus } from '@headway/testing';

/** A real model of the tiny corpus, trained in a few seconds. */
export async function trainTinyModel(): Promise<Uint8Array> {
  const { model } = await runTrainingJob({
    examples: tinyCorpus().train,
    version: '2026.11.01-tiny',
    trainedAt: '2026-11-01T00:00:00.000Z',
    family: 'vehicle',
    architecture: { embedding: 32, width: 48, layers: 1, heads: 2, feedForward: 64 },
    tokenizer: { wordBuckets: 1024, gramBuckets: 1024 },
    options: { epochs: 25, batchSize: 32 },
  });
  return model;
}

/** The real trainer with settings that suit the tiny model. */
export const tinyTrainer = (rest = 0): Trainer =>
  createWorkerTrainer({
    logger: createLogger({ level: 'silent', app: 'test' }),
    rest,
    checkpointEverySteps: 5,
    training: { epochs: 30, batchSize: 32 },
  });

/** The tiny corpus behind the port. */
export const tinyCorpusPort = (): Corpus => {
  const { train, heldOut } = tinyCorpus();
  return {
    rehearsal: () => Promise.resolve(train),
    heldOut: () => Promise.resolve({ old: heldOut }),
    golden: () => Promise.resolve(train.slice(0, 5)),
  };
};
