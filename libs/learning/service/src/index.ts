export { LearningModule } from './learning.module.js';
export type { LearningOntology, LearningOptions } from './learning-options.js';
