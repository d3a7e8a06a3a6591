import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '@headway/platform/errors';

const LOCK_FILE = 'owner.json';
const heldHere = new Set<string>();

interface Owner {
  pid: number;
  /** Start time of the process in clock ticks since boot (proc(5), stat field 22), so that a reused pid is not taken for the owner. */
  startedAt: string | undefined;
}

function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner): boolean {
  if (owner.pid === process.pid) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return owner.startedAt === startOf(owner.pid);
}

/**
 * Makes a data folder this process's own, creating it when missing. A lock left behind by a killed process is taken over.
 * @returns a function that releases it
 * @throws AppError `conflict` when a living process has the folder, `storage-unwritable` when it cannot be written
 */
export function lockFolder(folder: string): () => void {
  const path = resolve(folder);
  if (heldHere.has(path)) throw new AppError('conflict', `the folder ${folder} is already in use by this process`);
  try {
    mkdirSync(path, { recursive: true });
    claim(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('storage-unwritable', `the folder ${folder} cannot be written: ${(cause as Error).message}`, { cause });
  }
  heldHere.add(path);
  return () => {
    heldHere.delete(path);
    rmSync(join(path, LOCK_FILE), { force: true });
  };
}

function claim(folder: string): void {
  const file = join(folder, LOCK_FILE);
  const me = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) } satisfies Owner);
  for (;;) {
    try {
      writeFileSync(file, me, { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = readOwner(file);
    if (owner && isAlive(owner)) throw new AppError('conflict', `the folder ${folder} is in use by another process (pid ${owner.pid})`);
    rmSync(file, { force: true });
  }
}
