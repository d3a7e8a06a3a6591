import { once } from 'node:events';
import { spawnSync } from 'node:child_process';
import { getPriority, platform } from 'node:os';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';

const notHere = (what: string) => (name: string) => console.warn(`not run, because this machine has no ${what}: ${name}`);
const linux = platform() === 'linux';
const onLinux = linux ? it : notHere('Linux');
const withChrt = linux && spawnSync('chrt', ['--version']).status === 0 ? it : notHere('chrt');

async function steppedBack(priority: string): Promise<{ niceness: number; policy: number }> {
  const worker = new Worker(new URL('./step-back.fixture.js', import.meta.url), { workerData: priority });
  const [found] = (await once(worker, 'message')) as [{ niceness: number; policy: number }];
  return found;
}

describe('a thread that steps back', () => {
  onLinux('leaves the priority of the process as it is', async () => {
    const before = getPriority();
    expect(await steppedBack('low')).toEqual({ niceness: Math.min(19, before + 5), policy: 0 });
    expect(getPriority()).toBe(before);
  });

  withChrt('can take only what nobody else wants', async () => {
    const SCHED_IDLE = 5;
    expect((await steppedBack('idle')).policy).toBe(SCHED_IDLE);
  });
});
