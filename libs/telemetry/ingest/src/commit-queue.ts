import { type EventLog, EventLogError, type LogRecord } from '@headway/event-log/port';

interface Waiting {
  records: readonly LogRecord[];
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Most messages in one append while the log is being tried again after a failure. */
const RETRY_MESSAGES = 512;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 1_000;

interface CommitQueueOptions {
  eventLog: EventLog;
  /** Told of every failed append; the records stay here and are tried again. */
  onFailure: (error: unknown, waiting: number) => void;
}

/**
 * Joins the messages of one turn of the event loop into one append, and keeps trying while the log is away. It holds no more
 * than its callers have in flight, because each of them waits for its promise.
 */
export class CommitQueue {
  private gathering: Waiting[] = [];
  private retrying: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private delayMs = FIRST_RETRY_MS;
  private closed = false;

  constructor(private readonly options: CommitQueueOptions) {}

  /** Resolves when all records are committed; rejects only when the queue or the log is closed. */
  commit(records: readonly LogRecord[]): Promise<void> {
    if (records.length === 0) return Promise.resolve();
    if (this.closed) return Promise.reject(new EventLogError('closed', 'ingest has stopped'));
    return new Promise((resolve, reject) => {
      const waiting = { records, resolve, reject };
      if (this.timer) this.retrying.push(waiting);
      else if (this.gathering.push(waiting) === 1) setImmediate(() => this.append(this.gathering.splice(0)));
    });
  }

  /** Messages whose records are not committed because the log failed. */
  get failing(): number {
    return this.retrying.length;
  }

  /** Gives up what waits for another try: nobody has acknowledged it. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    const error = new EventLogError('closed', 'ingest has stopped');
    for (const { reject } of this.retrying.splice(0)) reject(error);
  }

  private async append(batch: Waiting[]): Promise<void> {
    try {
      await this.options.eventLog.append(batch.flatMap(({ records }) => records));
    } catch (error) {
      this.fail(batch, error as Error);
      return;
    }
    this.delayMs = FIRST_RETRY_MS;
    for (const { resolve } of batch) resolve();
  }

  private fail(batch: Waiting[], error: Error): void {
    const over = this.closed || (error instanceof EventLogError && error.code === 'closed');
    if (over) {
      for (const { reject } of batch) reject(error);
      return;
    }
    this.retrying.unshift(...batch);
    this.options.onFailure(error, this.retrying.length);
    if (this.timer) return;
    this.timer = setTimeout(() => void this.retry(), this.delayMs);
    this.delayMs = Math.min(this.delayMs * 2, LONGEST_RETRY_MS);
  }

  /** The timer stays set until nothing waits any more, so that new messages queue up behind instead of knocking as well. */
  private async retry(): Promise<void> {
    while (this.retrying.length > 0) {
      const batch = this.retrying.splice(0, RETRY_MESSAGES);
      try {
        await this.options.eventLog.append(batch.flatMap(({ records }) => records));
      } catch (error) {
        this.timer = undefined;
        this.fail(batch, error as Error);
        return;
      }
      this.delayMs = FIRST_RETRY_MS;
      for (const { resolve } of batch) resolve();
    }
    this.timer = undefined;
  }
}
