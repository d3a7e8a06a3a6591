import type { Progress } from '../trainer/trainer.js';
import type { JobPriority } from './step-back.js';
import type { TrainingJob, TrainingResult } from './train-model.js';

/** What the host sends to a training worker. */
export type ToWorker =
  | { type: 'start'; job: TrainingJob; rest: number; held: boolean; priority: JobPriority }
  | { type: 'pace'; held: boolean }
  | { type: 'stop' };

/** What the worker answers; after `done`, `stopped` or `failed` it ends by itself. */
export type FromWorker =
  | { type: 'progress'; progress: Progress }
  | { type: 'done'; result: TrainingResult }
  | { type: 'stopped' }
  | { type: 'failed'; message: string; cause: unknown };
