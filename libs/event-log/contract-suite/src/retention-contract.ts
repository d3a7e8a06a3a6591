import { expect, it } from '@jest/globals';
import type { LostRecords } from '@headway/event-log/port';
import { Collector, gate } from './collector.js';
import { Fixture, type EventLogHarness } from './fixture.js';

const RETENTION_MS = 1_000;
const DAY_MS = 86_400_000;
const MEBIBYTE = 1_048_576;
/** Kafka looks for old segments at an interval of the broker's; tools/services sets a short one. */
const TIMEOUT_MS = 90_000;

/** What is deleted, and what a reader that was too slow for it sees. */
export function retentionContract(harness: () => EventLogHarness): void {
  it(
    'deletes records older than the retention and goes on counting',
    async () => {
      await using fixture = await Fixture.start(harness(), { partitions: 1, retentionMs: RETENTION_MS });
      await fixture.log.append(['old-0', 'old-1', 'old-2'].map((text) => fixture.record('k', text)));
      await untilFirstIs(fixture, (first) => first === 3n);
      const [receipt] = await fixture.log.append([fixture.record('k', 'new')]);
      expect(receipt?.offset).toBe(3n);
      await fixture.log.ensureTopics([{ topic: fixture.topic, partitions: 1, retentionMs: DAY_MS }]);
      await fixture.reopen();
      const [next] = await fixture.log.append([fixture.record('k', 'newer')]);
      expect(next?.offset).toBe(4n);
      const { collector } = await fixture.collect();
      await collector.all(['newer']);
      expect(collector.texts.filter((text) => text.startsWith('old'))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'deletes the oldest records beyond the bytes that are to stay, and none of those',
    async () => {
      const retentionBytes = 20 * MEBIBYTE;
      const count = 128;
      await using fixture = await Fixture.start(harness(), { partitions: 1, retentionBytes });
      const value = new Uint8Array(MEBIBYTE / 2).fill(7);
      for (let at = 0; at < count; at += 8) {
        await fixture.log.append(Array.from({ length: 8 }, () => ({ topic: fixture.topic, key: 'k', value, headers: {} })));
      }
      const kept = (first: bigint) => (count - Number(first)) * value.byteLength;
      // A segment is the least that Kafka deletes, and the least segment that takes our largest batches has 16 MiB.
      await untilFirstIs(fixture, (each) => kept(each) <= retentionBytes + 17 * MEBIBYTE);
      const { collector } = await fixture.collect({ group: `${fixture.group}-later` });
      await collector.offset(BigInt(count - 1));
      // Retention may go on while the reader reads, so that only what is there afterwards must have come.
      const first = (await fixture.log.offsets(fixture.topic))[0]?.first ?? 0n;
      expect(kept(first)).toBeGreaterThanOrEqual(retentionBytes - MEBIBYTE);
      const stillThere = collector.records.map(({ offset }) => offset).filter((offset) => offset >= first);
      expect(stillThere).toEqual(Array.from({ length: count - Number(first) }, (_, index) => first + BigInt(index)));
    },
    TIMEOUT_MS,
  );

  it(
    'tells a reader that retention overtakes what it has lost, and goes on with the oldest that is kept',
    async () => {
      await using fixture = await Fixture.start(harness(), { partitions: 1, retentionMs: RETENTION_MS });
      await fixture.log.append([fixture.record('k', '0')]);
      const collector = new Collector();
      const lost: LostRecords[] = [];
      const started = gate();
      const { opened, open } = gate();
      const slow = async (...batch: Parameters<typeof collector.onBatch>) => {
        started.open();
        await opened;
        await collector.onBatch(...batch);
      };
      await fixture.collect({ onBatch: slow, onLost: (gap) => lost.push(gap) });
      await started.opened;
      await fixture.log.append(['1', '2', '3'].map((text) => fixture.record('k', text)));
      await untilFirstIs(fixture, (first) => first === 4n);
      await fixture.log.ensureTopics([{ topic: fixture.topic, partitions: 1, retentionMs: DAY_MS }]);
      await fixture.log.append([fixture.record('k', '4')]);
      open();
      await collector.all(['0', '4']);
      expect(collector.texts).toEqual(['0', '4']);
      expect(lost).toEqual([{ topic: fixture.topic, partition: 0, from: 1n, to: 4n, reason: 'retention' }]);
    },
    TIMEOUT_MS,
  );

  it('lets a stuck group hold up neither appends nor other groups', async () => {
    await using fixture = await Fixture.start(harness(), { partitions: 2 });
    const { opened, open } = gate();
    await fixture.collect({ group: `${fixture.group}-stuck`, onBatch: () => opened });
    const { collector } = await fixture.collect();
    const texts = Array.from({ length: 500 }, (_, index) => String(index));
    for (let at = 0; at < texts.length; at += 50) {
      await fixture.log.append(texts.slice(at, at + 50).map((text) => fixture.record(`key-${text}`, text)));
    }
    await collector.all(texts);
    expect(collector.records).toHaveLength(texts.length);
    open();
  });

  it.each([{ partitions: 0 }, { partitions: 1.5 }, { retentionMs: 0 }, { retentionBytes: 0 }, { retentionBytes: -1 }])(
    'refuses a topic with %j',
    async (wrong) => {
      await using fixture = await Fixture.start(harness());
      const spec = { topic: `${fixture.topic}.wrong`, partitions: 1, retentionMs: DAY_MS, ...wrong };
      await expect(fixture.log.ensureTopics([spec])).rejects.toMatchObject({ name: 'EventLogError', code: 'invalid' });
    },
  );
}

async function untilFirstIs(fixture: Fixture, holds: (first: bigint) => boolean): Promise<bigint> {
  for (;;) {
    const first = (await fixture.log.offsets(fixture.topic))[0]?.first ?? 0n;
    if (holds(first)) return first;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
