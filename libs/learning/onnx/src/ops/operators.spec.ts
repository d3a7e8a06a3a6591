/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { describe, expect, it } from '@jest/globals';
import { withModel } from '@headway/learning/engine-testing';
import { Graph, type Value } from '../graph/graph.js';
import { encodeModel } from '../proto/encode.js';
import { cast, greater, max, min } from './elementwise.js';
import { gemm } from './linear.js';
import { layerNorm, logSoftmax, oneHot, reduceMean, softmax } from './reduction.js';
import { expandLike, gather, padZeros, rangeOfAxis, reshape, scatterAdd, trim } from './shaping.js';

async function run(build: (x: Value, graph: Graph) => Value, data: number[], shape: number[], declared: (number | string)[] = shape) {
  const graph = new Graph();
  const y = build(graph.input('x', 'float32', declared), graph);
  const outputs = await withModel(encodeModel(graph.toModel({ y })), (model) => model({ x: { data: Float32Array.from(data), shape } }));
  const { data: values, shape: dims } = outputs['y']!;
  y.shape.forEach((dim, i) => typeof dim === 'number' && expect(dims[i]).toBe(dim));
  return { dims, values };
}

const close = (values: number[], expected: number[]) => {
  expect(values.length).toBe(expected.length);
  values.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
};

describe('operators', () => {
  it('softmax and its logarithm add up to one on the last axis', async () => {
    const exps = [1, 2, 3].map(Math.exp);
    const sum = exps.reduce((a, b) => a + b);
    close(
      (await run((x) => softmax(x), [1, 2, 3], [1, 3])).values,
      exps.map((value) => value / sum),
    );
    close(
      (await run((x) => logSoftmax(x), [1, 2, 3], [1, 3])).values,
      exps.map((value) => Math.log(value / sum)),
    );
  });

  it('layer normalisation has mean 0 and deviation 1 before scale and bias', async () => {
    const { values } = await run((x, g) => layerNorm(x, g.floats([2, 2, 2, 2]), g.floats([1, 1, 1, 1])), [1, 2, 3, 4], [1, 4]);
    const deviation = Math.sqrt(1.25 + 1e-5);
    close(
      values,
      [-1.5, -0.5, 0.5, 1.5].map((value) => (2 * value) / deviation + 1),
    );
  });

  it('sizes known only at run time pass through padding, trimming and reshaping', async () => {
    const build = (x: Value) => {
      const padded = padZeros(x, 1, 1, 2);
      expect(padded.shape).toEqual(['B', 'T+3']);
      const trimmed = trim(padded, 1, 0, 3);
      expect(trimmed.shape).toEqual(['B', 'T']);
      return reshape(trimmed, ['B', 'T', 1]);
    };
    const { dims, values } = await run(build, [1, 2, 3, 4, 5, 6], [2, 3], ['B', 'T']);
    expect(dims).toEqual([2, 3, 1]);
    expect(values).toEqual([0, 1, 2, 0, 4, 5]);
  });

  it('scatterAdd adds repeated rows, gather reads them', async () => {
    const rows = (g: Graph) => g.ints([1, 0, 1]);
    expect((await run((x, g) => scatterAdd(g.floats([0, 0, 0, 0], [2, 2]), rows(g), x), [1, 2, 3, 4, 5, 6], [3, 2])).values).toEqual([
      3, 4, 6, 8,
    ]);
    expect((await run((x, g) => gather(x, rows(g)), [1, 2, 3, 4], [2, 2])).values).toEqual([3, 4, 1, 2, 3, 4]);
  });

  it('gemm takes either side transposed', async () => {
    const b = (g: Graph) => g.floats([1, 0, 2, 1], [2, 2]);
    expect((await run((x, g) => gemm(x, b(g), { transA: true }), [1, 2, 3, 4], [2, 2])).values).toEqual([7, 3, 10, 4]);
    expect((await run((x, g) => gemm(x, b(g), { transB: true }), [1, 2, 3, 4], [2, 2])).values).toEqual([1, 4, 3, 10]);
  });

  it('the small ones do what their names say', async () => {
    expect((await run((x) => max(min(x, 2), 0), [-1, 1, 3], [3])).values).toEqual([0, 1, 2]);
    expect((await run((x) => cast(greater(x, 0), 'float32'), [-1, 0, 3], [3])).values).toEqual([0, 0, 1]);
    expect((await run((x) => rangeOfAxis(x, 1), [0, 0, 0], [1, 3], [1, 'T'])).values).toEqual([0, 1, 2]);
    expect((await run((x) => oneHot(cast(x, 'int64'), 3), [2, 0], [2])).values).toEqual([0, 0, 1, 1, 0, 0]);
    expect((await run((x) => reduceMean(x, [0]), [1, 2, 3, 6], [2, 2])).values).toEqual([2, 4]);
    expect((await run((x, g) => expandLike(g.floats([7], [1]), x), [0, 0], [2])).values).toEqual([7, 7]);
  });
});
