import type { Language } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import type { Inference, InferenceWorker } from './inference-worker.js';

/** How one utterance is to be understood. */
export interface UnderstandOptions {
  /** Detected when absent. */
  language?: Language;
  /** Milliseconds after which nobody wants the answer; the work is then dropped. */
  budgetMs?: number;
  signal?: AbortSignal;
}

/** One utterance on its way through the host. It settles once: with frames, at its deadline, or when it is cancelled. */
export class Job {
  readonly result: Promise<Inference>;
  private settle!: { resolve(inference: Inference): void; reject(error: unknown): void };
  private timer: NodeJS.Timeout | undefined;
  private readonly expiresAtMs: number;
  private open = true;

  constructor(
    readonly digest: string,
    private readonly text: string,
    private readonly options: UnderstandOptions,
    private readonly onSettled: (job: Job) => void,
  ) {
    this.result = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    this.expiresAtMs = performance.now() + (options.budgetMs ?? Number.POSITIVE_INFINITY);
    if (options.budgetMs !== undefined) this.timer = setTimeout(this.expire, Math.max(0, options.budgetMs));
    options.signal?.addEventListener('abort', this.cancel, { once: true });
    if (options.signal?.aborted) this.cancel();
  }

  /** False when nobody waits for it any more. A timer may be late on a busy loop, so the clock is asked too. */
  get wanted(): boolean {
    if (this.open && performance.now() >= this.expiresAtMs) this.expire();
    return this.open;
  }

  /** Runs the job; a result that comes too late is dropped. */
  async run(worker: InferenceWorker): Promise<void> {
    try {
      const inference = await worker.understand(this.digest, this.text, this.options.language);
      if (this.wanted) this.finish(() => this.settle.resolve(inference));
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error: unknown): void {
    this.finish(() => this.settle.reject(error));
  }

  private readonly cancel = () =>
    this.fail(new AppError('cancelled', 'the caller gave the utterance up', { cause: this.options.signal?.reason }));
  private readonly expire = () => this.fail(new AppError('deadline-exceeded', 'the utterance was not understood within its budget'));

  private finish(settle: () => void): void {
    if (!this.open) return;
    this.open = false;
    clearTimeout(this.timer);
    this.options.signal?.removeEventListener('abort', this.cancel);
    settle();
    this.onSettled(this);
  }
}

/** First in, first out, and never longer than `capacity`: whoever comes later is told at once when to come again. */
export class JobQueue {
  private readonly jobs: Job[] = [];
  private meanServiceMs = 1;

  constructor(
    private readonly capacity: number,
    private readonly workers: number,
  ) {}

  get length(): number {
    return this.jobs.length;
  }

  /** @throws AppError `overloaded` with `retryAfterMs`, the time the present queue needs */
  admit(): void {
    if (this.jobs.length < this.capacity) return;
    const retryAfterMs = Math.ceil((this.jobs.length * this.meanServiceMs) / this.workers);
    throw new AppError('overloaded', `${this.jobs.length} utterances are waiting already`, { retryAfterMs });
  }

  push(job: Job): void {
    this.jobs.push(job);
  }

  /** The next job that somebody still waits for. */
  shift(): Job | undefined {
    let job = this.jobs.shift();
    while (job && !job.wanted) job = this.jobs.shift();
    return job;
  }

  remove(job: Job): void {
    const index = this.jobs.indexOf(job);
    if (index >= 0) this.jobs.splice(index, 1);
  }

  /** Remembers how long an inference took; the mean forgets with a weight of one eighth. */
  observe(serviceMs: number): void {
    this.meanServiceMs += (serviceMs - this.meanServiceMs) / 8;
  }

  drain(error: AppError): void {
    for (const job of this.jobs.slice()) job.fail(error);
  }
}
