import { labelsOf } from '@headway/assistant/language';
import type { Example, ModelCard, TokenizerSpec } from '@headway/contracts';
import { encodeExamples } from '../dataset/encode.js';
import { datasetDigest } from '../dataset/read.js';
import { holdOut, sample } from '../dataset/split.js';
import { calibrated, calibratedLike } from '../evaluation/calibrated.js';
import { evaluateModel } from '../evaluation/evaluate.js';
import { PRESETS, withSizes, type Architecture, type Family } from '../model/architecture.js';
import { frameRules, loosened, type FrameRules } from '../model/frame-rules.js';
import { growWeights } from '../model/grow.js';
import { modelCard, modelDigest, readModelFile, writeModelFile, type TrainedModel } from '../model/model-file.js';
import type { ModelSpec, Weights } from '../model/parameters.js';
import { readCheckpoint, removeLeftovers, writeCheckpoint, type RunIdentity } from '../trainer/checkpoint.js';
import { DEFAULT_OPTIONS, trainWeights, type Progress, type TrainerOptions } from '../trainer/trainer.js';
import { nearestBlend } from './nearest-blend.js';
import { proportionsFor } from './proportions.js';
import { addAnswers, type Teachers } from './soft-answers.js';
import { withSubstitutions } from './substitutions.js';

/** What to train; plain data, so that it can be sent to a worker. */
export interface TrainingJob {
  examples: readonly Example[];
  /** Held-out examples for calibration and the card's figures; a twentieth of the training data (at most 2,000) if left out. */
  dev?: readonly Example[];
  version: string;
  /** ISO 8601, for the card. */
  trainedAt: string;
  family: Family;
  /** Overrides the family's preset. */
  architecture?: Partial<Architecture>;
  tokenizer?: Partial<TokenizerSpec>;
  /** How the file stores its weights; by default as its base does, or float32. */
  precision?: ModelCard['precision'];
  options?: Partial<TrainerOptions>;
  /** Copies of each training example with other slot values, which count as further examples (see {@link substituteSlots}); none if left out. */
  substitutions?: number;
  /** Fine-tunes this model instead of starting afresh; its sizes and labels are kept, and new labels grow the heads. */
  base?: FineTuning;
  /** Models whose answers are part of what each example teaches. */
  teachers?: Teachers;
  checkpoint?: {
    path: string;
    everySteps: number;
    /** Goes on from the checkpoint if there is one; without it, an old checkpoint is overwritten. */
    resume: boolean;
  };
}

export interface FineTuning {
  /** The model file. */
  model: Uint8Array;
  /** Examples the base was trained on, from which rehearsal is drawn: the more there are, the less is forgotten. */
  rehearsal: readonly Example[];
  /** Rehearsal examples an epoch for each new one; each epoch takes others while there are some. Default: see {@link proportionsFor}. */
  rehearsalRatio?: number;
  /** How often an epoch shows each new example. Default: see {@link proportionsFor}. */
  repeat?: number;
}

export interface TrainingHooks {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
  /** Awaited after every step: gives way to other work. */
  yieldAfterStep?: () => Promise<void>;
}

export interface TrainingResult {
  model: Uint8Array;
  card: ModelCard;
  digest: string;
}

/**
 * Measured on a vehicle model and 200 examples of a new command: with little left out of activations, and a higher rate for tables, it is learnt
 * soonest. The first steps disturb a model that has long come to rest, and fewer epochs leave it less time to find back.
 */
const FINE_TUNING_OPTIONS: Partial<TrainerOptions> = {
  epochs: 4,
  tableRate: 2,
  warmup: 0.1,
  schedule: 'linear',
  dropout: 0.05,
  wordDropout: 0.2,
};
/** Share of the rate a model was trained with: higher forgets what a well-trained model knows, much lower learns the new less surely. */
const FINE_TUNING_RATE = 1 / 6;
const DEV = { share: 0.05, atMost: 2000 };
/** Held-out old examples are enough at half of that to see how much surer fine-tuning has made a model. */
const REHEARSED_DEV = { ...DEV, atMost: 1000 };

/** What a job comes down to: a spec, examples in training order, weights to start from. */
interface Prepared {
  spec: ModelSpec;
  options: TrainerOptions;
  train: Example[];
  /** Which of them each member reads in an epoch, where members read different ones. */
  portions?: Int32Array[];
  dev: readonly Example[];
  weights: Weights | undefined;
  /** The model that is fine-tuned. */
  base?: TrainedModel;
  parent: string | undefined;
  /** Which frames there are; undefined when a model that is fine-tuned does not say. */
  frames: FrameRules | undefined;
  precision: ModelCard['precision'];
}

/**
 * Trains or fine-tunes, calibrates on held-out examples, evaluates there, and returns the model file.
 * @throws the signal's reason when stopped; the checkpoint of the last step stays.
 */
export async function trainModel(job: TrainingJob, hooks: TrainingHooks = {}): Promise<TrainingResult> {
  const wanted = optionsOf(job);
  const { spec, options, train, portions, dev, weights, base, parent, frames, precision } = job.base
    ? prepareFineTuning(job, job.base, wanted)
    : prepareTraining(job, wanted);
  const encoded = encodeExamples(train, spec);
  if (job.teachers) await addAnswers(job.teachers, { spec, examples: train, encoded, signal: hooks.signal });
  const taughtBy = job.teachers ? ` ${job.teachers.share} ${job.teachers.models.map(modelDigest).join(' ')}` : '';
  const identity: RunIdentity = { spec, options, dataset: `${datasetDigest(train)}${taughtBy}` };
  if (job.checkpoint) await removeLeftovers(job.checkpoint.path);
  let steps = Infinity;
  const trained = await trainWeights({
    spec,
    options,
    weights,
    examples: encoded,
    portions,
    resume: job.checkpoint?.resume ? await readCheckpoint(job.checkpoint.path, identity) : undefined,
    onProgress: (progress) => {
      ({ steps } = progress);
      hooks.onProgress?.(progress);
    },
    signal: hooks.signal,
    afterStep: async (step, state) => {
      await hooks.yieldAfterStep?.();
      // Last, so that a run that is stopped after this step leaves the checkpoint of this very step.
      const due = job.checkpoint && (step % job.checkpoint.everySteps === 0 || step + 1 > steps || hooks.signal?.aborted);
      if (job.checkpoint && due) await writeCheckpoint(job.checkpoint.path, identity, state());
    },
  });
  const { family, version, trainedAt } = job;
  const dataset = datasetDigest(job.examples);
  const card = modelCard(spec, {
    family,
    version,
    trainedAt,
    dataset,
    parent,
    ...(frames && { frames }),
    seed: options.seed,
    precision,
    temperature: {},
    metrics: {},
  });
  const tuned = { spec, weights: trained, card };
  const isRehearsed = job.base && job.base.rehearsal.length > 0;
  const settled = base && isRehearsed ? await nearestBlend({ base, tuned, taught: job.examples, signal: hooks.signal }) : trained;
  // Who brought examples to calibrate on wants just that; otherwise the base knows best how often people are understood.
  return finish({ spec, weights: settled, card }, { dev, like: job.dev ? undefined : base, signal: hooks.signal });
}

/** Calibrates a finished model anew, and takes its figures on these examples into its card; what it answers stays the same. */
export async function recalibrate(model: Uint8Array, dev: readonly Example[]): Promise<TrainingResult> {
  return finish(readModelFile(model), { dev });
}

/** What the job says, or else what suits its family. */
function optionsOf({ family, base, options }: TrainingJob): TrainerOptions {
  const { learningRate } = PRESETS[family];
  const usual = base
    ? { ...FINE_TUNING_OPTIONS, learningRate: learningRate * FINE_TUNING_RATE, freezeEncoder: base.rehearsal.length > 0 }
    : { learningRate };
  return { ...DEFAULT_OPTIONS, ...usual, ...options };
}

async function finish(
  trained: TrainedModel,
  { dev, like, signal }: { dev: readonly Example[]; like?: TrainedModel | undefined; signal?: AbortSignal | undefined },
): Promise<TrainingResult> {
  const known = dev.filter((example) => hasLabels(example, like?.spec ?? trained.spec));
  const calibrate = () => (like ? calibratedLike(trained, like, known) : calibrated(trained, known));
  const model = known.length > 0 ? await calibrate() : trained;
  const metrics: ModelCard['metrics'] = dev.length > 0 ? { dev: await evaluateModel(writeModelFile(model), dev, { signal }) } : {};
  const card = { ...model.card, metrics };
  const bytes = writeModelFile({ ...model, card });
  return { model: bytes, card, digest: modelDigest(bytes) };
}

function split(
  examples: readonly Example[],
  dev: readonly Example[] | undefined,
  { share, atMost, seed }: typeof DEV & { seed: number },
): { train: Example[]; dev: readonly Example[] } {
  if (dev) return { train: [...examples], dev };
  const { kept, held } = holdOut(examples, share, { seed, atMost });
  return { train: kept, dev: held };
}

function prepareTraining(job: TrainingJob, options: TrainerOptions): Prepared {
  const preset = PRESETS[job.family];
  const spec = {
    architecture: withSizes(preset.architecture, job.architecture),
    tokenizer: { ...preset.tokenizer, ...job.tokenizer },
    ...labelsOf(job.examples),
  };
  const { train, dev } = split(job.examples, job.dev, { ...DEV, seed: options.seed });
  return {
    spec,
    ...withSubstitutions(train, job.substitutions ?? 0, { options, members: spec.architecture.members }),
    dev,
    weights: undefined,
    parent: undefined,
    frames: frameRules(job.examples),
    precision: job.precision ?? 'float32',
  };
}

/**
 * New examples, repeated, among old ones. All epochs are laid out as one, so that each rehearses other old examples as long as there are
 * some: seeing a few again and again wears the model in on them. What calibrates the result is trained on by neither.
 */
function prepareFineTuning(job: TrainingJob, tuning: FineTuning, options: TrainerOptions): Prepared {
  const { model, rehearsal } = tuning;
  const usual = proportionsFor(job.examples.length, rehearsal.length);
  const { rehearsalRatio = usual.rehearsalRatio, repeat = usual.repeat } = tuning;
  const { seed, epochs } = options;
  const base = readModelFile(model);
  const known = { intents: [...base.spec.intents], tags: [...base.spec.tags] };
  const old = split(rehearsal, job.dev, { ...REHEARSED_DEV, seed });
  const spec = { ...base.spec, ...labelsOf([...job.examples, ...rehearsal], known) };
  const fresh = Array.from({ length: repeat * epochs }, () => job.examples).flat();
  return {
    spec,
    options: { ...options, epochs: 1 },
    train: [...fresh, ...drawn(old.train, Math.round(rehearsalRatio * job.examples.length) * epochs, seed)],
    dev: old.dev.filter((example) => hasLabels(example, spec)),
    weights: growWeights(base.spec, spec, base.weights, seed),
    base,
    parent: modelDigest(model),
    frames: base.card.frames && loosened(base.card.frames, [...job.examples, ...rehearsal]),
    precision: job.precision ?? base.card.precision,
  };
}

/** `count` examples at random: every one is drawn once before any is drawn again. */
function drawn(examples: readonly Example[], count: number, seed: number): Example[] {
  if (examples.length === 0) return [];
  const rounds = Math.ceil(count / examples.length);
  return Array.from({ length: rounds }, (_, round) => sample(examples, examples.length, seed + round))
    .flat()
    .slice(0, count);
}

function hasLabels(example: Example, spec: ModelSpec): boolean {
  const [intents, tags] = [new Set(spec.intents), new Set(spec.tags)];
  return example.frames.every(({ intent, slots }) => intents.has(intent) && slots.every(({ name }) => tags.has(`B-${name}`)));
}
