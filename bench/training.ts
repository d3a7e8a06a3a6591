import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labelsOf } from '@headway/assistant/language';
import { buildCorpus, newCommandPhrases, shippedModelPath } from '@headway/learning/corpus';
import { createShippedCorpus, createWorkerTrainer } from '@headway/learning/jobs';
import type { SetEvaluation } from '@headway/learning/port';
import { DEFAULT_OPTIONS, encodeExamples, parameterCount, PRESETS, trainWeights, type TrainingRun } from '@headway/learning/training';
import { createLogger } from '@headway/platform/logging';

export interface TrainingBenchOptions {
  threads: number;
  steps: number;
  rounds: number;
  fineTune: boolean;
}

/** How fast a model is trained from generated text, and what fine-tuning the vehicle's model on a new command takes and costs. */
export interface TrainingFigures {
  /** Numbers in the model that is trained for speed, the vehicle's. */
  parameters: number;
  threads: number;
  examplesPerSecond: number;
  /** With one thread, in the same run. */
  oneThread: number;
  /** New examples, without rehearsal. */
  newExamples?: number;
  fineTuneMs?: number;
  /** Share of held-out phrasings of the new command that come to exactly the expected actions. */
  newAccuracy?: number;
  /** Points by which that share fell for what the gate asks and more generated text, about 20,000 utterances; below 0 it rose. */
  oldDrop?: number;
}

const CORPUS = { seed: 5, size: 8_000 };
/** Old commands beside the gate's 4,764: of those, fine-tuning turns some fifty either way, so that chance alone moves their share by 0.15 points. */
const OLD = { seed: 606, size: 18_000 };
/** Steps before the clock starts: the engine plans its memory in the first ones. */
const WARM_UP = 10;
const TRAINED_AT = '2026-11-01T00:00:00.000Z';

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Trains with one thread and with several in turn, because a busy machine changes from one minute to the next. */
export async function benchTraining({ threads, steps, rounds, fineTune }: TrainingBenchOptions): Promise<TrainingFigures> {
  const run = generatedTask();
  const speeds: Record<'one' | 'several', number[]> = { one: [], several: [] };
  for (let round = 0; round < rounds; round += 1) {
    speeds.one.push(await speedOf(run, 1, steps));
    speeds.several.push(await speedOf(run, threads, steps));
  }
  return {
    parameters: run.parameters,
    threads,
    examplesPerSecond: Math.round(median(speeds.several)),
    oneThread: Math.round(median(speeds.one)),
    ...(fineTune && (await benchFineTuning(threads))),
  };
}

type GeneratedTask = Pick<TrainingRun, 'spec' | 'examples'> & { parameters: number };

function generatedTask(): GeneratedTask {
  const { train } = buildCorpus(CORPUS);
  const { architecture, tokenizer } = PRESETS.vehicle;
  const spec = { architecture, tokenizer, ...labelsOf(train) };
  return { spec, examples: encodeExamples(train, spec), parameters: parameterCount(spec) };
}

/** Examples a second over `steps`, after the warm-up. */
async function speedOf({ spec, examples }: GeneratedTask, threads: number, steps: number): Promise<number> {
  const options = { ...DEFAULT_OPTIONS, learningRate: PRESETS.vehicle.learningRate, threads };
  const stop = new AbortController();
  let [began, ended] = [0, 0];
  const afterStep = (step: number) => {
    if (step === WARM_UP) began = performance.now();
    if (step < WARM_UP + steps) return;
    ended = performance.now();
    stop.abort();
  };
  await trainWeights({ spec, examples, options, afterStep, signal: stop.signal }).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  return (1000 * steps * options.batchSize) / (ended - began);
}

/** Teaches the shipped vehicle model the command that it does not know, as the learning loop does, at full speed. */
async function benchFineTuning(threads: number): Promise<Pick<TrainingFigures, 'newExamples' | 'fineTuneMs' | 'newAccuracy' | 'oldDrop'>> {
  const folder = await mkdtemp(join(tmpdir(), 'headway-bench-'));
  const { signal } = new AbortController();
  const corpus = createShippedCorpus();
  const { train, heldOut } = newCommandPhrases(1);
  const sets = { new: heldOut, ...(await corpus.heldOut()), generated: buildCorpus(OLD).train };
  const rehearsal = await corpus.rehearsal();
  const excluded = Object.values(sets).flatMap((set) => set.map(({ text }) => text));
  const parent = shippedModelPath('vehicle');
  const trainer = createWorkerTrainer({ logger: createLogger({ level: 'silent', app: 'bench' }), rest: 0, training: { threads } });
  const job = { folder, parent, family: 'vehicle', examples: train, rehearsal, excluded, version: 'bench', trainedAt: TRAINED_AT } as const;
  try {
    const evaluate = async (file: string) => (await trainer.evaluate(file, sets, signal)) as Evaluations;
    const before = await evaluate(parent);
    const began = performance.now();
    const candidate = await trainer.fineTune(job, { signal, onProgress: () => undefined });
    const fineTuneMs = Math.round(performance.now() - began);
    const after = await evaluate(candidate.file);
    return {
      newExamples: train.length,
      fineTuneMs,
      newAccuracy: accuracy([after.new]),
      oldDrop: 100 * (accuracy(oldOf(before)) - accuracy(oldOf(after))),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Evaluations = Record<string, SetEvaluation> & { new: SetEvaluation };

const oldOf = ({ new: _new, ...old }: Evaluations): SetEvaluation[] => Object.values(old);

/** Share of the sets' examples that come to exactly the expected actions. */
function accuracy(sets: readonly SetEvaluation[]): number {
  const outcomes = sets.flatMap((set) => set.outcomes);
  return outcomes.filter(({ actions }) => actions).length / outcomes.length;
}
