export { createWorkerTrainer } from './worker-trainer.js';
export type { WorkerTrainerOptions } from './worker-trainer.js';
