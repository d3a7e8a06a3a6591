import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EventLogError } from '@headway/event-log/port';

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
 * Makes the folder this process's own, because offsets and groups live in memory. A lock left by a killed process is taken over.
 * @returns a function that releases it
 * @throws EventLogError `locked` when a living process holds it, `unavailable` when the folder cannot be written
 */
export function lockFolder(folder: string): () => void {
  const path = resolve(folder);
  const file = join(path, LOCK_FILE);
  if (heldHere.has(path)) throw new EventLogError('locked', `the event log in ${folder} is already open in this process`);
  try {
    mkdirSync(path, { recursive: true });
    claim(file, folder);
  } catch (cause) {
    if (cause instanceof EventLogError) throw cause;
    throw new EventLogError('unavailable', `the event log cannot write its folder ${folder}: ${(cause as Error).message}`, { cause });
  }
  heldHere.add(path);
  return () => {
    heldHere.delete(path);
    rmSync(file, { force: true });
  };
}

function claim(file: string, folder: string): void {
  const me = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) } satisfies Owner);
  for (;;) {
    try {
      writeFileSync(file, me, { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = readOwner(file);
    if (owner && isAlive(owner)) {
      throw new EventLogError('locked', `the event log in ${folder} is open in another process (pid ${owner.pid})`);
    }
    rmSync(file, { force: true });
  }
}
