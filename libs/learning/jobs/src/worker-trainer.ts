import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CandidateModel, FineTuningJob, Trainer, TrainingHooks } from '@headway/learning/port';
import {
  type JobPriority,
  type Pace,
  runTrainingJob,
  TrainingFailedError,
  type TrainingJob,
  type TrainingResult,
} from '@headway/learning/training';
import { AppError } from '@headway/platform/errors';
import type { Logger } from '@headway/platform/logging';
import { enrichExamples } from './enrich-examples.js';
import { runEvaluation } from './run-evaluation.js';

export interface WorkerTrainerOptions {
  logger: Logger;
  /** Rest after each training step as a multiple of its time: 0 takes a whole core, 1 leaves half of it to others. Default 0.1. */
  rest?: number;
  /** How far training steps back, default `low`. */
  priority?: JobPriority;
  /** Holds training up while whoever serves in this process needs the cores. */
  pace?: Pace;
  /** Steps between checkpoints, default 120: some seconds of work at full speed. */
  checkpointEverySteps?: number;
  /** Overrides of the trainer's own fine-tuning options. */
  training?: TrainingJob['options'];
}

const CHECKPOINT = 'checkpoint.bin';
const CANDIDATE = 'candidate.onnx';
const DEFAULT_REST = 0.1;
const CHECKPOINT_EVERY_STEPS = 120;

/** Trains and evaluates in worker threads of this process, so that whoever serves in it goes on serving. */
export function createWorkerTrainer(options: WorkerTrainerOptions): Trainer {
  return {
    fineTune: (job, hooks) => fineTune(job, hooks, options),
    finished,
    evaluate: (file, sets, signal) => runEvaluation({ file, sets }, signal),
  };
}

async function fineTune(job: FineTuningJob, hooks: TrainingHooks, options: WorkerTrainerOptions): Promise<CandidateModel> {
  await mkdir(job.folder, { recursive: true });
  const file = join(job.folder, CANDIDATE);
  const known = await finished(job.folder);
  if (known) return known;
  const { model } = await trainOrBeginAgain(job, hooks, options);
  await writeWhole(file, model);
  await rm(join(job.folder, CHECKPOINT), { force: true });
  return describe(file, model);
}

async function finished(folder: string): Promise<CandidateModel | undefined> {
  const file = join(folder, CANDIDATE);
  const model = await readFile(file).catch(() => undefined);
  return model && describe(file, model);
}

/** A checkpoint that cannot be used, damaged or of another version of the trainer, must not keep a run from ever finishing. */
async function trainOrBeginAgain(job: FineTuningJob, hooks: TrainingHooks, options: WorkerTrainerOptions): Promise<TrainingResult> {
  const checkpoint = join(job.folder, CHECKPOINT);
  try {
    return await train(job, hooks, options);
  } catch (error) {
    if (!(error instanceof TrainingFailedError)) throw error;
    if (!error.message.startsWith(checkpoint)) throw new AppError('invalid-dataset', error.message, { cause: error });
    options.logger.warn('training.checkpoint-unusable', { reason: error.message });
    await rm(checkpoint, { force: true });
    return train(job, hooks, options);
  }
}

async function train(job: FineTuningJob, hooks: TrainingHooks, options: WorkerTrainerOptions): Promise<TrainingResult> {
  const parent = await readFile(job.parent);
  const examples = await enrichExamples(job);
  hooks.signal.throwIfAborted();
  const training: TrainingJob = {
    examples,
    version: job.version,
    trainedAt: job.trainedAt,
    family: job.family,
    options: options.training,
    base: { model: parent, rehearsal: job.rehearsal },
    checkpoint: {
      path: join(job.folder, CHECKPOINT),
      everySteps: options.checkpointEverySteps ?? CHECKPOINT_EVERY_STEPS,
      resume: true,
    },
  };
  return runTrainingJob(training, { ...hooks, rest: options.rest ?? DEFAULT_REST, priority: options.priority, pace: options.pace });
}

const describe = (file: string, model: Uint8Array): CandidateModel => ({
  file,
  digest: createHash('sha256').update(model).digest('hex'),
  bytes: model.byteLength,
});

/** The path holds the whole model or nothing, also after a crash. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.part`;
  const file = await open(unfinished, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}
