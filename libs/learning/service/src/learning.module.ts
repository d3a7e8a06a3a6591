import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { ClusterStore, DatasetStore, RunStore } from '@headway/learning/store';
import { DatasetsController } from './controllers/datasets.controller.js';
import { FeedbackController } from './controllers/feedback.controller.js';
import { StatusController } from './controllers/status.controller.js';
import { TrainingRunsController } from './controllers/training-runs.controller.js';
import { DatasetBuilder } from './dataset-builder.js';
import { LearningLoop } from './learning-loop.js';
import { LEARNING_OPTIONS, type LearningOptions } from './learning-options.js';
import { Reviews } from './reviews.js';
import { TrainingRuns } from './training/training-runs.js';

const part = <T>(token: Type<T>, pick: (loop: LearningLoop) => T): Provider => ({
  provide: token,
  useFactory: pick,
  inject: [LearningLoop],
});

/** Feedback, datasets, fine-tuning and the gate as a Nest module. It reads the event log and works off runs while the application runs. */
@Module({})
export class LearningModule {
  static register(options: LearningOptions): DynamicModule {
    return {
      module: LearningModule,
      controllers: [FeedbackController, DatasetsController, TrainingRunsController, StatusController],
      providers: [
        { provide: LEARNING_OPTIONS, useValue: options },
        { provide: LearningLoop, useFactory: (given: LearningOptions) => new LearningLoop(given), inject: [LEARNING_OPTIONS] },
        part(ClusterStore, (loop) => loop.clusters),
        part(DatasetStore, (loop) => loop.datasets),
        part(RunStore, (loop) => loop.runs),
        part(Reviews, (loop) => loop.reviews),
        part(DatasetBuilder, (loop) => loop.builder),
        part(TrainingRuns, (loop) => loop.trainingRuns),
      ],
    };
  }
}
