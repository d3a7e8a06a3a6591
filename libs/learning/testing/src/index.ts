export { MemoryRegistry } from './memory-registry.js';
export { tinyCorpusPort, tinyTrainer, trainTinyModel } from './tiny-trainer.js';
export { eventRecord, failedTurn, handAction } from './vehicle-events.js';
