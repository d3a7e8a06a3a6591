import { CE_TYPES, CONTENT_TYPES, LOG_TOPICS } from '@headway/contracts';
import type { LogRecord } from '@headway/event-log/port';
import type { Outbox, OutboxRow } from '@headway/learning/store';
import { describeError } from '@headway/platform/errors';
import type { LearningOptions } from './learning-options.js';

const BATCH = 100;
const RETRY_MS = 2_000;

const encoder = new TextEncoder();

const toLogRecord = ({ id, key, record }: OutboxRow): LogRecord => ({
  topic: LOG_TOPICS.feedback,
  key,
  value: encoder.encode(JSON.stringify(record)),
  headers: {
    ce_specversion: '1.0',
    ce_id: `learning-${id}`,
    ce_source: '/headway/learning',
    ce_type: CE_TYPES.feedback,
    ce_time: new Date(record.at).toISOString(),
    ce_subject: record.type,
    'content-type': CONTENT_TYPES.json,
  },
});

/** Moves the outbox to the topic `learning.feedback`, in order, at least once; a record that comes twice has the same `ce_id`. */
export class OutboxPublisher {
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly outbox: Outbox,
    private readonly options: Pick<LearningOptions, 'eventLog' | 'logger'>,
  ) {}

  /** There is something to publish, or there may be. */
  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.drain()
      .catch((error: unknown) => {
        this.options.logger.warn('learning.publish-failed', { reason: describeError(error) });
        if (!this.stopped) this.retry = setTimeout(() => this.wake(), RETRY_MS);
      })
      .finally(() => {
        this.running = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  /** Waits for the append in hand. What is left stays in the outbox. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.running;
  }

  private async drain(): Promise<void> {
    while (!this.stopped) {
      const rows = await this.outbox.oldest(BATCH);
      if (rows.length === 0) return;
      await this.options.eventLog.append(rows.map(toLogRecord));
      await this.outbox.remove(rows.map((row) => row.id));
    }
  }
}
