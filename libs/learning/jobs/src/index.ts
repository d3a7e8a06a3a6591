export { createHttpRegistry } from './http-registry.js';
export type { HttpRegistryOptions } from './http-registry.js';
export { createShippedCorpus } from './shipped-corpus.js';
export { createWorkerTrainer } from './worker-trainer.js';
export type { WorkerTrainerOptions } from './worker-trainer.js';
