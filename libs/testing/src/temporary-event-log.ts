import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbEventLog } from '@headway/event-log/lmdb';
import type { EventLog, StoredRecord } from '@headway/event-log/port';

/** An embedded event log in a folder that goes away with it. */
export interface TemporaryEventLog extends AsyncDisposable {
  eventLog: EventLog;
  /** The first `count` records of a topic in the order of their partitions, once there are so many. */
  read(topic: string, count: number): Promise<StoredRecord[]>;
}

/** Opens an empty embedded event log in a temporary folder. */
export async function openTemporaryEventLog(): Promise<TemporaryEventLog> {
  const folder = await mkdtemp(join(tmpdir(), 'headway-log-'));
  const eventLog = openLmdbEventLog({ folder });
  let readers = 0;
  return {
    eventLog,
    read: async (topic, count) => {
      const records: StoredRecord[] = [];
      let enough = () => {};
      const complete = new Promise<void>((resolve) => (enough = resolve));
      const onBatch = async (batch: { records: StoredRecord[] }) => {
        records.push(...batch.records);
        if (records.length >= count) enough();
      };
      const subscription = await eventLog.subscribe({ group: `test-${++readers}`, topics: [topic], startFrom: 'earliest', onBatch });
      if (count > 0) await complete;
      await subscription.stop();
      return records;
    },
    [Symbol.asyncDispose]: async () => {
      await eventLog.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
