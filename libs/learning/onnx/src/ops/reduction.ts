import { GraphError } from '../graph/errors.js';
import type { Value } from '../graph/graph.js';
import { formatShape, resolveAxis } from '../graph/shape.js';

/** Sum over `axes` (all axes if left out). */
export function reduceSum(x: Value, axes: readonly number[] = x.shape.map((_, i) => i), { keepDims = false } = {}): Value {
  if (axes.length === 0) return x;
  const at = axes.map((axis) => resolveAxis('ReduceSum', axis, x.shape));
  const shape = keepDims ? x.shape.map((dim, i) => (at.includes(i) ? 1 : dim)) : x.shape.filter((_, i) => !at.includes(i));
  const attributes = { keepdims: { int: Number(keepDims) } };
  return x.graph.emit('ReduceSum', { inputs: [x, x.graph.ints(at)], attributes, outputs: [{ type: x.type, shape }] })[0]!;
}

/** Mean over `axes`, whose sizes may be known only at run time. */
export function reduceMean(x: Value, axes: readonly number[], { keepDims = false } = {}): Value {
  const at = axes.map((axis) => resolveAxis('ReduceMean', axis, x.shape));
  const shape = keepDims ? x.shape.map((dim, i) => (at.includes(i) ? 1 : dim)) : x.shape.filter((_, i) => !at.includes(i));
  const attributes = { axes: { ints: at }, keepdims: { int: Number(keepDims) } };
  return x.graph.emit('ReduceMean', { inputs: [x], attributes, outputs: [{ type: x.type, shape }] })[0]!;
}

const overLastAxis = (op: string, x: Value): Value =>
  x.graph.emit(op, { inputs: [x], attributes: { axis: { int: -1 } }, outputs: [{ type: x.type, shape: x.shape }] })[0]!;

/** Softmax over the last axis. */
export const softmax = (x: Value): Value => overLastAxis('Softmax', x);

/** Logarithm of the softmax over the last axis. */
export const logSoftmax = (x: Value): Value => overLastAxis('LogSoftmax', x);

/**
 * Layer normalisation over the last axis (Ba et al. 2016), one operator since opset 17.
 * The node's further outputs, mean and inverse standard deviation, serve its gradient.
 */
export function layerNorm(x: Value, scale: Value, bias: Value, epsilon = 1e-5): Value {
  const size = x.shape.at(-1);
  for (const parameter of [scale, bias])
    if (parameter.rank !== 1 || parameter.shape[0] !== size)
      throw new GraphError(`LayerNormalization: ${parameter.name} ${formatShape(parameter.shape)} for ${formatShape(x.shape)}`);
  const statistics = { type: 'float32', shape: [...x.shape.slice(0, -1), 1] } as const;
  return x.graph.emit('LayerNormalization', {
    inputs: [x, scale, bias],
    attributes: { axis: { int: -1 }, epsilon: { float: epsilon } },
    outputs: [x, statistics, statistics],
  })[0]!;
}

/** One-hot rows of `depth` entries for int64 labels. */
export function oneHot(labels: Value, depth: number): Value {
  const { graph } = labels;
  const inputs = [labels, graph.ints(depth), graph.floats([0, 1])];
  return graph.emit('OneHot', {
    inputs,
    attributes: { axis: { int: -1 } },
    outputs: [{ type: 'float32', shape: [...labels.shape, depth] }],
  })[0]!;
}
