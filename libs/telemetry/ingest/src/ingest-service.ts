import type { EventLog, LogRecord } from '@headway/event-log/port';
import { LOG_TOPIC_SPECS, LOG_TOPICS } from '@headway/contracts';
import { describeError } from '@headway/platform/errors';
import { type Logger, pseudonym } from '@headway/platform/logging';
import type { Metrics } from '@headway/platform/metrics';
import { AckPublisher, type PublishDown } from './ack-publisher.js';
import { CommitQueue } from './commit-queue.js';
import { DeadLetterLimit } from './dead-letter-limit.js';
import { addExtensions, type MessageProperties } from './extensions.js';
import { type Reading, type ReadingContext, readMessage } from './read-message.js';
import { summaryRecord, type Undeliverable } from './records.js';
import { type IngestSignals, SchemaCheck } from './schema-check.js';
import { isBatch, UnpackedBudget, type UnpackedSize } from './unpacked-budget.js';
import type { KnownVehicles } from './vehicle-registry.js';

export interface IngestOptions {
  eventLog: EventLog;
  publishDown: PublishDown;
  signals: IngestSignals;
  /** Vehicles that may send; without it, every one may. */
  vehicles?: KnownVehicles;
  /** Milliseconds since the epoch. */
  nowMs: () => number;
  logger: Logger;
  metrics: Metrics;
}

/** A message as the broker delivered it. */
export interface IngestMessage {
  topic: string;
  payload: Uint8Array;
  /** What a publisher of MQTT 5 said besides. */
  properties?: MessageProperties;
}

const TOPICS = [LOG_TOPICS.frames, LOG_TOPICS.vehicleEvents, LOG_TOPICS.presence, LOG_TOPICS.deadLetter];
/** How often vehicles above their rate of dead letters get a summary. */
const SUMMARY_EVERY_MS = 5_000;
const LATENCY_BUCKETS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 30_000];

function countersOf(metrics: Metrics) {
  return {
    messages: metrics.counter('headway_ingest_messages_total', 'Messages committed to the event log', ['channel']),
    bytes: metrics.counter('headway_ingest_bytes_total', 'Payload bytes committed to the event log', ['channel']),
    deadLetters: metrics.counter('headway_ingest_dead_letters_total', 'Messages that no reader can use', ['reason']),
    suppressed: metrics.counter(
      'headway_ingest_dead_letters_suppressed_total',
      'Messages that no reader can use, above the rate that is kept',
    ),
    failures: metrics.counter('headway_ingest_append_failures_total', 'Appends that failed and are tried again'),
    latency: metrics.histogram(
      'headway_ingest_commit_ms',
      'Milliseconds from arrival to commit, of what arrived together',
      LATENCY_BUCKETS_MS,
    ),
    waiting: metrics.gauge('headway_ingest_waiting', 'Messages that wait for a log that failed'),
  };
}

/**
 * From the broker into the event log. The promise of messages resolves when everything they became is committed: only then may they
 * be acknowledged to the broker, and their vehicles are told by `down/ack`.
 */
export class IngestService {
  private readonly queue: CommitQueue;
  private readonly acks: AckPublisher;
  private readonly unpacked = new UnpackedBudget();
  private readonly counters: ReturnType<typeof countersOf>;
  private readonly context: ReadingContext;
  private readonly limit = new DeadLetterLimit();
  private summaryTimer: NodeJS.Timeout | undefined;
  private deadLetters = 0;
  private committed = 0;

  constructor(private readonly options: IngestOptions) {
    this.counters = countersOf(options.metrics);
    const { signals, vehicles } = options;
    const [nextNumber, admits] = [this.nextNumber, (letter: Undeliverable) => this.admits(letter)];
    this.context = { signals, schema: new SchemaCheck(signals), vehicles, nowMs: 0, nextNumber, admits };
    this.acks = new AckPublisher(options.publishDown);
    this.queue = new CommitQueue({ eventLog: options.eventLog, onFailure: (error, waiting) => this.reportFailure(error, waiting) });
  }

  /** Creates the topics that ingest writes. Call before the first message. */
  async start(): Promise<void> {
    await this.options.eventLog.ensureTopics(TOPICS.map((topic) => ({ topic, ...LOG_TOPIC_SPECS[topic] })));
  }

  /** {@link handleAll} for one message. */
  handle(message: IngestMessage): Promise<void> {
    return this.handleAll([message]);
  }

  /**
   * Stores messages of vehicles that came together. Keeps trying while the log is away; rejects only when ingest or the log has been
   * closed, and then none of the messages may be acknowledged.
   */
  async handleAll(messages: readonly IngestMessage[]): Promise<void> {
    if (!messages.some(({ topic }) => isBatch(topic))) return this.store(messages);
    const packed = messages.filter(({ topic }) => isBatch(topic));
    const plain = messages.filter(({ topic }) => !isBatch(topic));
    await Promise.all([this.store(plain), ...packed.map((message) => this.storeBatch(message))]);
  }

  private async storeBatch(message: IngestMessage): Promise<void> {
    const size = await this.unpacked.enter();
    try {
      await this.store([message], size);
    } finally {
      this.unpacked.leave(size);
    }
  }

  private async store(messages: readonly IngestMessage[], size?: UnpackedSize): Promise<void> {
    const arrivedMs = this.options.nowMs();
    this.context.nowMs = arrivedMs;
    const readings: Reading[] = [];
    const records: LogRecord[] = [];
    for (const message of messages) {
      const reading = readMessage(message, this.context);
      readings.push(reading);
      if (message.properties) addExtensions(reading.records, message.properties, arrivedMs);
      for (const record of reading.records) records.push(record);
    }
    if (size) this.unpacked.count(size, records);
    await this.queue.commit(records);
    this.count(messages, readings, arrivedMs);
    for (const { acks } of readings) for (const { vin, header } of acks) this.acks.add(vin, header);
  }

  /** Messages committed since the start, for the live status. */
  get committedMessages(): number {
    return this.committed;
  }

  /** Sends the acknowledgements that are due and gives up what cannot be committed. Stop the subscriber around it. */
  close(): void {
    clearTimeout(this.summaryTimer);
    this.acks.flush();
    this.queue.close();
  }

  private readonly nextNumber = () => ++this.deadLetters;

  private admits(letter: Undeliverable): boolean {
    if (this.limit.admits(letter, this.context.nowMs)) return true;
    this.counters.suppressed.add();
    this.summaryTimer ??= setTimeout(() => void this.summarise(), SUMMARY_EVERY_MS);
    return false;
  }

  /** A vehicle is told of frames that were not kept once the ledger can know of it; what a crash forgets comes again. */
  private async summarise(): Promise<void> {
    this.summaryTimer = undefined;
    const nowMs = this.options.nowMs();
    const summaries = this.limit.takeSummaries();
    try {
      await this.queue.commit(summaries.map((summary) => summaryRecord(summary, { nowMs, number: this.nextNumber() })));
    } catch {
      return; // Ingest has stopped; nobody was told.
    }
    for (const { vin, content, frames } of summaries) {
      this.options.logger.warn('ingest.dead-letters-suppressed', {
        ...content,
        lost: frames.length,
        ...(vin ? { vehicle: pseudonym(vin) } : {}),
      });
      if (vin) for (const header of frames) this.acks.add(vin, header);
    }
  }

  private count(messages: readonly IngestMessage[], readings: readonly Reading[], arrivedMs: number): void {
    const { counters } = this;
    const sums = new Map<string, { messages: number; bytes: number }>();
    readings.forEach(({ channel, refused }, index) => {
      const sum = sums.get(channel) ?? { messages: 0, bytes: 0 };
      sums.set(channel, sum);
      sum.messages++;
      sum.bytes += (messages[index] as IngestMessage).payload.length;
      for (const letter of refused) this.countRefused(letter);
    });
    this.committed += messages.length;
    for (const [channel, sum] of sums) {
      counters.messages.add(sum.messages, { channel });
      counters.bytes.add(sum.bytes, { channel });
    }
    counters.latency.observe(this.options.nowMs() - arrivedMs);
    counters.waiting.set(this.queue.failing);
  }

  private countRefused({ reason, detail, vin }: Undeliverable): void {
    this.counters.deadLetters.add(1, { reason });
    this.options.logger.warn('ingest.dead-letter', { reason, detail, ...(vin ? { vehicle: pseudonym(vin) } : {}) });
  }

  private reportFailure(error: unknown, waiting: number): void {
    this.counters.failures.add();
    this.counters.waiting.set(waiting);
    this.options.logger.warn('ingest.append-failed', { waiting, reason: describeError(error) });
  }
}
