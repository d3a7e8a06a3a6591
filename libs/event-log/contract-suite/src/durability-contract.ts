import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from '@jest/globals';
import { Collector, gate } from './collector.js';
import { Fixture, type EventLogHarness } from './fixture.js';

/** What survives, and what does not. */
export function durabilityContract(harness: () => EventLogHarness): void {
  it('goes on after a restart: records, positions and topics are there, nothing comes twice', async () => {
    await using fixture = await Fixture.start(harness());
    await fixture.log.append(['a', 'b', 'c'].map((text) => fixture.record(text, text)));
    const before = await fixture.collect();
    await before.collector.count(3);
    await fixture.reopen();
    await fixture.log.append(['d', 'e'].map((text) => fixture.record(text, text)));
    const after = await fixture.collect();
    await after.collector.all(['d', 'e']);
    expect(after.collector.texts.sort()).toEqual(['d', 'e']);
    const replay = await fixture.collect({ group: `${fixture.group}-replay` });
    await replay.collector.count(5);
    expect(replay.collector.texts.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('delivers again after a restart what was not committed', async () => {
    await using fixture = await Fixture.start(harness(), { partitions: 1 });
    await fixture.log.append(['0', '1', '2', '3'].map((text) => fixture.record('k', text)));
    const done = new Collector();
    const stuck = gate();
    await fixture.collect({
      maxBatchRecords: 2,
      onBatch: async (batch, signal) => {
        if (done.records.length < 2) return done.onBatch(batch);
        stuck.open();
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('killed'))));
      },
    });
    await stuck.opened;
    await fixture.reopen();
    const { collector } = await fixture.collect();
    await collector.count(2);
    expect(collector.texts).toEqual(['2', '3']);
  });

  it('holds a long backlog on disk, not in memory, while its reader is stuck', async () => {
    await using fixture = await Fixture.start(harness(), { partitions: 4 });
    const value = new Uint8Array(64_000).fill(7);
    const { opened, open } = gate();
    const { collector } = await fixture.collect({ onBatch: () => opened });
    const before = residentArrays();
    for (let round = 0; round < 24; round++) {
      await fixture.log.append(Array.from({ length: 64 }, (_, index) => ({ topic: fixture.topic, key: `${index}`, value, headers: {} })));
    }
    expect(residentArrays() - before).toBeLessThan(48 * 1_048_576);
    open();
    expect(collector.records).toHaveLength(0);
  });
}

/** Bytes of array buffers that are still referenced. */
function residentArrays(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}
