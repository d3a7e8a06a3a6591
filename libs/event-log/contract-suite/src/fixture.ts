import { randomUUID } from 'node:crypto';
import type { EventLog, LogRecord, SubscribeOptions, TopicSpec } from '@headway/event-log/port';
import { Collector } from './collector.js';

/** What a driver supplies to be tested. */
export interface EventLogHarness {
  /** Opens the log on the same storage as before; the suite closes it. */
  open(): Promise<EventLog>;
  /** Whether two open logs may share the storage at once (Kafka), or one process owns it (embedded). */
  sharedStorage: boolean;
  /** Releases the storage. */
  dispose(): Promise<void>;
}

const DAY_MS = 86_400_000;

/** One test's topic and group names, and its records. */
export class Fixture implements AsyncDisposable {
  readonly topic = `contract.${randomUUID()}`;
  readonly group = `group-${randomUUID()}`;
  private readonly logs: EventLog[] = [];

  private constructor(private readonly harness: EventLogHarness) {}

  /** A fixture with one open log and one topic. */
  static async start(harness: EventLogHarness, spec: Partial<TopicSpec> = {}): Promise<Fixture> {
    const fixture = new Fixture(harness);
    await fixture.reopen();
    await fixture.log.ensureTopics([{ topic: fixture.topic, partitions: 3, retentionMs: DAY_MS, ...spec }]);
    return fixture;
  }

  /** The log in use. */
  get log(): EventLog {
    return this.logs.at(-1) as EventLog;
  }

  /** Closes the log, if one is open, and opens it again as a new process would. */
  async reopen(): Promise<EventLog> {
    await this.logs.at(-1)?.close();
    const log = await this.harness.open();
    this.logs.push(log);
    return log;
  }

  /** A log of its own, where the storage can be shared; else the one in use. */
  async another(): Promise<EventLog> {
    if (!this.harness.sharedStorage) return this.log;
    const log = await this.harness.open();
    this.logs.unshift(log);
    return log;
  }

  record(key: string, text: string, headers: Record<string, string> = {}): LogRecord {
    return { topic: this.topic, key, value: Buffer.from(text), headers };
  }

  /** Subscribes with a collector, from the earliest record unless told otherwise. */
  async collect(options: Partial<SubscribeOptions> = {}, log: EventLog = this.log) {
    const collector = new Collector();
    const defaults = { group: this.group, topics: [this.topic], startFrom: 'earliest' as const, onBatch: collector.onBatch };
    const subscription = await log.subscribe({ ...defaults, ...options });
    return { collector, subscription };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.logs.map((log) => log.close()));
  }
}
