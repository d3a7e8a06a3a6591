import { expect, it } from '@jest/globals';
import { EventLogError, MAX_RECORD_BYTES, partitionOf } from '@headway/event-log/port';
import { Fixture, type EventLogHarness } from './fixture.js';

/** What appending promises. */
export function appendContract(harness: () => EventLogHarness): void {
  it('keeps the order of each key and puts it where Kafka would', async () => {
    await using fixture = await Fixture.start(harness());
    const keys = ['LHEADWAY000000001', 'LHEADWAY000000002', 'LHEADWAY000000003', '车'];
    const records = Array.from({ length: 200 }, (_, index) => fixture.record(keys[index % keys.length] as string, String(index)));
    const receipts = await fixture.log.append(records);
    expect(receipts.map((receipt) => receipt.partition)).toEqual(records.map((record) => partitionOf(record.key, 3)));
    const { collector } = await fixture.collect();
    await collector.count(200);
    for (const key of keys) {
      const own = collector.records.filter((record) => record.key === key).map((record) => Number(Buffer.from(record.value).toString()));
      expect(own).toEqual([...own].sort((a, b) => a - b));
      expect(own).toHaveLength(50);
    }
  });

  it('gives gapless offsets that the reader sees again', async () => {
    await using fixture = await Fixture.start(harness(), { partitions: 1 });
    const first = await fixture.log.append([fixture.record('a', '0'), fixture.record('b', '1')]);
    const second = await fixture.log.append([fixture.record('c', '2')]);
    expect([...first, ...second].map((receipt) => receipt.offset)).toEqual([0n, 1n, 2n]);
    expect(await fixture.log.offsets(fixture.topic)).toEqual([{ partition: 0, first: 0n, next: 3n }]);
    const { collector } = await fixture.collect();
    await collector.count(3);
    expect(collector.records.map((record) => record.offset)).toEqual([0n, 1n, 2n]);
  });

  it('joins concurrent appends and answers each with its own places', async () => {
    await using fixture = await Fixture.start(harness());
    const calls = Array.from({ length: 300 }, (_, call) => call);
    const answers = await Promise.all(
      calls.map((call) => fixture.log.append([fixture.record(`key-${call % 7}`, `${call}`), fixture.record('all', `all-${call}`)])),
    );
    const places = new Set(answers.flat().map((receipt) => `${receipt.partition}/${receipt.offset}`));
    expect(places.size).toBe(600);
    const { collector } = await fixture.collect();
    await collector.count(600);
    for (const record of collector.records) {
      const text = Buffer.from(record.value).toString();
      const receipt = answers[Number(text.replace('all-', ''))]?.[text.startsWith('all-') ? 1 : 0];
      expect(receipt).toEqual({ topic: fixture.topic, partition: record.partition, offset: record.offset });
    }
    const ordered = collector.records.filter((record) => record.key === 'all').map((record) => Buffer.from(record.value).toString());
    expect(ordered).toEqual(calls.map((call) => `all-${call}`));
  });

  it('carries large values, empty values, headers and any text as they are', async () => {
    await using fixture = await Fixture.start(harness());
    const large = new Uint8Array(1_048_576).map((_, index) => (index * 31) & 255);
    const headers = { ce_type: 'headway.test', ce_source: '/车辆/1', empty: '' };
    const before = Date.now();
    await fixture.log.append([
      { topic: fixture.topic, key: 'k', value: large, headers: {} },
      { topic: fixture.topic, key: 'k', value: new Uint8Array(0), headers },
    ]);
    const { collector } = await fixture.collect();
    await collector.count(2);
    const [big, empty] = collector.records;
    expect(Buffer.compare(Buffer.from(big?.value ?? []), large)).toBe(0);
    expect(big?.headers).toEqual({});
    expect(empty).toMatchObject({ key: 'k', headers });
    expect(empty?.value.byteLength).toBe(0);
    expect(big?.timestampMs).toBeGreaterThanOrEqual(before - 1_000);
    expect(big?.timestampMs).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  it('refuses an unknown topic and a record above the limit, and appends nothing of that call', async () => {
    await using fixture = await Fixture.start(harness(), { partitions: 1 });
    const lost = { ...fixture.record('k', 'lost'), topic: `${fixture.topic}.missing` };
    const huge = { ...fixture.record('k', ''), value: new Uint8Array(MAX_RECORD_BYTES + 1) };
    await expect(fixture.log.append([fixture.record('k', 'x'), lost])).rejects.toMatchObject({
      name: 'EventLogError',
      code: 'unknown-topic',
    });
    await expect(fixture.log.append([fixture.record('k', 'x'), huge])).rejects.toMatchObject({ code: 'record-too-large' });
    await expect(fixture.log.offsets(lost.topic)).rejects.toBeInstanceOf(EventLogError);
    expect(await fixture.log.offsets(fixture.topic)).toEqual([{ partition: 0, first: 0n, next: 0n }]);
    expect(await fixture.log.append([])).toEqual([]);
  });

  it('keeps what is there when topics are asked for again, and adds partitions', async () => {
    await using fixture = await Fixture.start(harness(), { partitions: 1 });
    await fixture.log.append([fixture.record('k', 'kept')]);
    const spec = { topic: fixture.topic, retentionMs: 86_400_000 };
    await Promise.all([fixture.log.ensureTopics([{ ...spec, partitions: 2 }]), fixture.log.ensureTopics([{ ...spec, partitions: 2 }])]);
    await fixture.log.ensureTopics([{ ...spec, partitions: 1 }]);
    const offsets = await fixture.log.offsets(fixture.topic);
    expect(offsets).toEqual([
      { partition: 0, first: 0n, next: 1n },
      { partition: 1, first: 0n, next: 0n },
    ]);
  });

  it('lets many processes ask for the same topics at the same moment, some for fewer partitions', async () => {
    await using fixture = await Fixture.start(harness());
    const logs = [fixture.log];
    while (logs.length < 5) logs.push(await fixture.another());
    const names = Array.from({ length: 6 }, (_, index) => `${fixture.topic}.together-${index}`);
    const specs = (partitions: number) => names.map((topic) => ({ topic, partitions, retentionMs: 86_400_000 }));
    await Promise.all(logs.map((log, index) => log.ensureTopics(specs(index % 2 === 0 ? 12 : 6))));
    for (const log of logs) for (const topic of names) expect(await log.offsets(topic)).toHaveLength(12);
  });

  it('refuses everything once closed', async () => {
    await using fixture = await Fixture.start(harness());
    expect(await fixture.log.health()).toEqual({ ready: true });
    await fixture.log.close();
    await expect(fixture.log.append([fixture.record('k', 'late')])).rejects.toMatchObject({ code: 'closed' });
    await expect(fixture.collect()).rejects.toMatchObject({ code: 'closed' });
    expect((await fixture.log.health()).ready).toBe(false);
  });
}
