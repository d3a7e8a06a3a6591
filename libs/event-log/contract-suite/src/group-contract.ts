import { expect, it } from '@jest/globals';
import type { RecordBatch } from '@headway/event-log/port';
import { Collector, gate } from './collector.js';
import { Fixture, type EventLogHarness } from './fixture.js';

const numbered = (fixture: Fixture, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => fixture.record(`key-${(from + index) % 40}`, String(from + index)));
const texts = (from: number, count: number) => Array.from({ length: count }, (_, index) => String(from + index));

/** What consumer groups promise. */
export function groupContract(harness: () => EventLogHarness): void {
  it('gives every group every record', async () => {
    await using fixture = await Fixture.start(harness());
    await fixture.log.append(numbered(fixture, 0, 50));
    const readers = await Promise.all(['one', 'two'].map((name) => fixture.collect({ group: `${fixture.group}-${name}` })));
    for (const { collector } of readers) {
      await collector.all(texts(0, 50));
      expect(collector.records).toHaveLength(50);
    }
  });

  it('spreads partitions over a group, hands them over when a member leaves, and loses nothing', async () => {
    await using fixture = await Fixture.start(harness(), { partitions: 6 });
    const first = await fixture.collect();
    const second = await fixture.collect({}, await fixture.another());
    await fixture.log.append(numbered(fixture, 0, 400));
    await Promise.race([
      first.collector.all(texts(0, 400)),
      second.collector.all(texts(0, 400)),
      together([first.collector, second.collector], 400),
    ]);
    const owners = [first, second].map(({ collector }) => new Set(collector.records.map((record) => record.partition)));
    expect(owners.every((partitions) => partitions.size > 0)).toBe(true);

    await first.subscription.stop();
    const seen = first.collector.records.length;
    await fixture.log.append(numbered(fixture, 400, 400));
    await second.collector.all(texts(400, 400));
    expect(first.collector.records).toHaveLength(seen);
    expect(await second.subscription.lag()).toBeGreaterThanOrEqual(0n);
  });

  it('loses nothing and keeps each key in order while members come and go', async () => {
    await using fixture = await Fixture.start(harness(), { partitions: 6 });
    const collector = new Collector();
    const join = () =>
      fixture.log.subscribe({ group: fixture.group, topics: [fixture.topic], startFrom: 'earliest', onBatch: collector.onBatch });
    const members = [await join()];
    const appending = (async () => {
      for (let from = 0; from < 1_000; from += 10) await fixture.log.append(numbered(fixture, from, 10));
    })();
    for (let round = 0; round < 4; round++) {
      members.push(await join());
      if (round % 2 === 1) await members.shift()?.stop();
    }
    await appending;
    await collector.all(texts(0, 1_000));
    const newest = new Map<string, number>();
    for (const { key, value } of collector.records) {
      const number = Number(Buffer.from(value).toString());
      const before = newest.get(key) ?? number % 40;
      // A redelivery goes back; what is seen for the first time follows the one before it.
      if (number > before) expect(number).toBe(before + 40);
      newest.set(key, Math.max(before, number));
    }
    expect([...newest.values()].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, key) => 960 + key));
  });

  it('begins at the latest, and sees everything appended after subscribing', async () => {
    await using fixture = await Fixture.start(harness());
    await fixture.log.append(numbered(fixture, 0, 30));
    const { collector } = await fixture.collect({ startFrom: 'latest' });
    await fixture.log.append(numbered(fixture, 30, 30));
    await collector.all(texts(30, 30));
    expect(collector.records).toHaveLength(30);
  });

  it('keeps the start of a group that stopped before it read anything', async () => {
    await using fixture = await Fixture.start(harness());
    await fixture.log.append(numbered(fixture, 0, 10));
    const { subscription } = await fixture.collect({ startFrom: 'latest' });
    await subscription.stop();
    await fixture.log.append(numbered(fixture, 10, 10));
    const { collector } = await fixture.collect({ startFrom: 'latest' });
    await collector.all(texts(10, 10));
    expect(collector.records).toHaveLength(10);
  });

  it('replays from a time', async () => {
    await using fixture = await Fixture.start(harness());
    await fixture.log.append(numbered(fixture, 0, 40));
    const { collector: before } = await fixture.collect({ group: `${fixture.group}-before` });
    await before.count(40);
    const splitMs = Math.max(...before.records.map((record) => record.timestampMs)) + 1;
    await clockPast(splitMs);
    await fixture.log.append(numbered(fixture, 40, 40));
    const { collector } = await fixture.collect({ startFrom: { timestampMs: splitMs } });
    await collector.all(texts(40, 40));
    expect(collector.records).toHaveLength(40);
    const { collector: none } = await fixture.collect({ group: `${fixture.group}-none`, startFrom: { timestampMs: Date.now() + 60_000 } });
    await fixture.log.append(numbered(fixture, 80, 10));
    await none.all(texts(80, 10));
    expect(none.records).toHaveLength(10);
  });

  it('delivers again what a reader threw at, in order, before anything that follows', async () => {
    await using fixture = await Fixture.start(harness(), { partitions: 1 });
    const collector = new Collector();
    const attempts: number[] = [];
    const offsets: bigint[] = [];
    const flaky = (batch: RecordBatch) => {
      offsets.push((batch.records[0] as { offset: bigint }).offset);
      return offsets.length < 3 ? Promise.reject(new Error('not now')) : collector.onBatch(batch);
    };
    await fixture.log.append(numbered(fixture, 0, 20));
    await fixture.collect({ onBatch: flaky, maxBatchRecords: 10, onRedelivery: ({ attempt }) => attempts.push(attempt) });
    await collector.count(20);
    expect(offsets).toEqual([0n, 0n, 0n, 10n]);
    expect(attempts).toEqual([1, 2]);
    expect(collector.texts).toEqual(texts(0, 20));
  });

  it('keeps batches within their limits, one at a time a partition, and waits for a slow reader', async () => {
    await using fixture = await Fixture.start(harness(), { partitions: 2 });
    const value = new Uint8Array(10_000);
    const records = Array.from({ length: 120 }, (_, index) => ({ topic: fixture.topic, key: `key-${index}`, value, headers: {} }));
    await fixture.log.append(records);
    const collector = new Collector();
    const { opened, open } = gate();
    const inHand = new Map<number, number>();
    let batches = 0;
    const slow = async (batch: RecordBatch) => {
      batches++;
      inHand.set(batch.partition, (inHand.get(batch.partition) ?? 0) + 1);
      expect(inHand.get(batch.partition)).toBe(1);
      expect(batch.records.length).toBeLessThanOrEqual(8);
      expect(batch.records.reduce((bytes, record) => bytes + record.value.byteLength, 0)).toBeLessThanOrEqual(60_000);
      await opened;
      inHand.set(batch.partition, 0);
      await collector.onBatch(batch);
    };
    const { subscription } = await fixture.collect({ onBatch: slow, maxBatchRecords: 8, maxBatchBytes: 60_000 });
    const { collector: other } = await fixture.collect({ group: `${fixture.group}-other` });
    await other.count(120);
    expect(batches).toBeLessThanOrEqual(2);
    expect(await subscription.lag()).toBe(120n);
    open();
    await collector.count(120);
    expect(collector.records).toHaveLength(120);
  });

  it('tells the reader to finish when the subscription stops, and waits for it', async () => {
    await using fixture = await Fixture.start(harness(), { partitions: 1 });
    await fixture.log.append(numbered(fixture, 0, 5));
    const started = gate();
    let finished = false;
    const { subscription } = await fixture.collect({
      onBatch: async (_, signal) => {
        started.open();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        finished = true;
        throw new Error('interrupted');
      },
    });
    await started.opened;
    await subscription.stop();
    expect(finished).toBe(true);
    const { collector } = await fixture.collect();
    await collector.count(5);
    expect(collector.texts).toEqual(texts(0, 5));
  });
}

/** Resolves when the collectors together have so many different records. */
function together(collectors: Collector[], count: number): Promise<void> {
  const seen = () => new Set(collectors.flatMap((collector) => collector.texts)).size;
  return (async () => {
    while (seen() < count) await Promise.race(collectors.map((collector) => collector.count(collector.records.length + 1)));
  })();
}

/** Timestamps have millisecond resolution: the next append must fall into a later one. */
async function clockPast(timeMs: number): Promise<void> {
  while (Date.now() <= timeMs) await new Promise((resolve) => setImmediate(resolve));
}
