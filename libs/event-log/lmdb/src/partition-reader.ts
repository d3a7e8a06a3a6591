import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SubscribeOptions } from '@headway/event-log/port';
import { DEFAULT_BATCH_BYTES, DEFAULT_BATCH_RECORDS, deliver } from '@headway/event-log/port';
import type { EventEmitter } from 'node:events';
import type { Partition, Store } from './store.js';

/** Name of the event that tells of new durable records in a partition. */
export const appendedTo = (partition: Partition) => `${partition.topicId}/${partition.index}`;

interface PartitionReaderOptions {
  store: Store;
  group: string;
  partition: Partition;
  member: SubscribeOptions;
  appended: EventEmitter;
}

/** Reads one partition for one member of a group: one batch in hand, the next only after its commit. */
export class PartitionReader {
  private readonly abort = new AbortController();
  private readonly done: Promise<void>;

  constructor(private readonly options: PartitionReaderOptions) {
    this.done = this.run();
  }

  /** Stops after the batch in hand; resolves when its handler has ended. */
  async stop(): Promise<void> {
    this.abort.abort();
    await this.done;
  }

  private async run(): Promise<void> {
    const { store, group, partition, member, appended } = this.options;
    const signal = this.abort.signal;
    const limits = { records: member.maxBatchRecords ?? DEFAULT_BATCH_RECORDS, bytes: member.maxBatchBytes ?? DEFAULT_BATCH_BYTES };
    let next = store.position(group, partition) ?? 0;
    while (!signal.aborted) {
      const { records, lost, next: following } = store.read(partition, next, limits);
      for (const gap of lost) {
        const { from, to, reason } = gap;
        member.onLost?.({ topic: partition.topic, partition: partition.index, from: BigInt(from), to: BigInt(to), reason });
      }
      if (following === next) {
        await once(appended, appendedTo(partition), { signal }).catch(() => undefined);
        continue;
      }
      if (records.length > 0 && !(await deliver({ topic: partition.topic, partition: partition.index, records }, member, signal))) return;
      next = following;
      await store.commitPosition(group, partition, next);
      await nextTurn();
    }
  }
}
