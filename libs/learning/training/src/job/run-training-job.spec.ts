/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { mkdtemp, rm } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Progress } from '../trainer/trainer.js';
import { tinyJob } from '../testing/tiny-task.js';
import { Pace } from './pace.js';
import { runTrainingJob, TrainingFailedError } from './run-training-job.js';
import { trainModel } from './train-model.js';

describe('a training job in its own thread', () => {
  let path: string;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'job-'));
    path = join(folder, 'job.checkpoint');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives the same model as in this thread, and reports progress', async () => {
    const job = tinyJob({ options: { epochs: 3 } });
    const progress: Progress[] = [];
    const priority = getPriority();
    const result = await runTrainingJob(job, { onProgress: (entry) => progress.push(entry), rest: 0.1 });
    expect(result.digest).toBe((await trainModel(job)).digest);
    expect(progress.at(-1)).toMatchObject({ step: 12, steps: 12 });
    expect(getPriority()).toBe(priority);
  });

  it('stops when asked, and goes on from its checkpoint to the same model', async () => {
    const job = tinyJob({ options: { epochs: 30 }, checkpoint: { path, everySteps: 5, resume: true } });
    const stop = new AbortController();
    const stopped = runTrainingJob(job, { signal: stop.signal, onProgress: ({ step }) => step === 20 && stop.abort(new Error('enough')) });
    await expect(stopped).rejects.toThrow('enough');
    let first = 0;
    const resumed = await runTrainingJob(job, { onProgress: ({ step }) => (first ||= step) });
    expect(first).toBeGreaterThan(20);
    expect(resumed.digest).toBe((await trainModel(tinyJob({ options: { epochs: 30 } }))).digest);
  });

  it('rests while it is held up, and then gives the same model', async () => {
    const job = tinyJob({ options: { epochs: 3 } });
    const pace = new Pace();
    const [release, releaseToo] = [pace.hold(), pace.hold()];
    const progress: Progress[] = [];
    const held = runTrainingJob(job, { onProgress: (entry) => progress.push(entry), pace });
    const { digest } = await runTrainingJob(job);
    await runTrainingJob(job);
    expect(progress.length).toBeLessThanOrEqual(1);
    release();
    release();
    expect(pace.held).toBe(true);
    releaseToo();
    expect((await held).digest).toBe(digest);
    expect(progress).toHaveLength(12);
  });

  it('gives way to whoever serves, and goes on when that has been quiet for a while', async () => {
    const pace = new Pace();
    const changes: boolean[] = [];
    pace.onChange((held) => changes.push(held));
    const quiet = new Promise<void>((resolve) => pace.onChange((held) => !held && resolve()));
    pace.giveWay(20);
    pace.giveWay(20);
    expect(pace.held).toBe(true);
    const job = runTrainingJob(tinyJob({ options: { epochs: 3 } }), { pace });
    const servings = setInterval(() => pace.giveWay(20), 5);
    const waited = await Promise.race([job, new Promise((resolve) => setTimeout(resolve, 300, 'held'))]);
    clearInterval(servings);
    expect(waited).toBe('held');
    await quiet;
    expect(changes).toEqual([true, false]);
    expect((await job).digest).toBe((await trainModel(tinyJob({ options: { epochs: 3 } }))).digest);
  });

  it('stops when asked while it is held up', async () => {
    const pace = new Pace();
    pace.hold();
    const stop = new AbortController();
    const held = runTrainingJob(tinyJob(), { pace, signal: stop.signal, onProgress: () => stop.abort(new Error('no longer wanted')) });
    await expect(held).rejects.toThrow('no longer wanted');
  });

  it('trains in several threads as well', async () => {
    const job = tinyJob({ options: { epochs: 3, threads: 2 } });
    expect((await runTrainingJob(job)).digest).toBe((await trainModel(job)).digest);
  });

  it('fails with the reason found in the thread', async () => {
    const failed = runTrainingJob(tinyJob({ base: { model: Buffer.from('nonsense'), rehearsal: [] } }));
    await expect(failed).rejects.toThrow(TrainingFailedError);
    await expect(failed).rejects.toThrow(/no ONNX model/);
    await expect(runTrainingJob(tinyJob(), { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
  });
});
