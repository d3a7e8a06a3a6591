import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { StepTask } from './participant.js';
import { Rendezvous } from './rendezvous.js';

/** A thread that takes part in training was lost; `cause` is the error there, if it had one. */
export class TrainingThreadError extends Error {
  override readonly name = 'TrainingThreadError';
}

/** The threads that help the one that trains. When one is lost, all are called off. */
export class Crew {
  readonly rendezvous: Rendezvous;
  readonly #workers: Worker[] = [];
  #lost: TrainingThreadError | undefined;

  constructor(
    private readonly task: StepTask,
    private readonly entry = new URL('./helper-thread.js', import.meta.url),
  ) {
    this.rendezvous = new Rendezvous(task.memory.phases, 0);
  }

  /** Starts the helpers and waits until they have loaded what they need. */
  async assemble(): Promise<void> {
    const { threads } = this.task.options;
    const ready = Array.from({ length: threads - 1 }, (_, i) => this.#start(i + 1));
    await Promise.all(ready);
  }

  /** @throws TrainingThreadError when a helper was lost. */
  throwIfLost(): void {
    if (this.#lost) throw this.#lost;
  }

  /** Calls off the helpers and waits until they have ended: a thread inside the engine is never terminated. */
  async dismiss(): Promise<void> {
    this.rendezvous.end();
    await Promise.all(this.#workers.filter(({ threadId }) => threadId !== -1).map((worker) => once(worker, 'exit')));
  }

  async #start(index: number): Promise<void> {
    const worker = new Worker(this.entry, { workerData: { task: this.task, index } });
    this.#workers.push(worker);
    const lose = (reason: string, cause?: unknown) => {
      this.#lost ??= new TrainingThreadError(`training thread ${index + 1} of ${this.task.options.threads} ${reason}`, { cause });
      this.rendezvous.end();
    };
    const ended = new Promise<void>((resolve) =>
      worker
        .on('error', (error: Error) => lose(`failed: ${error.message}`, error))
        .on('exit', (code) => {
          if (!this.rendezvous.ended) lose(`ended by itself with code ${code}`);
          resolve();
        }),
    );
    await Promise.race([new Promise((resolve) => worker.once('message', resolve)), ended]);
    this.throwIfLost();
  }
}
