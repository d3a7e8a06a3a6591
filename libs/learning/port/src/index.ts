export type { Corpus } from './corpus.js';
export type { CandidateRegistration, ModelRegistry, ParentModel } from './model-registry.js';
export type { CandidateModel, ExampleOutcome, FineTuningJob, SetEvaluation, Trainer, TrainingHooks, TrainingProgress } from './trainer.js';
