import { EventEmitter } from 'node:events';
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
import { AppError } from '@headway/platform/errors';
import { lockFolder } from '@headway/platform/folder-lock';
import { checkDataFile } from './data-file.js';
import { Group } from './group.js';
import { appendedTo } from './partition-reader.js';
import { Store } from './store.js';
import { Writer } from './writer.js';

export interface LmdbEventLogOptions {
  /** Folder of the log, made when missing. One process at a time. */
  folder: string;
  /** How often old records are looked for, default a minute. */
  retentionIntervalMs?: number;
  /** Bytes that may wait for their commit before `append` rejects with `overloaded`, default 64 MiB. */
  maxBufferedBytes?: number;
  /** Milliseconds since the epoch, default the system's clock. */
  now?: () => number;
}

/**
 * Opens the embedded event log.
 * @throws EventLogError `locked`, `unavailable`
 */
export function openLmdbEventLog(options: LmdbEventLogOptions): EventLog {
  const unlock = lock(options.folder);
  try {
    checkDataFile(options.folder);
    return new LmdbEventLog(new Store(options.folder), unlock, options);
  } catch (cause) {
    unlock();
    if (cause instanceof EventLogError) throw cause;
    throw new EventLogError('unavailable', `the event log in ${options.folder} cannot be opened: ${(cause as Error).message}`, { cause });
  }
}

function lock(folder: string): () => void {
  try {
    return lockFolder(folder);
  } catch (cause) {
    const code = cause instanceof AppError && cause.code === 'conflict' ? 'locked' : 'unavailable';
    throw new EventLogError(code, `event log: ${(cause as Error).message}`, { cause });
  }
}

class LmdbEventLog implements EventLog {
  private readonly groups = new Map<string, Group>();
  private readonly subscriptions = new Set<Subscription>();
  private readonly appended = new EventEmitter().setMaxListeners(0);
  private readonly writer: Writer;
  private readonly now: () => number;
  private readonly retentionTimer: NodeJS.Timeout;
  private expiring: Promise<void> | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly store: Store,
    private readonly unlock: () => void,
    options: LmdbEventLogOptions,
  ) {
    this.now = options.now ?? Date.now;
    this.writer = new Writer(store, {
      maxBufferedBytes: options.maxBufferedBytes ?? 67_108_864,
      now: this.now,
      onDurable: (partitions) => {
        for (const partition of partitions) this.appended.emit(appendedTo(partition));
      },
    });
    this.retentionTimer = setInterval(() => {
      this.expiring ??= this.expire().finally(() => (this.expiring = undefined));
    }, options.retentionIntervalMs ?? 60_000);
    this.retentionTimer.unref();
  }

  async ensureTopics(specs: readonly TopicSpec[]): Promise<void> {
    this.refuseWhenClosed();
    for (const spec of specs) await this.store.ensureTopic(spec);
  }

  append(records: readonly LogRecord[]): Promise<Receipt[]> {
    return this.writer.append(records);
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    this.refuseWhenClosed();
    for (const topic of options.topics) this.store.topic(topic);
    const member = { ...options };
    const group = this.groups.get(options.group) ?? new Group(options.group, this.store, this.appended);
    this.groups.set(options.group, group);
    await group.join(member);
    const subscription: Subscription = {
      stop: async () => {
        this.subscriptions.delete(subscription);
        await group.leave(member);
        if (group.isEmpty && this.groups.get(options.group) === group) this.groups.delete(options.group);
      },
      lag: () => Promise.resolve(group.lag(member)),
    };
    this.subscriptions.add(subscription);
    return subscription;
  }

  offsets(topic: string): Promise<PartitionOffsets[]> {
    const range = () =>
      this.store.topic(topic).partitions.map((partition) => ({
        partition: partition.index,
        first: BigInt(this.store.first(partition)),
        next: BigInt(partition.durable),
      }));
    return Promise.resolve().then(range);
  }

  health(): Promise<EventLogHealth> {
    if (this.closing) return Promise.resolve({ ready: false, detail: 'the event log is closed' });
    const damaged = this.store.damagedReads;
    return Promise.resolve(damaged > 0 ? { ready: true, detail: `${damaged} damaged records were passed over` } : { ready: true });
  }

  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async shutDown(): Promise<void> {
    clearInterval(this.retentionTimer);
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await this.writer.close();
    await this.expiring;
    await this.store.close();
    this.unlock();
  }

  private async expire(): Promise<void> {
    for (const topic of this.store.topics.values()) {
      for (const partition of topic.partitions) {
        const { retentionMs, retentionBytes = Infinity } = topic.spec;
        const bounds = { beforeMs: this.now() - retentionMs, keepBytes: retentionBytes / topic.partitions.length };
        while (!this.closing && (await this.store.expire(partition, bounds)));
      }
    }
  }

  private refuseWhenClosed(): void {
    if (this.closing) throw new EventLogError('closed', 'the event log is closed');
  }
}
