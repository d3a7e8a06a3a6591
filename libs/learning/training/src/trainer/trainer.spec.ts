/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { labelsOf } from '@headway/assistant/language';
import { encodeExamples } from '../dataset/encode.js';
import { initialWeights, isEncoder, type ModelSpec, type Weights } from '../model/parameters.js';
import { TINY_ARCHITECTURE, TINY_EXAMPLES, TINY_TOKENIZER } from '../testing/tiny-task.js';
import { CheckpointError, readCheckpoint, writeCheckpoint, type RunIdentity } from './checkpoint.js';
import { DEFAULT_OPTIONS, trainWeights, type Progress, type TrainerOptions, type TrainingRun } from './trainer.js';

const spec: ModelSpec = { architecture: TINY_ARCHITECTURE, tokenizer: TINY_TOKENIZER, ...labelsOf(TINY_EXAMPLES) };
const options: TrainerOptions = { ...DEFAULT_OPTIONS, epochs: 4, batchSize: 8, learningRate: 1e-2 };
const steps = 4 * Math.ceil(TINY_EXAMPLES.length / 8);
const run: TrainingRun = { spec, options, examples: encodeExamples(TINY_EXAMPLES, spec) };
const identity: RunIdentity = { spec, options, dataset: 'd' };

const bytesOf = (weights: Weights) =>
  Object.fromEntries([...weights].map(([name, data]) => [name, Buffer.from(new Float32Array(data).buffer).toString('hex')]));

describe('the trainer', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trainer-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs until `at` steps are done and leaves a checkpoint there. */
  async function interruptedAt(at: number): Promise<string> {
    const path = join(folder, 'run.checkpoint');
    const stop = new AbortController();
    const stopped = trainWeights({
      ...run,
      signal: stop.signal,
      afterStep: async (step, state) => {
        if (step !== at) return;
        await writeCheckpoint(path, identity, state());
        stop.abort(new Error('power cut'));
      },
    });
    await expect(stopped).rejects.toThrow('power cut');
    return path;
  }

  it('lowers the loss, and says how far it is', async () => {
    const progress: Progress[] = [];
    let clock = 0;
    await trainWeights({ ...run, onProgress: (entry) => progress.push(entry), now: () => (clock += 10) });
    expect(progress).toHaveLength(steps);
    expect(progress.at(-1)!.loss).toBeLessThan(0.9 * progress[0]!.loss);
    expect(progress.at(-1)).toMatchObject({ step: steps, steps, etaMs: 0 });
    expect(progress[0]!.examplesPerSecond).toBeGreaterThan(0);
    expect(progress[0]!.etaMs).toBeGreaterThan(0);
  });

  it('gives the same weights for the same seed, others for another', async () => {
    const [first, second] = [bytesOf(await trainWeights(run)), bytesOf(await trainWeights(run))];
    expect(second).toEqual(first);
    expect(bytesOf(await trainWeights({ ...run, options: { ...options, seed: 2 } }))).not.toEqual(first);
  });

  it.each([1, 7, 13])('resumed after step %d, ends with the very weights of an uninterrupted run', async (at) => {
    const path = await interruptedAt(at);
    const resumed = await trainWeights({ ...run, resume: await readCheckpoint(path, identity) });
    expect(bytesOf(resumed)).toEqual(bytesOf(await trainWeights(run)));
  });

  it('reads its portion of the examples, and nothing else', async () => {
    const [some, others] = [TINY_EXAMPLES.slice(0, 20), TINY_EXAMPLES.slice(20)];
    const all = encodeExamples([...others, ...some], spec);
    const portion = Int32Array.from(some.keys(), (i) => others.length + i);
    const alone = { ...run, examples: encodeExamples(some, spec), options: { ...options, rareWordDropout: 8 } };
    const whole = { ...alone, examples: all };
    expect(bytesOf(await trainWeights({ ...whole, portions: [portion] }))).toEqual(bytesOf(await trainWeights(alone)));
    expect(bytesOf(await trainWeights(whole))).not.toEqual(bytesOf(await trainWeights(alone)));
  });

  it('leaves the padding rows of its tables at zero', async () => {
    const weights = await trainWeights(run);
    for (const table of ['embed.words', 'embed.grams']) expect([...weights.get(table)!.slice(0, 12)]).toEqual(new Array(12).fill(0));
  });

  it('refuses a damaged checkpoint, and one of another run', async () => {
    const path = await interruptedAt(3);
    await expect(readCheckpoint(path, { ...identity, dataset: 'e' })).rejects.toThrow(/another dataset/);
    await expect(readCheckpoint(path, { ...identity, options: { ...options, dropout: 0 } })).rejects.toThrow(/other options/);
    await expect(readCheckpoint(join(folder, 'none'), identity)).resolves.toBeUndefined();
    const bytes = await readFile(path);
    bytes[bytes.length - 9]! ^= 1;
    for (const damaged of [bytes, bytes.subarray(0, 5000), Buffer.from('something else')]) {
      await writeFile(path, damaged);
      await expect(readCheckpoint(path, identity)).rejects.toThrow(CheckpointError);
    }
  });

  it.each([1, 2])('leaves a frozen encoder as it was, and trains the rest (%d threads)', async (threads) => {
    const before = initialWeights(spec, options.seed);
    const frozen = bytesOf(before);
    const weights = await trainWeights({ ...run, weights: before, options: { ...options, threads, freezeEncoder: true } });
    const changed = Object.entries(bytesOf(weights)).flatMap(([name, bytes]) => (bytes === frozen[name] ? [] : [name]));
    const all = [...weights.keys()];
    expect(all.filter((name) => !changed.includes(name))).toEqual(all.filter(isEncoder));
    expect(changed).toEqual(expect.arrayContaining(['embed.words', 'first.slot.weight', 'revision.window.bias', 'head.intent.weight']));
  });

  it('refuses to train on nothing', async () => {
    await expect(trainWeights({ ...run, examples: [] })).rejects.toThrow(/empty/);
  });
});
