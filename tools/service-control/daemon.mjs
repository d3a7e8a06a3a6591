// Processes that outlive this command, known by a pid file that names the very process: its pid and its start time.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { settings } from './settings.mjs';

const READY_POLL_MS = 100;

const pidFile = (name) => join(settings.folder, 'run', `${name}.json`);
export const logFile = (name) => join(settings.folder, 'log', `${name}.log`);

/** Start time of a living process, undefined for one that has ended: from proc(5) (fields 3 and 22 of stat), elsewhere from ps. */
function startTimeOf(pid) {
  if (!existsSync('/proc/self/stat'))
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** The pid of a service that we started and that still runs. */
export function pidOf(name) {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(pidFile(name), 'utf8'));
    return startedAt !== undefined && startTimeOf(pid) === startedAt ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Whether somebody listens there. */
const isTaken = (port) =>
  new Promise((resolve) => {
    const socket = connect({ host: settings.host, port });
    socket.once('connect', () => resolve(true) || socket.destroy());
    socket.once('error', () => resolve(false));
  });

/** Throws when the port belongs to somebody else's process: its answers must not be taken for ours. */
export async function claimPort(name, port, variable) {
  if (pidOf(name) === undefined && (await isTaken(port)))
    throw new Error(`port ${port}, for ${name}, is in use by another program: set ${variable}`);
}

/** Starts a detached process whose output goes to its log file. */
export function startDaemon(name, command, args, options = {}) {
  mkdirSync(dirname(pidFile(name)), { recursive: true });
  mkdirSync(dirname(logFile(name)), { recursive: true });
  const log = openSync(logFile(name), 'a');
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], ...options });
  child.unref();
  if (child.pid === undefined) throw new Error(`${command} could not be started`);
  writeFileSync(pidFile(name), JSON.stringify({ pid: child.pid, startedAt: startTimeOf(child.pid) }));
  return child;
}

/** Waits until `isReady` holds; fails at once when the process ends, and after the limit. */
export async function untilReady(name, isReady, limitMs) {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    if (await isReady()) return;
    if (pidOf(name) === undefined) throw new Error(`${name} ended while starting; its log says:\n${tail(name)}`);
    await wait(READY_POLL_MS);
  }
  throw new Error(`${name} was not ready within ${limitMs / 1000} s; its log says:\n${tail(name)}`);
}

function tail(name) {
  try {
    return readFileSync(logFile(name), 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  } catch {
    return '(no log)';
  }
}

/** Ends a process that we started: the polite signal first, SIGKILL when it does not end in time. */
export async function stopDaemon(name, signal = 'SIGTERM', limitMs = 30_000) {
  const pid = pidOf(name);
  if (pid !== undefined) {
    process.kill(pid, signal);
    const deadline = Date.now() + limitMs;
    while (pidOf(name) !== undefined && Date.now() < deadline) await wait(100);
    if (pidOf(name) !== undefined) process.kill(pid, 'SIGKILL');
    while (pidOf(name) !== undefined) await wait(50);
  }
  rmSync(pidFile(name), { force: true });
  return pid !== undefined;
}
