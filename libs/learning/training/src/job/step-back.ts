import { execFileSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { constants, getPriority, platform, setPriority } from 'node:os';
import { basename } from 'node:path';

/**
 * How far a thread steps back. `low`: it gets a quarter of a contended core, and still gets on when everything is busy. `idle`: it gets
 * only what nobody else wants, and whoever wakes up takes its core at once.
 */
export type JobPriority = 'low' | 'idle';

/** Yields a contended core to others three times out of four. */
const NICENESS = 5;

/**
 * Puts this thread, and those it makes later, behind all others of the machine. Only Linux gives a thread a priority of its own
 * (setpriority(2), "C library/kernel differences"); elsewhere nothing happens, since it would slow down the whole process.
 */
export function stepBack(priority: JobPriority): void {
  if (platform() !== 'linux') return;
  // A process that has a low priority itself may not raise its threads to a fixed one.
  setPriority(0, Math.min(constants.priority.PRIORITY_LOW, getPriority() + NICENESS));
  if (priority === 'idle') becomeIdle();
}

/**
 * Niceness divides time, but since Linux 6.6 (EEVDF) whoever wakes up waits for the end of the slice under way, 3 ms, whatever the
 * niceness of who runs; only the idle policy (sched(7)) gives way at once. Node has no call for it, so util-linux's `chrt` makes it,
 * and where there is none the niceness has to do.
 */
function becomeIdle(): void {
  try {
    execFileSync('chrt', ['--idle', '--pid', '0', basename(readlinkSync('/proc/thread-self'))], { stdio: 'ignore' });
  } catch {
    return;
  }
}
