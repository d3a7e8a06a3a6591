import { Worker } from 'node:worker_threads';
import type { SetEvaluation } from '@headway/learning/port';
import { AppError } from '@headway/platform/errors';
import type { EvaluationAnswer, EvaluationTask } from './evaluation-worker.js';

/**
 * Evaluates a model file in a thread of its own and resolves when that thread has ended. Stopping is cooperative: a thread inside the
 * engine is never terminated, because that aborts the process.
 * @throws the signal's reason when stopped; AppError `invalid-model`
 */
export async function runEvaluation(task: EvaluationTask, signal: AbortSignal): Promise<Record<string, SetEvaluation>> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./evaluation-worker.js', import.meta.url), { workerData: task });
  const stop = () => worker.postMessage('stop');
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      let answer: EvaluationAnswer | undefined;
      let failure: unknown;
      worker.on('message', (message: EvaluationAnswer) => (answer = message));
      worker.on('error', (error) => (failure = error));
      worker.on('exit', () => {
        if (answer?.type === 'done') resolve(answer.sets);
        else if (answer?.type === 'stopped') reject(signal.reason as Error);
        else reject(new AppError('invalid-model', answer?.message ?? 'the evaluation thread ended without a result', { cause: failure }));
      });
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
