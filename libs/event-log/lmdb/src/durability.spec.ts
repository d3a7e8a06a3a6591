import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Collector } from '@headway/event-log/contract-suite';
import { openLmdbEventLog } from './lmdb-event-log.js';

interface Place {
  partition: number;
  offset: number;
  call: string;
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Starts a process that appends and kills it -9 after so many receipts. */
async function appendUntilKilled(receipts: number): Promise<Place[]> {
  const child: ChildProcess = fork(fileURLToPath(new URL('./fixtures/appender.js', import.meta.url)), [folder], { execArgv: [] });
  const places: Place[] = [];
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      places.push(...(message as Place[]));
      if (places.length >= receipts) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the appender ended by itself (${code})`)));
  });
  child.removeAllListeners('exit');
  child.kill('SIGKILL');
  await once(child, 'exit');
  return places;
}

describe('the embedded log after kill -9', () => {
  it('still has every record whose append had resolved, at its place and without gaps', async () => {
    const acknowledged = [...(await appendUntilKilled(300)), ...(await appendUntilKilled(150))];
    const log = openLmdbEventLog({ folder });
    const kept = await log.offsets('durable');
    const total = kept.reduce((sum, { next }) => sum + Number(next), 0);
    const collector = new Collector();
    await log.subscribe({ group: 'check', topics: ['durable'], startFrom: 'earliest', onBatch: collector.onBatch });
    await collector.count(total);
    await log.close();
    const found = new Map(collector.records.map((record) => [`${record.partition}/${record.offset}`, record.headers['call']]));
    for (const { partition, offset, call } of acknowledged) expect(found.get(`${partition}/${offset}`)).toBe(call);
    for (const { partition, next } of kept)
      for (let offset = 0n; offset < next; offset++) expect(found.has(`${partition}/${offset}`)).toBe(true);
  });
});

describe('the folder of the embedded log', () => {
  it('belongs to one opener at a time', async () => {
    const log = openLmdbEventLog({ folder });
    expect(() => openLmdbEventLog({ folder })).toThrow(expect.objectContaining({ code: 'locked' }));
    await log.close();
    await openLmdbEventLog({ folder }).close();
  });

  it('is refused while another living process has it, and says which', async () => {
    const child = fork(fileURLToPath(new URL('./fixtures/appender.js', import.meta.url)), [folder], { execArgv: [] });
    await once(child, 'message');
    expect(() => openLmdbEventLog({ folder })).toThrow(new RegExp(`pid ${child.pid}`));
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('is reported when it cannot be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(() => openLmdbEventLog({ folder: join(file, 'below') })).toThrow(expect.objectContaining({ code: 'unavailable' }));
  });
});

describe('the embedded log when appends come faster than the disk', () => {
  it('refuses with `overloaded` instead of growing, and takes more later', async () => {
    const log = openLmdbEventLog({ folder, maxBufferedBytes: 100_000 });
    await log.ensureTopics([{ topic: 't', partitions: 1, retentionMs: 86_400_000 }]);
    const record = { topic: 't', key: 'k', value: new Uint8Array(40_000), headers: {} };
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => log.append([record])));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected']);
    expect(results[2]).toMatchObject({ reason: { code: 'overloaded', retryable: true } });
    await expect(log.append([record])).resolves.toHaveLength(1);
    await log.close();
  });
});
