import { expect, it } from '@jest/globals';
import { cloudEventOf } from '@headway/testing';
import type { LogRecord } from '@headway/event-log/port';
import type { Outbox, OutboxRow } from '@headway/learning/store';
import { createLogger } from '@headway/platform/logging';
import { OutboxPublisher } from './outbox-publisher.js';

const row = (id: number): OutboxRow => ({
  id: String(id),
  key: 'cluster',
  record: { type: 'cluster.decided', at: 1_790_000_000_000, cluster: 'cluster', label: 'x', state: 'accepted', decidedBy: 'mei' },
});

/** An outbox in memory, and a log that fails as often as told. */
function parts(rows: OutboxRow[], failures: number) {
  const appended: LogRecord[] = [];
  let empty = () => {};
  const drained = new Promise<void>((resolve) => (empty = resolve));
  const outbox = {
    oldest: async (limit: number) => rows.slice(0, limit),
    remove: async (ids: string[]) => {
      rows.splice(0, rows.length, ...rows.filter((kept) => !ids.includes(kept.id)));
      if (rows.length === 0) empty();
    },
  } as unknown as Outbox;
  const append = async (records: readonly LogRecord[]) => {
    failures -= 1;
    if (failures >= 0) throw new Error('the log is away');
    appended.push(...records);
    return [];
  };
  const eventLog = { append, ensureTopics: async () => {}, subscribe: () => Promise.reject(new Error('not here')) };
  const publisher = new OutboxPublisher(outbox, { eventLog, logger: createLogger({ level: 'silent', app: 'test' }) });
  return { publisher, appended, drained };
}

it('publishes everything in order, as CloudEvents with ids that stay', async () => {
  const { publisher, appended, drained } = parts(
    Array.from({ length: 250 }, (_, i) => row(i)),
    0,
  );
  publisher.wake();
  publisher.wake();
  await drained;
  await publisher.stop();
  expect(appended.map((record) => record.headers['ce_id'])).toEqual(Array.from({ length: 250 }, (_, i) => `learning-${i}`));
  for (const record of appended) expect(cloudEventOf(record).type).toBe('headway.learning.feedback.v1');
});

it('keeps what a log that is away has not taken, and tries again by itself', async () => {
  const { publisher, appended, drained } = parts([row(1)], 1);
  publisher.wake();
  await drained;
  await publisher.stop();
  expect(appended).toHaveLength(1);
});
