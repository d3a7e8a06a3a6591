import type { TrainingRun } from '@headway/contracts';
import type { DatasetStore, RunStore } from '@headway/learning/store';
import { AppError } from '@headway/platform/errors';
import { defer, filter, merge, type Observable, takeWhile, tap } from 'rxjs';
import type { LearningOptions } from '../learning-options.js';
import type { RunFeed } from './run-feed.js';
import type { RunQueue } from './run-queue.js';

interface RunsParts {
  options: Pick<LearningOptions, 'registry' | 'clock' | 'newId'>;
  runs: RunStore;
  datasets: DatasetStore;
  queue: RunQueue;
  feed: RunFeed;
}

const LAST_STATES: readonly TrainingRun['state'][] = ['rejected', 'registered', 'failed', 'cancelled'];

/** What engineers do with training runs. */
export class TrainingRuns {
  constructor(private readonly parts: RunsParts) {}

  /**
   * Puts a run into the queue; it starts from the family's newest released model.
   * @throws AppError `not-found` for the dataset or when the family has no model; `conflict` when the dataset is too small or under way
   */
  async create(request: Pick<TrainingRun, 'dataset' | 'family'>): Promise<TrainingRun> {
    const { options, runs, datasets, queue } = this.parts;
    const dataset = await datasets.get(request.dataset);
    if (dataset.heldOut === 0 || dataset.heldOut === dataset.examples) {
      throw new AppError('conflict', `dataset ${dataset.id} is too small: it needs examples to train on and examples to test with`);
    }
    if (await runs.isUnderWay(dataset.id, request.family)) {
      throw new AppError('conflict', `a run over dataset ${dataset.id} for the ${request.family} is already under way`);
    }
    const parent = await options.registry.current(request.family);
    const id = `run-${options.newId().slice(0, 8)}`;
    const run = await runs.create({ id, ...request, parentDigest: parent.digest }, options.clock.epochMs());
    queue.wake();
    return run;
  }

  cancel(id: string): Promise<TrainingRun> {
    return this.parts.queue.cancel(id);
  }

  /** The run as it is, then every change, until it is finished. Listening begins before the run is read, so that no change is missed. */
  watch(id: string): Observable<TrainingRun> {
    const { runs, feed } = this.parts;
    let shown = 0;
    return merge(
      feed.of(id),
      defer(() => runs.get(id)),
    ).pipe(
      filter((run) => run.updatedAt >= shown),
      tap((run) => (shown = run.updatedAt)),
      takeWhile((run) => !LAST_STATES.includes(run.state), true),
    );
  }
}
