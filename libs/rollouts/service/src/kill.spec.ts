import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';

const PROGRAM = fileURLToPath(new URL('./platform-process.spec-support.js', import.meta.url));
const CARS = 6;

interface Line {
  id: string;
  state: string;
  stage: number | null;
  onNew: number;
}

let folder: string;
let port: number;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-kill-'));
  port = await freePort();
});

afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** A port that nobody listens on, for a service that keeps its address over restarts. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: free } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return free;
}

/** Runs the platform until a line says so, then kills it with SIGKILL; without a condition until it ends by itself. Returns the last line. */
async function runUntil(isEnough?: (line: Line) => boolean): Promise<Line> {
  const running = spawn(process.execPath, [PROGRAM, folder, String(CARS), String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
  child = running;
  let errors = '';
  running.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const ended = new Promise<void>((resolve) => running.once('close', () => resolve()));
  let last: Line | undefined;
  for await (const text of createInterface({ input: running.stdout })) {
    last = JSON.parse(text) as Line;
    if (isEnough?.(last)) break;
  }
  if (isEnough) running.kill('SIGKILL');
  await ended;
  if (!last) throw new Error(`the platform said nothing: ${errors}`);
  return last;
}

it('a rollout goes on after the whole platform was killed again and again', async () => {
  const first = await runUntil(({ state }) => state === 'running');
  const second = await runUntil(({ onNew }) => onNew >= 1);
  const third = await runUntil(({ stage }) => stage !== null && stage >= 1);
  const last = await runUntil();
  expect(new Set([first, second, third, last].map(({ id }) => id)).size).toBe(1);
  expect(last).toMatchObject({ state: 'complete', onNew: CARS });
}, 120_000);
