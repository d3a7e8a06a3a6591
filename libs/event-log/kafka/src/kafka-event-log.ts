import { setTimeout as wait } from 'node:timers/promises';
import type {
  EventLog,
  EventLogHealth,
  LogRecord,
  PartitionOffsets,
  Receipt,
  SubscribeOptions,
  Subscription,
  TopicSpec,
} from '@headway/event-log/port';
import { EventLogError } from '@headway/event-log/port';
import type { Admin, Kafka } from 'kafkajs';
import { Appender } from './appender.js';
import { createClient, DEFAULT_CLIENT_ID, type KafkaEventLogOptions, toEventLogError } from './client.js';
import { Leaders } from './leaders.js';
import { Member } from './member.js';
import { whileTopicsSettle } from './settling.js';
import { committedOffsets, placeOf } from './start-positions.js';
import { Topics } from './topics.js';

const HEALTH_TIMEOUT_MS = 2_000;

/**
 * Connects to Kafka.
 * @throws EventLogError `unavailable` when no broker answers; once connected, it reconnects for ever
 */
export async function openKafkaEventLog(options: KafkaEventLogOptions): Promise<EventLog> {
  const kafka = createClient(options);
  const admin = kafka.admin();
  try {
    await admin.connect();
  } catch (cause) {
    await admin.disconnect().catch(() => undefined);
    throw toEventLogError(cause, options.brokers);
  }
  return new KafkaEventLog(kafka, admin, options);
}

class KafkaEventLog implements EventLog {
  private readonly topics: Topics;
  private readonly appender: Appender;
  private readonly subscriptions = new Set<Subscription>();
  private closing: Promise<void> | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly admin: Admin,
    private readonly options: KafkaEventLogOptions,
  ) {
    this.topics = new Topics(admin);
    this.appender = new Appender(this.topics, new Leaders(admin, options.route), {
      brokers: options.brokers,
      clientId: options.clientId ?? DEFAULT_CLIENT_ID,
      lingerMs: options.lingerMs ?? 2,
      deliveryTimeoutMs: options.deliveryTimeoutMs ?? 120_000,
      maxBufferedBytes: options.maxBufferedBytes ?? 67_108_864,
    });
  }

  ensureTopics(specs: readonly TopicSpec[]): Promise<void> {
    return this.translated(() => whileTopicsSettle(() => this.topics.ensure(specs)));
  }

  append(records: readonly LogRecord[]): Promise<Receipt[]> {
    return this.translated(() => this.appender.append(records));
  }

  subscribe(options: SubscribeOptions): Promise<Subscription> {
    return this.translated(() => whileTopicsSettle(() => this.join(options)));
  }

  private async join(options: SubscribeOptions): Promise<Subscription> {
    for (const topic of options.topics) await this.topics.partitionCount(topic);
    const trouble = (message: string, error: unknown) => this.options.log?.('warn', message, { group: options.group, error });
    const member = new Member(this.kafka, this.admin, { ...options }, trouble);
    try {
      await member.join();
    } catch (error) {
      await member.stop().catch(() => undefined);
      throw error;
    }
    const subscription: Subscription = {
      stop: async () => {
        this.subscriptions.delete(subscription);
        await member.stop();
      },
      lag: () => this.translated(() => this.lag(options)),
    };
    this.subscriptions.add(subscription);
    return subscription;
  }

  offsets(topic: string): Promise<PartitionOffsets[]> {
    return this.translated(() => this.topics.offsets(topic));
  }

  async health(): Promise<EventLogHealth> {
    if (this.closing) return { ready: false, detail: 'the event log is closed' };
    const late = wait(HEALTH_TIMEOUT_MS).then(() => Promise.reject(new Error(`no answer within ${HEALTH_TIMEOUT_MS} ms`)));
    try {
      await Promise.race([this.admin.describeCluster(), late]);
      return { ready: true };
    } catch (cause) {
      return { ready: false, detail: toEventLogError(cause, this.options.brokers).message };
    }
  }

  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async shutDown(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await this.appender.close();
    await this.admin.disconnect().catch(() => undefined);
  }

  private async lag({ group, topics }: SubscribeOptions): Promise<bigint> {
    const committed = await committedOffsets(this.admin, group, topics);
    let records = 0n;
    for (const topic of topics) {
      for (const { partition, first, next } of await this.topics.offsets(topic)) {
        const wanted = committed.get(placeOf(topic, partition)) ?? first;
        records += next - (wanted > first ? wanted : first);
      }
    }
    return records;
  }

  /** Refuses when closed; puts the client's failures into our words. */
  private async translated<T>(work: () => Promise<T>): Promise<T> {
    if (this.closing) throw new EventLogError('closed', 'the event log is closed');
    try {
      return await work();
    } catch (cause) {
      throw toEventLogError(cause, this.options.brokers);
    }
  }
}
