import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockFolder } from './folder-lock.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the lock of a data folder', () => {
  it('is held once, released, and can be taken again', () => {
    const release = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(expect.objectContaining({ code: 'conflict' }));
    release();
    lockFolder(folder)();
  });

  it('is not taken from a living process, but from a dead one', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(other, 'spawn');
    lockFolder(folder)();
    const stat = await readFile(`/proc/${other.pid}/stat`, 'utf8');
    const startedAt = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    await writeFile(join(folder, 'owner.json'), JSON.stringify({ pid: other.pid, startedAt }));
    expect(() => lockFolder(folder)).toThrow(new RegExp(`pid ${other.pid}`));
    other.kill('SIGKILL');
    await once(other, 'exit');
    lockFolder(folder)();
  });

  it('is not held by a process that merely got the same pid, nor by a torn lock file', async () => {
    await writeFile(join(folder, 'owner.json'), JSON.stringify({ pid: process.ppid, startedAt: '1' }));
    lockFolder(folder)();
    await writeFile(join(folder, 'owner.json'), '{"pid":');
    lockFolder(folder)();
  });

  it('says when the folder cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(() => lockFolder(join(folder, 'file', 'below'))).toThrow(expect.objectContaining({ code: 'storage-unwritable' }));
  });
});
