import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { trainTinyModel } from '@headway/learning/testing';

interface Seen {
  state: string;
  step: number;
  candidate?: string;
}

/** Of the tiny trainer. */
const CHECKPOINT_EVERY_STEPS = 5;

let folder: string;
let parent: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-crash-'));
  parent = join(folder, 'parent.onnx');
  await writeFile(parent, await trainTinyModel());
}, 60_000);

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Runs the process until it ends by itself, or kills it with SIGKILL as soon as `enough`. */
async function work(data: string, rest: number, enough: (seen: Seen) => boolean): Promise<Seen[]> {
  const script = fileURLToPath(new URL('./crash.fixture.js', import.meta.url));
  const child = spawn(process.execPath, [script, data, parent, String(rest)], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const ended = once(child, 'exit');
  const all: Seen[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const seen = JSON.parse(line) as Seen;
    all.push(seen);
    if (enough(seen)) child.kill('SIGKILL');
  }
  await ended;
  return all;
}

describe('a process killed in the middle of a training run', () => {
  it('goes on from the last checkpoint and reaches the gate', async () => {
    const data = join(folder, 'data');
    const before = await work(data, 4, (seen) => seen.step > 5);
    const killedAt = Math.max(...before.map((seen) => seen.step));
    expect(before.at(-1)?.state).toBe('training');

    const after = await work(data, 0, () => false);
    const steps = after.filter((seen) => seen.state === 'training').map((seen) => seen.step);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(killedAt - CHECKPOINT_EVERY_STEPS);
    expect(Math.min(...steps)).toBeGreaterThan(1);
    expect(after.at(-1)?.state).toMatch(/^(registered|rejected)$/);
    expect(after.at(-1)?.candidate).toMatch(/^[0-9a-f]{64}$/);
  }, 180_000);
});
