/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { describe, expect, it } from '@jest/globals';
import { withModel } from '@headway/learning/engine-testing';
import { Graph, type Value } from '../graph/graph.js';
import { encodeModel } from '../proto/encode.js';
import { add, div, exp, log, max, mul, neg, relu, sigmoid, softplus, sqrt, sub, tanh } from '../ops/elementwise.js';
import { matmul } from '../ops/linear.js';
import { layerNorm, logSoftmax, reduceMean, reduceSum, softmax } from '../ops/reduction.js';
import { concat, gather, padZeros, reshape, squeeze, transpose, transposeLast, trim, unsqueeze } from '../ops/shaping.js';
import { gradients } from './gradients.js';

interface Case {
  name: string;
  shapes: readonly (readonly number[])[];
  build: (...parameters: Value[]) => Value;
  /** Keeps parameters above zero, where the function is only defined there. */
  positive?: boolean;
}

const CASES: Case[] = [
  { name: 'Add, broadcast over rows', shapes: [[3, 4], [4]], build: (a, b) => add(a!, b!) },
  { name: 'Add of a value to itself', shapes: [[3, 4]], build: (a) => add(a!, a!) },
  {
    name: 'Sub, broadcast over columns',
    shapes: [
      [3, 4],
      [3, 1],
    ],
    build: (a, b) => sub(a!, b!),
  },
  {
    name: 'Mul, broadcast both ways',
    shapes: [
      [3, 1],
      [1, 4],
    ],
    build: (a, b) => mul(a!, b!),
  },
  { name: 'Div', shapes: [[3, 4], [4]], build: (a, b) => div(a!, b!), positive: true },
  { name: 'Neg', shapes: [[5]], build: (a) => neg(a!) },
  { name: 'Exp', shapes: [[5]], build: (a) => exp(a!) },
  { name: 'Log', shapes: [[5]], build: (a) => log(a!), positive: true },
  { name: 'Sqrt', shapes: [[5]], build: (a) => sqrt(a!), positive: true },
  { name: 'Tanh', shapes: [[5]], build: (a) => tanh(a!) },
  { name: 'Sigmoid', shapes: [[5]], build: (a) => sigmoid(a!) },
  { name: 'Relu', shapes: [[6]], build: (a) => relu(add(a!, 0.05)) },
  { name: 'Softplus', shapes: [[5]], build: (a) => softplus(a!) },
  {
    name: 'MatMul with a matrix',
    shapes: [
      [2, 3, 4],
      [4, 5],
    ],
    build: (a, b) => matmul(a!, b!),
  },
  {
    name: 'MatMul in batches',
    shapes: [
      [2, 3, 4],
      [2, 4, 3],
    ],
    build: (a, b) => matmul(a!, b!),
  },
  { name: 'Reshape', shapes: [[2, 6]], build: (a) => reshape(a!, [2, 3, 2]) },
  { name: 'Unsqueeze and Squeeze', shapes: [[2, 3, 1]], build: (a) => unsqueeze(squeeze(a!, 2), 0) },
  { name: 'Transpose', shapes: [[2, 3, 4]], build: (a) => transpose(a!, [2, 0, 1]) },
  { name: 'Transpose of the last axes', shapes: [[2, 3, 4]], build: (a) => transposeLast(a!) },
  {
    name: 'Concat',
    shapes: [
      [2, 3],
      [2, 1],
      [2, 2],
    ],
    build: (a, b, c) => concat([a!, b!, c!], 1),
  },
  { name: 'Slice', shapes: [[2, 6]], build: (a) => trim(a!, 1, 2, 1) },
  { name: 'Slice to the end', shapes: [[2, 6]], build: (a) => trim(a!, 1, 2, 0) },
  { name: 'Pad', shapes: [[2, 3, 2]], build: (a) => padZeros(a!, 1, 1, 2) },
  { name: 'Gather with repeated rows', shapes: [[4, 3]], build: (a) => gather(a!, reshape(a!.graph.ints([0, 2, 2, 3, 2, 0]), [2, 3])) },
  { name: 'ReduceSum', shapes: [[2, 3, 4]], build: (a) => reduceSum(a!, [1]) },
  { name: 'ReduceSum with kept axes', shapes: [[2, 3, 4]], build: (a) => reduceSum(a!, [0, 2], { keepDims: true }) },
  { name: 'ReduceMean', shapes: [[2, 3, 4]], build: (a) => reduceMean(a!, [0, 2]) },
  { name: 'Softmax', shapes: [[3, 4]], build: (a) => softmax(a!) },
  { name: 'LogSoftmax', shapes: [[3, 4]], build: (a) => logSoftmax(a!) },
  { name: 'LayerNormalization', shapes: [[2, 3, 6], [6], [6]], build: (a, b, c) => layerNorm(a!, b!, c!) },
];

/** Values between -1 and 1 (or 0.5 and 1.5) that look random and are the same at each run. */
function fill(size: number, offset: number, positive: boolean): Float32Array {
  const wave = (i: number) => Math.sin(12.9898 * (i + 1) + 78.233 * offset) * 43758.5453;
  return Float32Array.from({ length: size }, (_, i) => {
    const share = wave(i) - Math.floor(wave(i));
    return positive ? 0.5 + share : 2 * share - 1;
  });
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Weights each output entry differently, so that no mistake cancels out in the sum. */
function weightedSum(value: Value): Value {
  const shape = value.shape as number[];
  return reduceSum(mul(value, value.graph.floats([...fill(sizeOf(shape), 7, false)], shape)));
}

describe('gradients', () => {
  it.each(CASES)('agree with finite differences: $name', async ({ shapes, build, positive = false }) => {
    const graph = new Graph();
    const parameters = shapes.map((shape, i) => graph.input(`p${i}`, 'float32', shape));
    const loss = weightedSum(build(...parameters));
    const outputs = Object.fromEntries(gradients(loss, parameters).map((gradient, i) => [`g${i}`, gradient]));
    await withModel(encodeModel(graph.toModel({ loss, ...outputs })), async (model) => {
      const values = shapes.map((shape, i) => fill(sizeOf(shape), i, positive));
      const run = async () => model(Object.fromEntries(values.map((data, i) => [`p${i}`, { data, shape: shapes[i]! }])));
      const analytic = await run();
      const step = 1 / 128;
      for (const [i, data] of values.entries())
        for (const j of data.keys()) {
          const at = data[j]!;
          data[j] = at + step;
          const above = (await run())['loss']!.data[0]!;
          data[j] = at - step;
          const below = (await run())['loss']!.data[0]!;
          data[j] = at;
          const numeric = (above - below) / (2 * step);
          expect(Math.abs(analytic[`g${i}`]!.data[j]! - numeric)).toBeLessThan(2e-3 * Math.max(1, Math.abs(numeric)));
        }
    });
  });

  it('refuses a loss that is no scalar, and a parameter without influence', () => {
    const graph = new Graph();
    const a = graph.input('a', 'float32', [2]);
    const b = graph.input('b', 'float32', [2]);
    expect(() => gradients(mul(a, 2), [a])).toThrow(/must be a scalar/);
    expect(() => gradients(reduceSum(a), [b])).toThrow(/does not depend on b/);
    expect(() => gradients(reduceSum(max(a, 0)), [a])).toThrow('Max cannot be differentiated');
  });
});
