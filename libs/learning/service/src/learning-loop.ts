import { join } from 'node:path';
import { ClusterStore, DatasetStore, Outbox, RunStore } from '@headway/learning/store';
import { DatasetBuilder } from './dataset-builder.js';
import { FeedbackReader } from './feedback-reader.js';
import type { LearningOptions } from './learning-options.js';
import { OutboxPublisher } from './outbox-publisher.js';
import { openPseudonyms } from './pseudonyms.js';
import { Reviews } from './reviews.js';
import { ModelFiles } from './training/model-files.js';
import { RunFeed } from './training/run-feed.js';
import { RunQueue } from './training/run-queue.js';
import { RunStages } from './training/run-stages.js';
import { TrainingRuns } from './training/training-runs.js';

/** The parts of the learning loop, joined, with their common start and stop. */
export class LearningLoop {
  readonly clusters: ClusterStore;
  readonly datasets: DatasetStore;
  readonly runs: RunStore;
  readonly reviews: Reviews;
  readonly builder: DatasetBuilder;
  readonly trainingRuns: TrainingRuns;
  private readonly publisher: OutboxPublisher;
  private readonly reader: FeedbackReader;
  private readonly queue: RunQueue;
  private readonly feed = new RunFeed();

  constructor(options: LearningOptions) {
    const { dataSource } = options;
    const clusters = (this.clusters = new ClusterStore(dataSource));
    const datasets = (this.datasets = new DatasetStore(dataSource));
    const runs = (this.runs = new RunStore(dataSource));
    const outbox = new Outbox(dataSource);
    const publisher = (this.publisher = new OutboxPublisher(outbox, options));
    const files = new ModelFiles(options.artifactFolder);
    const stages = new RunStages({ options, files, datasets, runs });
    const feed = this.feed;
    const queue = (this.queue = new RunQueue({ options, runs, stages, files, feed, outbox, publisher }));
    this.reviews = new Reviews({ options, clusters, outbox, publisher });
    this.builder = new DatasetBuilder({ options, clusters, datasets, outbox, publisher });
    this.trainingRuns = new TrainingRuns({ options, runs, datasets, queue, feed });
    this.reader = new FeedbackReader({
      options,
      outbox,
      pseudonymOf: openPseudonyms(join(options.artifactFolder, 'keys')),
      onOutbox: () => publisher.wake(),
    });
  }

  /** Begins to read, to publish what a former process left, and to work off unfinished runs. */
  async onApplicationBootstrap(): Promise<void> {
    await this.reader.start();
    this.publisher.wake();
    this.queue.start();
  }

  /** Stops cooperatively: the batch, the append and the training step in hand are finished first. */
  async onModuleDestroy(): Promise<void> {
    this.feed.close();
    await this.reader.stop();
    await this.queue.stop();
    await this.publisher.stop();
  }
}
