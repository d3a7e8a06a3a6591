/** The rows of an outbox, in the order of writing. */
export interface OutboxRows<Row extends { id: string }> {
  oldest(limit: number): Promise<Row[]>;
  remove(ids: string[]): Promise<void>;
}

export interface OutboxDrainOptions<Row extends { id: string }> {
  outbox: OutboxRows<Row>;
  /** Most rows at once. */
  batch: number;
  /** Pause after a failure, milliseconds. */
  retryMs: number;
  /** Does what the rows say. When it throws, the same rows come again; after a crash they may, too. */
  carryOut: (rows: Row[]) => Promise<void>;
  /** Told of every failure. */
  onFailure: (error: unknown) => void;
}

/**
 * Carries out what transactions have written into an outbox (Richardson, Microservices Patterns, 3.3.7): in order, one batch at
 * a time, at least once.
 */
export class OutboxDrain<Row extends { id: string }> {
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(private readonly options: OutboxDrainOptions<Row>) {}

  /** There is something to do, or there may be. */
  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    clearTimeout(this.retry);
    this.running = this.drain()
      .catch((error: unknown) => {
        this.options.onFailure(error);
        if (!this.stopped) this.retry = setTimeout(() => this.wake(), this.options.retryMs);
      })
      .finally(() => {
        this.running = undefined;
        if (!this.again) return;
        this.again = false;
        this.wake();
      });
  }

  /** Waits for the batch in hand. What is left stays in the outbox. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.running;
  }

  private async drain(): Promise<void> {
    const { outbox, batch, carryOut } = this.options;
    while (!this.stopped) {
      const rows = await outbox.oldest(batch);
      if (rows.length === 0) return;
      await carryOut(rows);
      await outbox.remove(rows.map(({ id }) => id));
    }
  }
}
