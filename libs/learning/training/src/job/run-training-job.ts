import { Worker } from 'node:worker_threads';
import type { Progress } from '../trainer/trainer.js';
import type { FromWorker, ToWorker } from './messages.js';
import type { Pace } from './pace.js';
import type { JobPriority } from './step-back.js';
import type { TrainingJob, TrainingResult } from './train-model.js';

export interface RunOptions {
  onProgress?: (progress: Progress) => void;
  /** Stops cooperatively: the thread ends after the step under way. A thread inside the engine is never terminated: that aborts the process. */
  signal?: AbortSignal;
  /** Rest after each step as a multiple of the time it took: 0 runs at full speed, 1 leaves half of one core to others. */
  rest?: number;
  /** Default `low`. A machine that serves with tight deadlines wants `idle`; one that is always busy would never finish then. */
  priority?: JobPriority;
  /** Holds the job up while others need the cores: it rests after the step under way, a tenth of a second for the sizes in use. */
  pace?: Pace;
}

/** Training failed inside its thread; `cause` is the error there. */
export class TrainingFailedError extends Error {
  override readonly name = 'TrainingFailedError';
}

/**
 * Trains in a thread of its own and resolves when that thread has ended.
 * @throws the signal's reason when stopped, TrainingFailedError otherwise.
 */
export async function runTrainingJob(
  job: TrainingJob,
  { onProgress, signal, rest = 0, priority = 'low', pace }: RunOptions = {},
): Promise<TrainingResult> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./worker.js', import.meta.url));
  const send = (message: ToWorker): void => worker.postMessage(message);
  const stop = (): void => send({ type: 'stop' });
  signal?.addEventListener('abort', stop, { once: true });
  const unfollow = pace?.onChange((held) => send({ type: 'pace', held }));
  try {
    return await new Promise<TrainingResult>((resolve, reject) => {
      let outcome: () => void = () => reject(new TrainingFailedError('the training thread ended without a result'));
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'progress') onProgress?.(message.progress);
        else if (message.type === 'done') outcome = () => resolve(message.result);
        else if (message.type === 'stopped') outcome = () => reject(signal?.reason as Error);
        else outcome = () => reject(new TrainingFailedError(message.message, { cause: message.cause }));
      });
      worker.on('error', (error) => (outcome = () => reject(new TrainingFailedError(error.message, { cause: error }))));
      worker.on('exit', () => outcome());
      send({ type: 'start', job, rest, held: pace?.held ?? false, priority });
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    unfollow?.();
  }
}
