/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { labelsOf } from '@headway/assistant/language';
import { encodeExamples } from '../dataset/encode.js';
import { initialWeights, type ModelSpec, type Weights } from '../model/parameters.js';
import { TINY_ARCHITECTURE, TINY_EXAMPLES, TINY_TOKENIZER } from '../testing/tiny-task.js';
import { readCheckpoint, writeCheckpoint, type RunIdentity } from './checkpoint.js';
import { Stepper, zeroMoments } from './stepper.js';
import { DEFAULT_OPTIONS, trainWeights, type TrainerOptions, type TrainingRun } from './trainer.js';

const single: ModelSpec = { architecture: TINY_ARCHITECTURE, tokenizer: TINY_TOKENIZER, ...labelsOf(TINY_EXAMPLES) };
const examples = encodeExamples(TINY_EXAMPLES, single);
const optionsFor = (threads: number): TrainerOptions => ({ ...DEFAULT_OPTIONS, epochs: 3, batchSize: 8, learningRate: 1e-2, threads });
const runWith = (threads: number): TrainingRun => ({ spec: single, examples, options: optionsFor(threads) });

const bytesOf = (weights: Weights) =>
  Object.fromEntries([...weights].map(([name, data]) => [name, Buffer.from(new Float32Array(data).buffer).toString('hex')]));

describe('training in several threads', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'threads-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives the same weights for the same seed and number of threads', async () => {
    const first = bytesOf(await trainWeights(runWith(2)));
    expect(bytesOf(await trainWeights(runWith(2)))).toEqual(first);
    expect(bytesOf(await trainWeights(runWith(3)))).not.toEqual(first);
  });

  it('resumed, ends with the very weights of an uninterrupted run', async () => {
    const path = join(folder, 'run.checkpoint');
    const run = runWith(2);
    const identity: RunIdentity = { spec: single, options: run.options, dataset: 'd' };
    const stop = new AbortController();
    const stopped = trainWeights({
      ...run,
      signal: stop.signal,
      afterStep: async (step, state) => {
        if (step !== 5) return;
        await writeCheckpoint(path, identity, state());
        stop.abort(new Error('power cut'));
      },
    });
    await expect(stopped).rejects.toThrow('power cut');
    const resumed = await trainWeights({ ...run, resume: await readCheckpoint(path, identity) });
    expect(bytesOf(resumed)).toEqual(bytesOf(await trainWeights(run)));
    await expect(readCheckpoint(path, { ...identity, options: optionsFor(1) })).rejects.toThrow(/other options/);
  });

  /** The moments after one step from nothing are the gradients, scaled: dropout would draw other masks for each shard. */
  async function firstStep(threads: number, batches: number[][]) {
    const spec = { ...single, architecture: { ...TINY_ARCHITECTURE, members: batches.length, ownTables: batches.length > 1 } };
    const options = { ...optionsFor(threads), dropout: 0, wordDropout: 0, clipNorm: 1e9 };
    const state = { weights: initialWeights(spec, 1), firstMoments: zeroMoments(spec), secondMoments: zeroMoments(spec) };
    const stepper = await Stepper.create({ spec, options, examples, state });
    try {
      const result = await stepper.step(
        1,
        batches.map((batch) => Int32Array.from(batch)),
        { learningRate: 0.01, correction1: 0.1, correction2: 0.01 },
      );
      const { firstMoments, weights } = stepper.read();
      return { ...result, gradients: new Map(firstMoments), weights: new Map(weights) };
    } finally {
      await stepper.release();
    }
  }

  it.each([
    { threads: 2, batches: [[0, 9, 1, 30, 25, 2, 3, 14]] },
    { threads: 3, batches: [[4, 27, 31, 8]] },
    { threads: 3, batches: [[11, 12]] },
    { threads: 2, batches: [[0, 9, 1], [30]] },
    { threads: 3, batches: [[11], [12, 4]] },
  ])('adds up to the gradient of the whole batch: $threads threads, batches $#', async ({ threads, batches }) => {
    const [whole, dealt] = [await firstStep(1, batches), await firstStep(threads, batches)];
    expect(dealt.loss).toBeCloseTo(whole.loss, 5);
    expect(dealt.gradientNorm).toBeCloseTo(whole.gradientNorm, 4);
    let largest = 0;
    for (const [name, expected] of whole.gradients) {
      const found = dealt.gradients.get(name)!;
      expected.forEach((value, i) => (largest = Math.max(largest, Math.abs(found[i]! - value))));
    }
    expect(whole.gradientNorm).toBeGreaterThan(0.1);
    expect(largest).toBeLessThan(1e-6);
  });

  it.each([
    { seed: 7, message: 'training thread 2 of 2 failed: out of memory' },
    { seed: 8, message: 'training thread 2 of 2 ended by itself with code 3' },
  ])('ends when a thread is lost: $message', async ({ seed, message }) => {
    const state = { weights: initialWeights(single, 1), firstMoments: zeroMoments(single), secondMoments: zeroMoments(single) };
    const helper = new URL('./lost-thread.fixture.js', import.meta.url);
    const stepper = await Stepper.create({ spec: single, options: { ...optionsFor(2), seed }, examples, state, helper });
    const schedule = { learningRate: 0.01, correction1: 0.1, correction2: 0.01 };
    await expect(stepper.step(1, [Int32Array.of(0, 1, 2, 3)], schedule)).rejects.toThrow(message);
    await stepper.release();
  });
});
