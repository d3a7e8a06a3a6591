import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { outcomeOf } from '@headway/assistant/ontology';
import type { Example } from '@headway/contracts';
import type { SetEvaluation } from '@headway/learning/port';
import { evaluateModel, Predictor, stepBack } from '@headway/learning/training';
import { judge } from './judge.js';

/** What the thread is given. */
export interface EvaluationTask {
  file: string;
  sets: Readonly<Record<string, readonly Example[]>>;
}

/** What the thread answers once, before it ends. */
export type EvaluationAnswer =
  { type: 'done'; sets: Record<string, SetEvaluation> } | { type: 'stopped' } | { type: 'failed'; message: string };

const port = parentPort;
if (!port) throw new Error('this module runs in a worker thread');

// As the training thread: behind inference that serves.
stepBack('low');

/** The inference engine blocks its thread, so sets are read in parts, and a `stop` message is seen between them. */
const PART = 256;

const stop = new AbortController();
port.once('message', () => stop.abort());

async function evaluateSet(model: Uint8Array, predictor: Predictor, examples: readonly Example[]): Promise<SetEvaluation> {
  const outcomes: SetEvaluation['outcomes'] = [];
  for (let from = 0; from < examples.length; from += PART) {
    const part = examples.slice(from, from + PART);
    const predictions = await predictor.predict(
      part.map((example) => example.text),
      stop.signal,
    );
    predictions.forEach((prediction, i) => {
      const example = part[i] as Example;
      outcomes.push(judge(example, predictor.frames(example, prediction)));
    });
  }
  return { evaluation: await evaluateModel(model, examples, { signal: stop.signal, resolver: outcomeOf }), outcomes };
}

async function evaluate({ file, sets }: EvaluationTask): Promise<Record<string, SetEvaluation>> {
  const model = await readFile(file);
  const predictor = await Predictor.create(model);
  try {
    const results: Record<string, SetEvaluation> = {};
    for (const [name, examples] of Object.entries(sets)) results[name] = await evaluateSet(model, predictor, examples);
    return results;
  } finally {
    await predictor.release();
  }
}

const answer = (message: EvaluationAnswer) => port.postMessage(message);
try {
  answer({ type: 'done', sets: await evaluate(workerData as EvaluationTask) });
} catch (error) {
  answer(stop.signal.aborted ? { type: 'stopped' } : { type: 'failed', message: (error as Error).message });
} finally {
  port.close();
}
