/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { describe, expect, it } from '@jest/globals';
import { labelsOf } from '@headway/assistant/language';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { encodeExamples } from '../dataset/encode.js';
import { TINY_ARCHITECTURE, TINY_EXAMPLES, TINY_TOKENIZER } from '../testing/tiny-task.js';
import { BatchBuilder } from '../trainer/batch.js';
import { initialWeights, isEncoder, parameterSpecs, type ModelSpec, type ParameterSpec } from './parameters.js';
import { gradientGraph, gradientOf } from './training-graph.js';

const specOf = (members: number): ModelSpec => ({
  architecture: { ...TINY_ARCHITECTURE, members },
  tokenizer: TINY_TOKENIZER,
  ...labelsOf(TINY_EXAMPLES),
});

/** Feeds of one step with dropout. */
function feedsOfOneStep(spec: ModelSpec, dropout: ReturnType<typeof gradientGraph>['dropout']): Record<string, Tensor> {
  const headWeights = { intent: 1, slot: 2, boundary: 0.5 };
  const batch = new BatchBuilder(spec, dropout, { dropout: 0.2, wordDropout: 0.1, rareWordDropout: 0, headWeights, seed: 3 }).build(
    Array.from({ length: spec.architecture.members }, (_, i) =>
      encodeExamples([TINY_EXAMPLES[i]!, TINY_EXAMPLES[25 + i]!, TINY_EXAMPLES[30]!].slice(i), spec),
    ),
    1,
  );
  const feeds: Record<string, Tensor> = { ...batch.feeds };
  const weights = initialWeights(spec, 1);
  for (const { name, shape, table } of parameterSpecs(spec)) {
    const width = shape.at(-1)!;
    const rows = table ? batch.rows[name.slice('embed.'.length) as 'words' | 'grams'] : undefined;
    const whole = weights.get(name)!;
    const data = rows ? Float32Array.from([...rows].flatMap((row) => [...whole.slice(row * width, (row + 1) * width)])) : whole;
    const dims = rows ? [rows.length, width] : shape;
    feeds[name] = new Tensor('float32', data, dims);
  }
  return feeds;
}

/** What the loss's rounding makes of a slope, by step. */
const TOLERANCE = [1e-3, 2e-3];

describe('the gradient graph of the whole encoder', () => {
  it('has the gradients that finite differences show, in every parameter', async () => {
    const spec = specOf(1);
    await expectGradients(spec, parameterSpecs(spec));
  });

  it('has them for members that share their tables', async () => {
    const spec = specOf(2);
    const parameters = parameterSpecs(spec);
    await expectGradients(spec, [...parameters.filter(({ table }) => table), ...parameters.filter((_, i) => i % 12 === 11)]);
  });
});

it('leaves a frozen encoder without gradients', async () => {
  const spec = specOf(1);
  const { bytes, dropout } = gradientGraph(spec, { labelSmoothing: 0.1, freezeEncoder: true });
  const session = await InferenceSession.create(bytes);
  const outputs = await session.run(feedsOfOneStep(spec, dropout));
  const trained = parameterSpecs(spec).filter(({ name }) => gradientOf(name) in outputs);
  expect(trained.map(({ name }) => name.split('.', 1)[0])).toEqual(expect.arrayContaining(['embed', 'first', 'revision', 'head']));
  expect(trained.filter(({ name }) => isEncoder(name))).toEqual([]);
  await session.release();
});

/** Compares gradients of the loss with its slopes at a few entries of these parameters. */
async function expectGradients(spec: ModelSpec, checked: readonly ParameterSpec[]): Promise<void> {
  const { bytes, dropout } = gradientGraph(spec, { labelSmoothing: 0.1 });
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
  const feeds = feedsOfOneStep(spec, dropout);
  const outputs = await session.run(feeds);
  const loss = async () => (await session.run(feeds, ['loss']))['loss']!.data[0] as number;
  // Small beside the kinks of ReLU, large beside the rounding of float32: where a kink lies within the first, the second is right.
  const steps = [1 / 512, 1 / 2048];
  const wrong: { name: string; i: number; gradient: number; slopes: number[] }[] = [];
  for (const { name } of checked) {
    const data = feeds[name]!.data as Float32Array;
    const gradient = outputs[gradientOf(name)]!.data as Float32Array;
    const steepest = gradient.reduce((best, value, i) => (Math.abs(value) > Math.abs(gradient[best]!) ? i : best), 0);
    for (const i of new Set([steepest, 0, data.length - 1])) {
      const at = data[i]!;
      const slopes: number[] = [];
      for (const step of steps) {
        data[i] = at + step;
        const above = await loss();
        data[i] = at - step;
        const below = await loss();
        data[i] = at;
        slopes.push((above - below) / (2 * step));
      }
      const isRight = slopes.some((slope, k) => Math.abs(gradient[i]! - slope) < TOLERANCE[k]! + 0.02 * Math.abs(slope));
      if (!isRight) wrong.push({ name, i, gradient: gradient[i]!, slopes });
    }
    expect(Math.abs(gradient[steepest]!)).toBeGreaterThan(0);
  }
  const squares = parameterSpecs(spec).flatMap(({ name }) => [...(outputs[gradientOf(name)]!.data as Float32Array)].map((x) => x * x));
  expect(outputs['gradientNorm']!.data[0]).toBeCloseTo(Math.sqrt(squares.reduce((a, b) => a + b)), 4);
  expect(wrong).toEqual([]);
  await session.release();
}
