import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FineTuningJob, TrainingProgress } from '@headway/learning/port';
import { runTrainingJob } from '@headway/learning/training';
import { createLogger } from '@headway/platform/logging';
import { phrasingsOf, tinyCorpus } from '@headway/testing';
import { createWorkerTrainer } from './worker-trainer.js';

const { train, heldOut } = tinyCorpus();
const fragrance = phrasingsOf('fragrance');
const taught = fragrance.filter((_, i) => i % 4 !== 1);
const unseen = fragrance.filter((_, i) => i % 4 === 1);
const options = {
  logger: createLogger({ level: 'silent', app: 'test' }),
  rest: 0,
  checkpointEverySteps: 5,
  training: { epochs: 30, batchSize: 32 },
};
const trainer = createWorkerTrainer(options);
const never = new AbortController().signal;

let folder: string;
let parent: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-jobs-'));
  const { model } = await runTrainingJob({
    examples: train,
    version: 'parent',
    trainedAt: '2026-11-01T00:00:00.000Z',
    family: 'vehicle',
    architecture: { embedding: 32, width: 48, layers: 1, heads: 2, feedForward: 64 },
    tokenizer: { wordBuckets: 1024, gramBuckets: 1024 },
    options: { epochs: 25, batchSize: 32 },
  });
  parent = join(folder, 'parent.onnx');
  await writeFile(parent, model);
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const job = (name: string): FineTuningJob => ({
  folder: join(folder, name),
  parent,
  family: 'vehicle',
  examples: taught,
  rehearsal: train,
  excluded: [...unseen, ...heldOut].map((example) => example.text),
  version: 'candidate',
  trainedAt: '2026-11-02T00:00:00.000Z',
});

describe('fine-tuning in a worker thread', () => {
  it('teaches a new command, keeps the old ones, and gives the same file when it was interrupted', async () => {
    const whole = await trainer.fineTune(job('whole'), { signal: never, onProgress: () => undefined });
    const interrupted = new AbortController();
    const reason = new Error('enough for now');
    const seen: TrainingProgress[] = [];
    const first = trainer.fineTune(job('parts'), {
      signal: interrupted.signal,
      onProgress: (progress) => {
        seen.push(progress);
        if (progress.step === 12) interrupted.abort(reason);
      },
    });
    await expect(first).rejects.toBe(reason);
    expect(await readdir(join(folder, 'parts'))).toEqual(['checkpoint.bin']);
    const resumed: TrainingProgress[] = [];
    const finished = await trainer.fineTune(job('parts'), { signal: never, onProgress: (progress) => resumed.push(progress) });
    expect(resumed[0]?.step).toBeGreaterThan(10);
    expect(finished.digest).toBe(whole.digest);
    expect(await readdir(join(folder, 'parts'))).toEqual(['candidate.onnx']);

    const sets = { new: unseen, old: heldOut };
    const before = await trainer.evaluate(parent, sets, never);
    const after = await trainer.evaluate(whole.file, sets, never);
    expect(before['new']?.evaluation.wholeSentence).toBe(0);
    expect(before['old']?.evaluation.wholeSentence).toBeGreaterThan(0.8);
    expect(after['new']?.evaluation.wholeSentence).toBeGreaterThan(0.8);
    expect(after['old']?.evaluation.wholeSentence).toBeGreaterThanOrEqual((before['old']?.evaluation.wholeSentence ?? 1) - 0.05);
  }, 180_000);

  it('does a finished job only once', async () => {
    const steps: TrainingProgress[] = [];
    const again = await trainer.fineTune(job('whole'), { signal: never, onProgress: (progress) => steps.push(progress) });
    expect(steps).toEqual([]);
    expect(again.bytes).toBe((await readFile(again.file)).byteLength);
  });

  it('begins again when the checkpoint is damaged', async () => {
    const stopped = new AbortController();
    const running = trainer.fineTune(job('damaged'), { signal: stopped.signal, onProgress: ({ step }) => step === 6 && stopped.abort() });
    await expect(running).rejects.toThrow();
    await writeFile(join(folder, 'damaged', 'checkpoint.bin'), 'torn');
    const steps: number[] = [];
    const { digest } = await trainer.fineTune(job('damaged'), { signal: never, onProgress: ({ step }) => steps.push(step) });
    expect(steps[0]).toBe(1);
    expect(digest).toBe((await trainer.fineTune(job('whole'), { signal: never, onProgress: () => undefined })).digest);
  }, 120_000);
});

describe('evaluation in a worker thread', () => {
  it('judges each example as the figures do', async () => {
    const { old } = await trainer.evaluate(parent, { old: heldOut }, never);
    expect(old?.outcomes.map((outcome) => outcome.id)).toEqual(heldOut.map((example) => example.id));
    const right = old?.outcomes.filter((outcome) => outcome.actions).length ?? 0;
    expect(right / heldOut.length).toBeCloseTo(old?.evaluation.actionsExact ?? -1, 10);
  });

  it('stops when asked, and fails readably on a file that is no model', async () => {
    const stopped = AbortSignal.abort(new Error('not now'));
    await expect(trainer.evaluate(parent, { old: heldOut }, stopped)).rejects.toThrow('not now');
    const file = join(folder, 'not-a-model.onnx');
    await writeFile(file, 'nothing');
    await expect(trainer.evaluate(file, { old: heldOut }, never)).rejects.toMatchObject({ code: 'invalid-model' });
  });
});
