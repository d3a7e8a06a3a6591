import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { createUnderstander, type Understander } from '@headway/assistant/understanding';
import { buildCorpus, handSet, shippedModelPath } from '@headway/learning/corpus';
import { DEFAULT_OPTIONS, type JobPriority, Pace, runTrainingJob, type TrainingJob } from '@headway/learning/training';

export interface ServingOptions {
  threads: number;
  seconds: number;
  rounds: number;
  priority: JobPriority;
}

/** What inference in one thread notices of a training job in other threads of the same process. Quantiles are over all rounds together. */
export interface ServingFigures {
  threads: number;
  priority: JobPriority;
  utterances: number;
  /** Inference alone. */
  aloneP99Ms: number;
  /** While the job trains, behind it only by its priority, and as a multiple of the above. */
  trainingP99Ms: number;
  trainingRatio: number;
  /** While the job gives way to every utterance, as it does in a process that serves. */
  givingWayP99Ms: number;
  givingWayRatio: number;
  /** While the job is held up. */
  heldP99Ms: number;
  heldRatio: number;
  /** Longest time from asking the job to rest until it had made its last step. */
  yieldMs: number;
  /** What the job got done beside inference. */
  trainingExamplesPerSecond: number;
}

const WARM_UP = 300;
/** Between utterances, as in a car with somebody who talks without a pause: the core is not kept warm. */
const GAP_MS = 4;
/** Longer than any step. */
const SETTLE_MS = 1_500;

const p99 = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;

/** Inference alone, while a job trains and while it is held up, in turn: a busy machine changes from one minute to the next. */
export async function benchServingWhileTraining({ threads, seconds, rounds, priority }: ServingOptions): Promise<ServingFigures> {
  const understander = await createUnderstander(await readFile(shippedModelPath('vehicle')));
  const talk = conversation(understander);
  for (let i = 0; i < WARM_UP; i += 1) await talk.one();
  const times: Record<'alone' | 'training' | 'givingWay' | 'held', number[]> = { alone: [], training: [], givingWay: [], held: [] };
  let [trained, yieldMs] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    times.alone.push(...(await talk.during(seconds)));
    const job = startJob(threads, priority);
    await job.started;
    const from = job.steps();
    times.training.push(...(await talk.during(seconds)));
    trained += job.steps() - from;
    times.givingWay.push(...(await talk.during(seconds, () => job.pace.giveWay())));
    const asked = performance.now();
    job.pace.hold();
    await delay(SETTLE_MS);
    yieldMs = Math.max(yieldMs, job.lastStep() - asked);
    times.held.push(...(await talk.during(seconds)));
    await job.stop();
  }
  await understander.dispose();
  const [alone, training, givingWay, held] = [times.alone, times.training, times.givingWay, times.held].map(p99) as [
    number,
    number,
    number,
    number,
  ];
  return {
    threads,
    priority,
    utterances: times.alone.length,
    aloneP99Ms: alone,
    trainingP99Ms: training,
    trainingRatio: training / alone,
    givingWayP99Ms: givingWay,
    givingWayRatio: givingWay / alone,
    heldP99Ms: held,
    heldRatio: held / alone,
    yieldMs: Math.round(yieldMs),
    trainingExamplesPerSecond: Math.round((DEFAULT_OPTIONS.batchSize * trained) / (seconds * rounds)),
  };
}

function conversation(understander: Understander) {
  const utterances = [...handSet('zh', 'dev'), ...handSet('en', 'dev')];
  let next = 0;
  const one = async () => {
    const { text, language } = utterances[next++ % utterances.length]!;
    const began = performance.now();
    await understander.understand(text, language);
    return performance.now() - began;
  };
  const during = async (seconds: number, before = () => {}) => {
    const times: number[] = [];
    for (const end = performance.now() + 1000 * seconds; performance.now() < end; await delay(GAP_MS)) {
      before();
      times.push(await one());
    }
    return times;
  };
  return { one, during };
}

/** A job that trains the vehicle's model until it is stopped. */
function startJob(threads: number, priority: JobPriority) {
  const { train } = buildCorpus({ seed: 5, size: 4_000 });
  const job: TrainingJob = {
    examples: train,
    dev: [],
    version: 'bench',
    trainedAt: '2026-11-01T00:00:00.000Z',
    family: 'vehicle',
    options: { epochs: 1_000, threads },
  };
  const [pace, stop] = [new Pace(), new AbortController()];
  let begin: () => void;
  const started = new Promise<void>((resolve) => (begin = resolve));
  let [steps, lastStep] = [0, 0];
  const onProgress = ({ step }: { step: number }) => {
    [steps, lastStep] = [step, performance.now()];
    begin();
  };
  const ended = runTrainingJob(job, { pace, priority, signal: stop.signal, onProgress }).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  return {
    pace,
    started,
    steps: () => steps,
    lastStep: () => lastStep,
    stop: async () => {
      stop.abort();
      await ended;
    },
  };
}
