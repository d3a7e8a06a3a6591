import { randomInt } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resumableStep } from '@headway/learning/training';
import { CommandLine, headway } from './testing/command-line.js';
import { writeTinyFiles } from './testing/tiny-files.js';

/** Two runs are killed side by side, since most of a life is the start of a process. */
const RUNS = ['a', 'b'];
const KILLS = 50;
/** A life ends at a random moment: one in eight after the datasets are read, while the checkpoint is read; all others after its first step. */
const BEGINNINGS = [/training on/, ...Array<RegExp>(7).fill(/step \d+ of/)] as const;
const LONGEST_MS = 200;

describe('training that is killed again and again', () => {
  let folder: string;
  let args: (out: string) => string[];
  let unbroken: Buffer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kill-'));
    const { dataset, base } = await writeTinyFiles(folder);
    args = (out) => [
      ...['train', '--dataset', dataset, '--base', base, '--out', join(folder, out)],
      ...['--epochs', '150', '--checkpoint-every', '2', '--resume'],
    ];
    await headway(...args('unbroken'));
    unbroken = await readFile(join(folder, 'unbroken', 'model.onnx'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Checks the model of a run that has ended by itself, and clears the folder for the next. */
  async function finish(out: string): Promise<void> {
    expect((await readFile(join(folder, out, 'model.onnx'))).equals(unbroken)).toBe(true);
    expect((await readdir(join(folder, out))).sort()).toEqual(['figures.json', 'model.onnx', 'model.onnx.checkpoint']);
    await rm(join(folder, out), { recursive: true });
  }

  /** Kills a run `KILLS` times, and begins anew whenever it got to its end. Returns the moments and how far the run was. */
  async function kill(out: string): Promise<{ steps: number[]; finished: number }> {
    const life = { steps: [] as number[], finished: 0 };
    let step = 0;
    while (life.steps.length < KILLS) {
      using run = new CommandLine(args(out));
      await run.shows(BEGINNINGS[randomInt(BEGINNINGS.length)]!);
      const momentMs = randomInt(LONGEST_MS);
      await Promise.race([wait(momentMs), run.ended]);
      run.kill('SIGKILL');
      const { signal, code, stderr } = await run.ended;
      if (signal === null) {
        expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
        life.finished += 1;
        step = 0;
        await finish(out);
        continue;
      }
      // Reading it checks its digest; a checkpoint once there is never lost.
      const left = (await resumableStep(join(folder, out))) ?? 0;
      expect({ momentMs, step: left }).toEqual({ momentMs, step: Math.max(left, step) });
      life.steps.push((step = left));
    }
    return life;
  }

  it('has a usable checkpoint after each of 100 kills, and ends with the weights of an unbroken run', async () => {
    const lives = await Promise.all(RUNS.map((out) => kill(out)));
    for (const out of RUNS) {
      expect(await headway(...args(out))).toMatchObject({ code: 0 });
      await finish(out);
    }
    const steps = lives.flatMap((life) => life.steps);
    expect(steps).toHaveLength(100);
    expect(new Set(steps).size).toBeGreaterThan(20); // otherwise the kills would all have come before the first step
  }, 600_000);
});
