import type { RecordBatch } from './event-log.js';

interface Waiting {
  batch: RecordBatch;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Many records need not wait for more. */
const ENOUGH_RECORDS = 2_000;

/**
 * Gathers the batches of many partitions for a moment and applies them together. Each batch's promise follows the fate of
 * its own records.
 */
export class BatchCollector {
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private running = false;

  constructor(
    private readonly apply: (batches: RecordBatch[]) => Promise<void>,
    private readonly lingerMs: number,
  ) {}

  /** Resolves when the batch has been applied. */
  add(batch: RecordBatch): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ batch, resolve, reject });
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.running || this.waiting.length === 0) return;
    const records = this.waiting.reduce((sum, { batch }) => sum + batch.records.length, 0);
    if (records >= ENOUGH_RECORDS) void this.run();
    else this.timer ??= setTimeout(() => void this.run(), this.lingerMs);
  }

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.running = true;
    const taken = this.waiting.splice(0);
    try {
      await this.apply(taken.map(({ batch }) => batch));
      for (const { resolve } of taken) resolve();
    } catch (error) {
      // Alone, a batch that cannot be applied holds up its own partition only.
      if (taken.length === 1) taken[0]?.reject(error);
      else for (const one of taken) await this.apply([one.batch]).then(one.resolve, one.reject);
    }
    this.running = false;
    this.schedule();
  }
}
