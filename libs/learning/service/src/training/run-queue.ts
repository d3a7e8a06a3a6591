import { setTimeout as wait } from 'node:timers/promises';
import type { TrainingRun } from '@headway/contracts';
import type { TrainingProgress } from '@headway/learning/port';
import type { Outbox, RunStore } from '@headway/learning/store';
import { AppError, describeError } from '@headway/platform/errors';
import type { LearningOptions } from '../learning-options.js';
import type { OutboxPublisher } from '../outbox-publisher.js';
import { Bell } from './bell.js';
import type { ModelFiles } from './model-files.js';
import type { RunFeed } from './run-feed.js';
import type { RunStages } from './run-stages.js';

/** Progress is stored and sent out at most this often. */
const PROGRESS_EVERY_MS = 1_000;

/** Rest before a stage is tried again that failed because a service was away. */
const RETRY_MS = 2_000;

/** Reasons to stop the run in hand. */
const CANCELLED = new AppError('cancelled', 'the run was cancelled');
const STOPPING = new AppError('cancelled', 'the service is stopping');

interface QueueParts {
  options: Pick<LearningOptions, 'dataSource' | 'clock' | 'logger' | 'metrics'>;
  runs: RunStore;
  stages: RunStages;
  files: ModelFiles;
  feed: RunFeed;
  outbox: Outbox;
  publisher: OutboxPublisher;
}

type Changes = Partial<Omit<TrainingRun, 'id'>>;

const isFinished = (run: TrainingRun) => ['rejected', 'registered', 'failed', 'cancelled'].includes(run.state);

/**
 * Works off training runs one at a time, stage by stage; each stage's end is stored. After a crash the run that was under way goes on in the
 * stage it was in, training from its last checkpoint.
 */
export class RunQueue {
  private inHand: { id: string; abort: AbortController } | undefined;
  private working: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  private readonly bell = new Bell();

  constructor(private readonly parts: QueueParts) {}

  /** Begins to work, first on what a former process left unfinished. */
  start(): void {
    this.working ??= this.work();
  }

  /** A run was added. */
  wake(): void {
    this.bell.ring();
  }

  /** Stops the run in hand after the step under way; it stays unfinished and goes on at the next start. */
  async stop(): Promise<void> {
    this.stopping.abort(STOPPING);
    this.inHand?.abort.abort(STOPPING);
    this.bell.ring();
    await this.working;
  }

  /** @throws AppError `not-found`, `conflict` when the run is finished */
  async cancel(id: string): Promise<TrainingRun> {
    const run = await this.change(id, { state: 'cancelled' });
    if (!run) {
      const { state } = await this.parts.runs.get(id);
      throw new AppError('conflict', `run ${id} is ${state} and cannot be cancelled`);
    }
    if (this.inHand?.id === id) this.inHand.abort.abort(CANCELLED);
    else await this.parts.files.removeRun(id);
    return run;
  }

  private async work(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const run = await this.parts.runs.next();
        if (run) await this.execute(run);
        else await this.bell.rung();
      } catch (error) {
        this.parts.options.logger.error('learning.queue-failed', { error });
        await this.pause(RETRY_MS);
      }
    }
  }

  /** One stage of a run; the loop comes back for the next. */
  private async execute(run: TrainingRun): Promise<void> {
    const abort = new AbortController();
    this.inHand = { id: run.id, abort };
    const progress = this.progressOf(run.id);
    try {
      const changes = await this.stage(run, abort.signal, progress.report);
      await progress.settled();
      if (changes) await this.change(run.id, changes);
    } catch (error) {
      await progress.settled();
      await this.failed(run, abort.signal, error);
    } finally {
      this.inHand = undefined;
    }
  }

  private async stage(
    run: TrainingRun,
    signal: AbortSignal,
    onProgress: (progress: TrainingProgress) => void,
  ): Promise<Changes | undefined> {
    const { stages } = this.parts;
    if (run.state === 'evaluating') return stages.evaluate(run, signal);
    if (run.state === 'passed') return stages.register(run);
    if (run.state === 'queued' && !(await this.change(run.id, { state: 'training' }))) return undefined;
    return stages.train(run, { signal, onProgress });
  }

  private async failed(run: TrainingRun, signal: AbortSignal, error: unknown): Promise<void> {
    if (signal.reason === STOPPING) return;
    if (signal.reason === CANCELLED) return this.parts.files.removeRun(run.id);
    const { logger } = this.parts.options;
    if (error instanceof AppError && error.retryable) {
      logger.warn('learning.run-waits', { run: run.id, state: run.state, reason: describeError(error) });
      return this.pause(RETRY_MS);
    }
    logger.error('learning.run-failed', { run: run.id, state: run.state, error });
    await this.change(run.id, { state: 'failed', error: describeError(error) });
  }

  private async pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  /** Stores a change with its record for the log, and tells who watches. Undefined when the run was finished before. */
  private async change(id: string, changes: Changes): Promise<TrainingRun | undefined> {
    const { options, runs, outbox, publisher, feed } = this.parts;
    const at = options.clock.epochMs();
    const run = await options.dataSource.transaction(async (manager) => {
      const changed = await runs.change(id, { ...changes, updatedAt: at }, manager);
      if (changed && isFinished(changed)) {
        await outbox.put(manager, id, { type: 'run.finished', at, run: id, state: changed.state, model: changed.model });
      }
      return changed;
    });
    if (!run) return undefined;
    feed.publish(run);
    if (isFinished(run)) publisher.wake();
    if (changes.state) options.logger.info('learning.run', { run: id, state: run.state, model: run.model });
    return run;
  }

  /** Passes progress on, at most once a second; `settled` resolves when what was begun is stored. */
  private progressOf(id: string): { report: (progress: TrainingProgress) => void; settled: () => Promise<void> } {
    let last = Number.NEGATIVE_INFINITY;
    let storing: Promise<unknown> = Promise.resolve();
    const gauge = this.parts.options.metrics.gauge('headway_learning_training_step', 'Step of the training run under way.');
    return {
      report: (progress) => {
        gauge.set(progress.step);
        const now = performance.now();
        if (now - last < PROGRESS_EVERY_MS && progress.step < progress.steps) return;
        last = now;
        storing = storing
          .then(() => this.change(id, { progress }))
          .catch((error: unknown) => {
            this.parts.options.logger.warn('learning.progress-not-stored', { run: id, reason: describeError(error) });
          });
      },
      settled: async () => {
        await storing;
      },
    };
  }
}
