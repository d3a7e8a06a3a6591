import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Collector } from '@headway/event-log/contract-suite';
import type { LostRecords } from '@headway/event-log/port';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openLmdbEventLog } from './lmdb-event-log.js';

const TOPIC = { topic: 't', partitions: 1, retentionMs: 86_400_000 };
let folder: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headway-damage-'));
  file = join(folder, 'data.mdb');
  const log = openLmdbEventLog({ folder });
  await log.ensureTopics([TOPIC]);
  for (let round = 0; round < 20; round++) {
    const numbers = Array.from({ length: 10 }, (_, index) => round * 10 + index);
    await log.append(numbers.map((number) => ({ topic: 't', key: 'k', value: Buffer.alloc(600, `record-${number};`), headers: {} })));
  }
  await log.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function overwrite(at: number, bytes: Buffer): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, at);
  closeSync(descriptor);
}

async function readAll() {
  const log = openLmdbEventLog({ folder });
  const collector = new Collector();
  const lost: LostRecords[] = [];
  await log.append([{ topic: 't', key: 'k', value: Buffer.from('last'), headers: {} }]);
  await log.subscribe({
    group: 'g',
    topics: ['t'],
    startFrom: 'earliest',
    onBatch: collector.onBatch,
    onLost: (gap) => lost.push(gap),
  });
  await collector.all(['last']);
  const health = await log.health();
  await log.close();
  return { offsets: collector.records.map(({ offset }) => Number(offset)), lost, health };
}

describe("the embedded log's file", () => {
  it('gives all records but the damaged one, which it names', async () => {
    const at = readFileSync(file).indexOf('record-77;');
    overwrite(at + 20, Buffer.from('torn'));
    const { offsets, lost, health } = await readAll();
    expect(offsets).toHaveLength(200);
    expect(offsets).not.toContain(77);
    expect(lost).toEqual([{ topic: 't', partition: 0, from: 77n, to: 78n, reason: 'damaged' }]);
    expect(health).toEqual({ ready: true, detail: '1 damaged records were passed over' });
  });

  it('is refused in one line when its end is missing, instead of ending the process', () => {
    const { size } = statSync(file);
    truncateSync(file, Math.floor(size / 2));
    expect(() => openLmdbEventLog({ folder })).toThrow(
      expect.objectContaining({ code: 'unavailable', message: expect.stringMatching(/is damaged: \d+ bytes/) as unknown }),
    );
    expect(statSync(file).size).toBe(Math.floor(size / 2));
  });

  it('is refused in one line when it is something else', () => {
    overwrite(0, Buffer.alloc(4096, 255));
    expect(() => openLmdbEventLog({ folder })).toThrow(/is damaged: its first page/);
    writeFileSync(file, 'not a log');
    expect(() => openLmdbEventLog({ folder })).toThrow(/is damaged/);
  });

  it('opens when only pages that were never used are missing', async () => {
    const lastPage = Number(readFileSync(file).readBigUInt64LE(24 + 120));
    const longer = Buffer.alloc(8);
    longer.writeBigUInt64LE(BigInt(lastPage + 50));
    overwrite(24 + 120, longer);
    expect((await readAll()).offsets).toHaveLength(201);
  });

  it('begins anew where a process died before it wrote anything', async () => {
    writeFileSync(file, '');
    const log = openLmdbEventLog({ folder });
    await log.ensureTopics([TOPIC]);
    expect(await log.offsets('t')).toEqual([{ partition: 0, first: 0n, next: 0n }]);
    await log.close();
  });
});
