import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const BOOT = '018f0000-0000-7000-8000-000000000001';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The start of a script in which the disk has `disk.bytes` and refuses what does not fit with `disk.code`, after writing a part of it. */
const DISK = `
  import fs from 'node:fs';
  import { join } from 'node:path';
  import { syncBuiltinESMExports } from 'node:module';
  const folder = process.argv[1];
  const disk = { bytes: Infinity, code: 'ENOSPC' };
  const refusal = () => Object.assign(new Error(disk.code + ': refused'), { code: disk.code });
  const used = () => fs.readdirSync(folder).reduce((sum, name) => sum + fs.statSync(join(folder, name)).size, 0);
  const { writeSync, openSync } = fs;
  fs.writeSync = (fd, data, from, length, at) => {
    const room = disk.bytes - used();
    if (room >= length) return writeSync(fd, data, from, length, at);
    if (room > 0 && disk.code === 'ENOSPC') writeSync(fd, data, from, Math.min(room, length - 1), at);
    throw refusal();
  };
  fs.openSync = (path, flags) => {
    if (flags !== 'r' && disk.code === 'EROFS' && disk.bytes === 0) throw refusal();
    return openSync(path, flags);
  };
  syncBuiltinESMExports();
  const { Spool } = await import(${JSON.stringify(new URL('./spool.js', import.meta.url).href)});
  const open = () => new Spool({ folder, maxBytes: 1e6, maxAgeMs: 1e12, segmentBytes: 4096, fsyncIntervalMs: 60000, clock: () => 1 });
  let spool = open();
  const lost = [];
  const put = (seq, priority = 'normal', size = 200) => {
    const dropped = spool.append(Buffer.alloc(size, seq % 251), { boot: '${BOOT}', stream: 0, seq, priority });
    for (const { ranges } of dropped) for (const [from, to] of ranges) for (let s = from; s <= to; s += 1) lost.push(s);
  };
  const here = () => [...spool.pending()].map(({ seq }) => seq);
  const readable = () => here().every((seq) => spool.read('${BOOT}', 0, seq)?.every((byte) => byte === seq % 251));
`;

async function onDisk(script: string): Promise<Record<string, unknown>> {
  const args = ['--input-type=module', '-e', `${DISK}\n${script}`, folder];
  return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout) as Record<string, unknown>;
}
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('a spool on a disk that others have filled', () => {
  it('gives up its own oldest frames for new ones, and says which', async () => {
    const seen = await onDisk(`
      for (let seq = 1; seq <= 60; seq += 1) put(seq);
      disk.bytes = used() + 100;
      for (let seq = 61; seq <= 100; seq += 1) put(seq);
      const open1 = { here: here(), lost: [...lost], readable: readable() };
      spool = open();
      console.log(JSON.stringify({ ...open1, again: here(), readableAgain: readable(), inMemory: spool.stats().inMemory }));`);
    const lost = seen.lost as number[];
    const here = seen.here as number[];
    expect([...lost, ...here].sort((a, b) => a - b)).toEqual(upTo(100));
    expect(here.at(-1)).toBe(100);
    expect(Math.max(...lost)).toBeLessThan(Math.min(...here));
    expect(seen).toMatchObject({ readable: true, readableAgain: true });
    expect(seen.again).toEqual(here);
  });
});

describe.each(['ENOSPC', 'EROFS'])('a spool on a disk that takes nothing (%s)', (code) => {
  it('keeps new frames in memory, sends them, and writes them as soon as it can', async () => {
    const seen = await onDisk(`
      put(1);
      disk.code = '${code}';
      disk.bytes = 0;
      for (let seq = 2; seq <= 40; seq += 1) put(seq);
      const away = { here: here(), readable: readable(), stats: spool.stats() };
      spool.ack('${BOOT}', 0, [[5, 5]]);
      disk.bytes = Infinity;
      put(41);
      const back = { lost, inMemory: spool.stats().inMemory, frames: spool.stats().frames };
      spool = open();
      console.log(JSON.stringify({ ...away, back, again: here().sort((a, b) => a - b), readableAgain: readable() }));`);
    expect(seen.here).toEqual(upTo(40));
    expect(seen).toMatchObject({ readable: true, readableAgain: true, back: { lost: [], inMemory: 0, frames: 40 } });
    expect(seen.again).toEqual(upTo(41).filter((seq) => seq !== 5));
  });

  it('gives up the oldest of the least in memory too, and declares it', async () => {
    const seen = await onDisk(`
      disk.code = '${code}';
      disk.bytes = 0;
      for (let seq = 1; seq <= 4; seq += 1) put(seq, 'critical', 200000);
      for (let seq = 5; seq <= 8; seq += 1) put(seq, 'bulk', 200000);
      put(9, 'normal', 200000);
      console.log(JSON.stringify({ here: here(), lost, readable: readable() }));`);
    expect(seen).toEqual({ here: [1, 2, 3, 4, 9], lost: [5, 6, 7, 8], readable: true });
  });
});
