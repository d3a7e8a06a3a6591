import { LOG_TOPIC_SPECS, LOG_TOPICS, readFrameHeader } from '@headway/contracts';
import { BatchCollector, type RecordBatch, type StoredRecord, type Subscription } from '@headway/event-log/port';
import { forgetFrames, type HistoryFrame, historySize, writeFrames } from '@headway/history/store';
import { describeError } from '@headway/platform/errors';
import type { HistoryOptions } from './history-options.js';

/** Consumer group; what it does may be repeated, so it needs no positions of its own. */
const READER = 'history';
/** Charts and dry-runs can wait a second, and the embedded database counts statements, not rows. */
const LINGER_MS = 1_000;
const MOST_BATCH_BYTES = 262_144;
const FORGET_EVERY_MS = 15_000;

/** Writes telemetry frames into the history, and forgets those that are too old or too many. */
export class HistoryKeeper {
  private subscription: Subscription | undefined;
  private readonly collector = new BatchCollector((batches) => this.keep(batches), LINGER_MS);
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly options: Omit<HistoryOptions, 'signals'>) {}

  async start(): Promise<void> {
    const { eventLog, logger, keepMs } = this.options;
    this.forgetSoon(0);
    if (keepMs === 0) return;
    await eventLog.ensureTopics([{ topic: LOG_TOPICS.frames, ...LOG_TOPIC_SPECS[LOG_TOPICS.frames] }]);
    this.subscription = await eventLog.subscribe({
      group: READER,
      topics: [LOG_TOPICS.frames],
      startFrom: { timestampMs: this.keepFromMs },
      maxBatchBytes: MOST_BATCH_BYTES,
      onBatch: (batch) => this.collector.add(batch),
      onRedelivery: ({ error, attempt }) => logger.warn('history.batch-failed', { attempt, reason: describeError(error) }),
    });
  }

  /** The batch in hand is written first. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.subscription?.stop();
    await this.round;
  }

  private get keepFromMs(): number {
    return this.options.clock.epochMs() - this.options.keepMs;
  }

  private async keep(batches: readonly RecordBatch[]): Promise<void> {
    const keepFromMs = this.keepFromMs;
    const frames = batches.flatMap(({ records }) => records.flatMap((record) => readFrame(record) ?? []));
    await writeFrames(
      this.options.dataSource,
      frames.filter(({ startMs }) => startMs >= keepFromMs),
    );
  }

  private forgetSoon(delayMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.forget().then((more) => this.forgetSoon(more ? 0 : FORGET_EVERY_MS));
    }, delayMs);
  }

  /** @returns whether there may be more to forget */
  private async forget(): Promise<boolean> {
    const { dataSource, maxBytes, metrics, logger } = this.options;
    try {
      if ((await forgetFrames(dataSource, { keepFromMs: this.keepFromMs, maxBytes })) > 0) return true;
      const { frames, bytes } = await historySize(dataSource);
      metrics.gauge('headway_history_frames', 'Telemetry frames kept for charts and dry-runs').set(frames);
      metrics.gauge('headway_history_bytes', 'Bytes of those frames').set(bytes);
    } catch (error) {
      logger.warn('history.forgetting-failed', { reason: describeError(error) });
    }
    return false;
  }
}

/** Undefined for what is no frame: a later version's, since ingest lets nothing else through. */
function readFrame({ key, value, timestampMs }: StoredRecord): HistoryFrame | undefined {
  try {
    const { boot, seq, startTimeMs } = readFrameHeader(value);
    return { vin: key, boot, seq, startMs: Math.min(startTimeMs, timestampMs), bytes: value };
  } catch {
    return undefined;
  }
}
