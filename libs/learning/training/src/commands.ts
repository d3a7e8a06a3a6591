import { readFile } from 'node:fs/promises';
import type { Evaluation, Example, ModelCard } from '@headway/contracts';
import { readDataset } from './dataset/read.js';
import { compareModels, type Comparison } from './evaluation/compare.js';
import { evaluateModel } from './evaluation/evaluate.js';
import type { ActionResolver } from './evaluation/score.js';
import { trainModel, type TrainingHooks, type TrainingResult } from './job/train-model.js';
import type { Family } from './model/architecture.js';
import { readModelFile, writeModelFile } from './model/model-file.js';
import { replaceFile } from './trainer/checkpoint.js';
import type { TrainerOptions } from './trainer/trainer.js';

export interface TrainCommand extends Pick<TrainingHooks, 'onProgress' | 'signal'> {
  /** Dataset files (`.jsonl`, or `.txt` blocks). */
  dataset: readonly string[];
  dev?: readonly string[];
  /** Model file to fine-tune, with files of examples it was trained on. */
  base?: { model: string; rehearsal: readonly string[]; rehearsalRatio?: number };
  /** Where the model file goes; the checkpoint lies beside it as `<out>.checkpoint`. */
  out: string;
  preset: Family;
  version: string;
  seed?: number;
  epochs?: number;
  resume?: boolean;
  precision?: ModelCard['precision'];
  options?: Partial<TrainerOptions>;
  now: () => Date;
}

const CHECKPOINT_STEPS = 500;

/** Trains or fine-tunes from files to a file. */
export async function train(command: TrainCommand): Promise<TrainingResult> {
  const { dataset, dev, base, out, preset, version, seed, epochs, resume = false, now } = command;
  const result = await trainModel(
    {
      examples: (await readDataset(...dataset)).examples,
      dev: dev && (await readDataset(...dev)).examples,
      base: base && {
        model: await readFile(base.model),
        rehearsal: (await readDataset(...base.rehearsal)).examples,
        rehearsalRatio: base.rehearsalRatio,
      },
      family: preset,
      ...(command.precision && { precision: command.precision }),
      version,
      trainedAt: now().toISOString(),
      options: { ...(seed !== undefined && { seed }), ...(epochs !== undefined && { epochs }), ...command.options },
      checkpoint: { path: `${out}.checkpoint`, everySteps: CHECKPOINT_STEPS, resume },
    },
    { onProgress: command.onProgress, signal: command.signal },
  );
  await replaceFile(out, [result.model]);
  return result;
}

const readSets = async (datasets: Readonly<Record<string, string>>): Promise<Record<string, Example[]>> =>
  Object.fromEntries(await Promise.all(Object.entries(datasets).map(async ([name, file]) => [name, (await readDataset(file)).examples])));

/** Evaluates a model file on named dataset files. */
export async function evaluate(command: {
  model: string;
  datasets: Readonly<Record<string, string>>;
  resolver?: ActionResolver;
}): Promise<Record<string, Evaluation>> {
  const model = await readFile(command.model);
  const results: Record<string, Evaluation> = {};
  for (const [name, examples] of Object.entries(await readSets(command.datasets)))
    results[name] = await evaluateModel(model, examples, { resolver: command.resolver });
  return results;
}

/** Writes a model file in another precision; the card's figures stay those of the original, so evaluate both. */
export async function exportModel(command: {
  model: string;
  precision: ModelCard['precision'];
  out: string;
}): Promise<{ bytes: number; originalBytes: number }> {
  const original = await readFile(command.model);
  const model = readModelFile(original);
  const bytes = writeModelFile({ ...model, card: { ...model.card, precision: command.precision } });
  await replaceFile(command.out, [bytes]);
  return { bytes: bytes.byteLength, originalBytes: original.byteLength };
}

/** Compares two model files on named dataset files. */
export async function compare(command: {
  parent: string;
  candidate: string;
  datasets: Readonly<Record<string, string>>;
}): Promise<Comparison> {
  return compareModels(await readFile(command.parent), await readFile(command.candidate), await readSets(command.datasets));
}
