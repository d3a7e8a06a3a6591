import type { EventEmitter } from 'node:events';
import type { StartFrom, SubscribeOptions } from '@headway/event-log/port';
import { appendedTo, PartitionReader } from './partition-reader.js';
import type { Partition, Store } from './store.js';

interface Assignment {
  member: SubscribeOptions;
  reader: PartitionReader;
}

/** A consumer group: spreads the partitions over its members and moves them when members come and go. */
export class Group {
  private readonly members: SubscribeOptions[] = [];
  private readonly assignments = new Map<string, Assignment>();
  private rebalancing: Promise<void> = Promise.resolve();
  private joining = 0;

  constructor(
    private readonly name: string,
    private readonly store: Store,
    private readonly appended: EventEmitter,
  ) {}

  get isEmpty(): boolean {
    return this.members.length === 0 && this.joining === 0;
  }

  /** Fixes the start positions, then takes part. */
  async join(member: SubscribeOptions): Promise<void> {
    this.joining++;
    try {
      for (const partition of this.partitionsOf(member)) {
        if (this.store.position(this.name, partition) === undefined) {
          await this.store.commitPosition(this.name, partition, startOffset(this.store, partition, member.startFrom));
        }
      }
      this.members.push(member);
    } finally {
      this.joining--;
    }
    await this.rebalance();
  }

  /** Resolves when the member's handlers have ended. */
  async leave(member: SubscribeOptions): Promise<void> {
    const at = this.members.indexOf(member);
    if (at >= 0) this.members.splice(at, 1);
    await this.rebalance();
  }

  /** Records of the member's topics that the group has not committed. */
  lag(member: SubscribeOptions): bigint {
    let records = 0n;
    for (const partition of this.partitionsOf(member)) {
      const next = Math.max(this.store.position(this.name, partition) ?? 0, this.store.first(partition));
      records += BigInt(partition.durable - next);
    }
    return records;
  }

  private partitionsOf(member: SubscribeOptions): Partition[] {
    return member.topics.flatMap((topic) => this.store.topic(topic).partitions);
  }

  /** One rebalance at a time; each ends with the assignment of the members of its moment. */
  private rebalance(): Promise<void> {
    this.rebalancing = this.rebalancing.then(() => this.reassign());
    return this.rebalancing;
  }

  private async reassign(): Promise<void> {
    const wanted = this.wantedOwners();
    const revoked = [...this.assignments].filter(([key, { member }]) => wanted.get(key)?.member !== member);
    await Promise.all(revoked.map(([, { reader }]) => reader.stop()));
    for (const [key] of revoked) this.assignments.delete(key);
    for (const [key, { member, partition }] of wanted) {
      if (this.assignments.has(key) || !this.members.includes(member)) continue;
      const reader = new PartitionReader({ store: this.store, group: this.name, partition, member, appended: this.appended });
      this.assignments.set(key, { member, reader });
    }
  }

  /** Partitions of each topic in turn to the members that subscribe to it. */
  private wantedOwners(): Map<string, { member: SubscribeOptions; partition: Partition }> {
    const wanted = new Map<string, { member: SubscribeOptions; partition: Partition }>();
    const topics = new Set(this.members.flatMap((member) => member.topics));
    let turn = 0;
    for (const topic of topics) {
      const readers = this.members.filter((member) => member.topics.includes(topic));
      for (const partition of this.store.topic(topic).partitions) {
        wanted.set(appendedTo(partition), { member: readers[turn++ % readers.length] as SubscribeOptions, partition });
      }
    }
    return wanted;
  }
}

function startOffset(store: Store, partition: Partition, startFrom: StartFrom): number {
  if (startFrom === 'earliest') return store.first(partition);
  if (startFrom === 'latest') return partition.durable;
  return store.offsetAt(partition, startFrom.timestampMs);
}
