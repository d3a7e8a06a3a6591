import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tokenize } from '@headway/assistant/language';
import type { Evaluation, Example, ModelCard, TokenizerSpec } from '@headway/contracts';
import { DatasetError } from './dataset/dataset-error.js';
import { findDatasets, type DatasetFiles } from './dataset/folder.js';
import { readDataset, type Dataset } from './dataset/read.js';
import { verdicts } from './evaluation/evaluate.js';
import { reportOf, type EvaluationReport } from './evaluation/report.js';
import type { ActionResolver } from './evaluation/score.js';
import { pseudoLabelled, readTexts, type Teaching } from './job/teach.js';
import { trainModel, type TrainingHooks, type TrainingResult } from './job/train-model.js';
import type { Architecture, Family } from './model/architecture.js';
import { checkpointStep, removeLeftovers, replaceFile } from './trainer/checkpoint.js';
import type { TrainerOptions } from './trainer/trainer.js';

export interface TrainCommand extends Pick<TrainingHooks, 'onProgress' | 'signal'> {
  /** Dataset files and folders of them, see `findDatasets`. */
  dataset: readonly string[];
  dev?: readonly string[];
  /** Model file to fine-tune, with files of examples it was trained on. */
  base?: { model: string; rehearsal: readonly string[]; rehearsalRatio?: number };
  /** A larger model that labels texts, one a line, where it is sure enough: the probability that the whole utterance is right. */
  teacher?: { model: string; unlabelled: readonly string[]; confidence: number };
  /** Model files with the labels of the dataset, whose mean answer is `share` of what each example teaches. */
  distil?: { models: readonly string[]; share: number };
  /** A folder for `model.onnx`, `figures.json` and the checkpoint; or, ending in `.onnx`, the model file, with its checkpoint beside it. */
  out: string;
  preset: Family;
  version: string;
  seed?: number;
  epochs?: number;
  /** Copies of each example with other slot values; by default some for a small dataset, none for a large one or a base. */
  substitutions?: number;
  /** Encoders that answer together; by default some for a small dataset, as the preset says otherwise. */
  members?: number;
  /** Other sizes than the preset's. */
  sizes?: Partial<Architecture>;
  resume?: boolean;
  checkpointEvery?: number;
  precision?: ModelCard['precision'];
  options?: Partial<TrainerOptions>;
  /** For the model card. Empty, so that the same command writes the same file, whenever it runs. */
  trainedAt?: string;
  resolver?: ActionResolver;
  /** Lines worth a person's notice: what is read as what, duplicates, contradictions. */
  onNote?: (note: string) => void;
}

/** What `figures.json` says of a trained model. */
export interface TrainingFigures {
  model: { digest: string; bytes: number; parameters: number };
  seed: number;
  datasets: DatasetFiles;
  pseudoLabels?: Omit<Teaching, 'examples'>;
  /** On the files for calibration (else on the part of the training examples that was held out), and on the test files if there are some. */
  evaluation: { dev?: EvaluationReport; heldOut?: Evaluation; test?: EvaluationReport };
}

export interface TrainedFiles extends TrainingResult {
  modelFile: string;
  /** Undefined when a model file alone was asked for. */
  figures: TrainingFigures | undefined;
}

const CHECKPOINT_STEPS = 500;

/** Where a run with this `out` writes. */
export function outputFiles(out: string): { model: string; checkpoint: string; figures: string | undefined } {
  const folder = out.endsWith('.onnx') ? undefined : out;
  const model = folder === undefined ? out : join(folder, 'model.onnx');
  return { model, checkpoint: `${model}.checkpoint`, figures: folder && join(folder, 'figures.json') };
}

/** The step that a run with this `out` would be resumed after; undefined when it has no checkpoint. */
export const resumableStep = (out: string): Promise<number | undefined> => checkpointStep(outputFiles(out).checkpoint);

/**
 * Trains or fine-tunes from files to files.
 * @throws DatasetError and ArchitectureError before anything is trained; the signal's reason when stopped, with a checkpoint left behind.
 */
export async function train(command: TrainCommand): Promise<TrainedFiles> {
  const files = await filesOf(command);
  const { base, seed, resume = false, signal, onProgress } = command;
  const dataset = await readNoted(files.train, command);
  const { substitutions, architecture, tokenizer, options } = widening(command, dataset.examples);
  const dev = files.dev.length > 0 ? (await readNoted(files.dev, command)).examples : undefined;
  const test = files.test.length > 0 ? (await readNoted(files.test, command)).examples : undefined;
  const rehearsal = base && (await findDatasets(base.rehearsal)).train;
  const taught = await teach(command, dataset.examples);
  const output = outputFiles(command.out);
  await mkdir(dirname(output.model), { recursive: true });
  for (const path of [output.model, output.figures]) if (path !== undefined) await removeLeftovers(path);
  command.onNote?.('preparing the examples');
  const result = await trainModel(
    {
      examples: [...dataset.examples, ...(taught?.examples ?? [])],
      dev,
      base: base && {
        model: await readFile(base.model),
        rehearsal: (await readDataset(...(rehearsal ?? []))).examples,
        rehearsalRatio: base.rehearsalRatio,
      },
      ...(command.distil && {
        teachers: { ...command.distil, models: await Promise.all(command.distil.models.map((file) => readFile(file))) },
      }),
      family: command.preset,
      ...(command.precision && { precision: command.precision }),
      version: command.version,
      trainedAt: command.trainedAt ?? '',
      substitutions,
      architecture,
      tokenizer,
      options: { ...options, ...(seed !== undefined && { seed }), ...command.options },
      checkpoint: { path: output.checkpoint, everySteps: command.checkpointEvery ?? CHECKPOINT_STEPS, resume },
    },
    { onProgress, signal },
  );
  await replaceFile(output.model, [result.model]);
  if (output.figures === undefined) return { ...result, modelFile: output.model, figures: undefined };
  const figures = await figuresOf(result, { command, files, dev, test, taught });
  await replaceFile(output.figures, [Buffer.from(`${JSON.stringify(figures, null, 2)}\n`)]);
  return { ...result, modelFile: output.model, figures };
}

/** A dataset with fewer examples is small: it shows few values of its slots. */
const SMALL = 30_000;
const SMALL_COPIES = 3;
/** Rows for each of its words: few share one, and a word that is in none of its sentences mostly looks like no other. */
const ROWS_A_WORD = 2;
const ROWS = { unit: 4096, least: 16_384, most: 49_152 };
/** Several models of a small dataset know more than each: chance decides much of what one learns of it. */
const SMALL_SIZES = {
  embedding: 64,
  members: 3,
  ownTables: true,
  variants: [
    { width: 128, convolution: 5, layers: 2, feedForward: 256 },
    { width: 192, convolution: 7, layers: 1, feedForward: 192 },
    { width: 256, convolution: 9, layers: 1, feedForward: 256 },
  ],
} satisfies Partial<Architecture>;
/** How such a dataset is trained on, with its copies: what is seen so often must be left out more often, and rare words most often. */
const SMALL_OPTIONS = { epochs: 6, learningRate: 4e-3, dropout: 0.3, wordDropout: 0 } satisfies Partial<TrainerOptions>;

/** How often slots of a dataset change places, in which sizes it is learnt, and how it is trained on then. */
function widening({ base, substitutions, members, sizes, epochs, onNote }: TrainCommand, examples: readonly Example[]) {
  const isSmall =
    base === undefined && examples.length < SMALL && examples.some(({ frames }) => frames.some(({ slots }) => slots.length > 0));
  const copies = substitutions ?? (isSmall ? SMALL_COPIES : 0);
  if (copies > 0) onNote?.(`each example comes ${copies + 1} times, with other values in its slots`);
  const passes = epochs ?? SMALL_OPTIONS.epochs;
  // A word of one example is left out half the time.
  const small = { ...SMALL_OPTIONS, rareWordDropout: (copies + 1) * passes };
  return {
    substitutions: copies,
    architecture: { ...(isSmall && smallSizes({ members, sizes })), ...sizes, ...(members !== undefined && { members }) },
    ...(isSmall && { tokenizer: tablesFor(examples) }),
    options: { ...(copies > 0 && base === undefined && small), ...(epochs !== undefined && { epochs }) },
  };
}

/** Sizes that are asked for hold for every member; fewer members than usual are the first ones. */
function smallSizes({ members = SMALL_SIZES.members, sizes }: Pick<TrainCommand, 'members' | 'sizes'>): Partial<Architecture> {
  const { variants, ...common } = SMALL_SIZES;
  return { ...common, ...variants[0], ...(sizes === undefined && { variants: variants.slice(0, members) }) };
}

function tablesFor(examples: readonly Example[]): Pick<TokenizerSpec, 'wordBuckets' | 'gramBuckets'> {
  const words = new Set(examples.flatMap(({ text }) => tokenize(text).map((token) => token.text))).size;
  const rows = (wanted: number) => Math.min(ROWS.most, Math.max(ROWS.least, Math.ceil(wanted / ROWS.unit) * ROWS.unit));
  return { wordBuckets: rows(ROWS_A_WORD * words), gramBuckets: rows((ROWS_A_WORD / 2) * words) };
}

/** The files of each part; `--dev` replaces what the folder has. */
async function filesOf({ dataset, dev, onNote }: TrainCommand): Promise<DatasetFiles> {
  const found = await findDatasets(dataset);
  const files = dev && dev.length > 0 ? { ...found, dev: [...dev] } : found;
  if (files.train.length === 0)
    throw new DatasetError(dataset.join(', '), 0, 'holds no training files: name them train*.jsonl or train*.txt');
  onNote?.(`training on ${files.train.join(', ')}`);
  onNote?.(`calibrating on ${files.dev.length > 0 ? files.dev.join(', ') : 'a part held out of the training examples'}`);
  if (files.test.length > 0) onNote?.(`never trained on: ${files.test.join(', ')}`);
  return files;
}

async function readNoted(files: readonly string[], { onNote }: TrainCommand): Promise<Dataset> {
  const dataset = await readDataset(...files);
  const { examples, duplicates, contradictions } = dataset;
  if (duplicates > 0) onNote?.(`${files.join(', ')}: ${duplicates} of ${examples.length} examples repeat another, and are kept`);
  for (const { file, line, first, text } of contradictions)
    onNote?.(`${file}:${line}: contradicts ${first}, taken for a slip: ${JSON.stringify(text)}`);
  return dataset;
}

async function teach({ teacher, onNote, signal }: TrainCommand, labelled: readonly Example[]): Promise<Teaching | undefined> {
  if (!teacher) return undefined;
  const texts = await readTexts(teacher.unlabelled);
  const taught = await pseudoLabelled(await readFile(teacher.model), texts, { confidence: teacher.confidence, labelled, signal });
  onNote?.(
    `${taught.kept} of ${taught.texts} texts labelled by ${teacher.model}; it was less than ${teacher.confidence} sure of the others`,
  );
  return taught;
}

interface Measured {
  command: TrainCommand;
  files: DatasetFiles;
  dev: readonly Example[] | undefined;
  test: readonly Example[] | undefined;
  taught: Teaching | undefined;
}

async function figuresOf(
  { model, card, digest }: TrainingResult,
  { command, files, dev, test, taught }: Measured,
): Promise<TrainingFigures> {
  const report = async (examples: readonly Example[]) => reportOf(await verdicts(model, examples, { resolver: command.resolver }));
  return {
    model: { digest, bytes: model.byteLength, parameters: card.parameters },
    seed: card.seed,
    datasets: files,
    ...(taught && { pseudoLabels: { texts: taught.texts, kept: taught.kept } }),
    evaluation: {
      ...(dev ? { dev: await report(dev) } : card.metrics['dev'] && { heldOut: card.metrics['dev'] }),
      ...(test && { test: await report(test) }),
    },
  };
}
