import { GraphError } from '../graph/errors.js';
import type { GraphNode, Value } from '../graph/graph.js';
import { formatShape, productDim } from '../graph/shape.js';
import { cast, div, exp, greater, mul, neg, sigmoid, sub } from '../ops/elementwise.js';
import { gemm, matmul } from '../ops/linear.js';
import { reduceMean, reduceSum } from '../ops/reduction.js';
import {
  expandLike,
  padZeros,
  reshape,
  reshapeLike,
  scatterAdd,
  transpose,
  transposeLast,
  trim,
  unsqueeze,
  zerosLike,
} from '../ops/shaping.js';

/**
 * What an operator's inputs receive when its output receives `gradient` (vector-Jacobian product).
 * `wanted(i)` says whether input `i` needs one at all; entries that are not wanted may be left out.
 */
export type GradientRule = (node: GraphNode, gradient: Value, wanted: (input: number) => boolean) => (Value | undefined)[];

const input = (node: GraphNode, i: number): Value => node.inputs[i]!;
const output = (node: GraphNode): Value => node.outputs[0]!;

/** Sums a gradient over the axes along which `target` was broadcast. */
export function sumToShape(gradient: Value, target: Value): Value {
  const extra = gradient.rank - target.rank;
  const leading = Array.from({ length: extra }, (_, i) => i);
  const summed = reduceSum(gradient, leading);
  const repeated = target.shape.flatMap((dim, i) => (dim === 1 && summed.shape[i] !== 1 ? [i] : []));
  return reduceSum(summed, repeated, { keepDims: true });
}

/** A rule for an operator that broadcasts two operands. */
const broadcasting =
  (left: (g: Value, a: Value, b: Value) => Value, right: (g: Value, a: Value, b: Value) => Value): GradientRule =>
  (node, gradient, wanted) => {
    const [a, b] = [input(node, 0), input(node, 1)];
    return [wanted(0) ? sumToShape(left(gradient, a, b), a) : undefined, wanted(1) ? sumToShape(right(gradient, a, b), b) : undefined];
  };

const unary =
  (rule: (g: Value, x: Value, y: Value) => Value): GradientRule =>
  (node, gradient) => [rule(gradient, input(node, 0), output(node))];

function attribute(node: GraphNode, name: string): readonly number[] {
  const found = node.attributes[name];
  if (found && 'ints' in found) return found.ints;
  if (found && 'int' in found) return [found.int];
  throw new GraphError(`${node.op}: attribute ${name} is missing`);
}

const matmulRule: GradientRule = (node, gradient, wanted) => {
  const [a, b] = [input(node, 0), input(node, 1)];
  if (b.rank === 2) {
    const left = () => matmul(gradient, transposeLast(b));
    return [wanted(0) ? left() : undefined, wanted(1) ? gemm(toRows(a), toRows(gradient), { transA: true }) : undefined];
  }
  if (a.rank !== b.rank || a.shape.slice(0, -2).some((dim, i) => dim !== b.shape[i]))
    throw new GraphError(`MatMul: no gradient for broadcast operands ${formatShape(a.shape)} and ${formatShape(b.shape)}`);
  return [wanted(0) ? matmul(gradient, transposeLast(b)) : undefined, wanted(1) ? matmul(transposeLast(a), gradient) : undefined];
};

const toRows = (x: Value): Value => reshape(x, [productDim(x.shape.slice(0, -1)), x.shape.at(-1)!]);

/** Puts back the axes a reduction dropped, as size 1. */
function restoreAxes(node: GraphNode, gradient: Value, axes: readonly number[]): Value {
  if (attribute(node, 'keepdims')[0] === 1) return gradient;
  return [...axes].sort((a, b) => a - b).reduce(unsqueeze, gradient);
}

/** The axes of a `ReduceSum`, its second input. */
function reducedAxes(node: GraphNode): number[] {
  const axes = node.inputs[1]!;
  const known = axes.graph.constantInts(axes);
  if (!known) throw new GraphError(`${node.op}: no gradient for axes computed at run time`);
  return known;
}

const concatRule: GradientRule = (node, gradient, wanted) => {
  const axis = attribute(node, 'axis')[0]!;
  const sizes = node.inputs.map((value) => value.shape[axis]!);
  return node.inputs.map((_, i) => {
    if (!wanted(i)) return undefined;
    return trim(gradient, axis, knownSize('Concat', sizes.slice(0, i)), knownSize('Concat', sizes.slice(i + 1)));
  });
};

/** The sum of sizes, where the rule needs them before run time. */
function knownSize(op: string, dims: readonly (number | string)[]): number {
  return dims.reduce<number>((sum, dim) => {
    if (typeof dim === 'string') throw new GraphError(`${op}: no gradient over a run-time size ${dim}`);
    return sum + dim;
  }, 0);
}

const sliceRule: GradientRule = (node, gradient) => {
  const { graph } = gradient;
  const [before, end, axis] = node.inputs.slice(1).map((value) => graph.constantInts(value)![0]!);
  return [padZeros(gradient, axis!, before!, end! < 0 ? -end! : 0)];
};

const padRule: GradientRule = (node, gradient) => {
  const pads = gradient.graph.constantInts(node.inputs[1]!)!;
  const axis = pads.findIndex((pad) => pad !== 0) % gradient.rank;
  return [axis < 0 ? gradient : trim(gradient, axis, pads[axis]!, pads[axis + gradient.rank]!)];
};

const layerNormRule: GradientRule = (node, gradient, wanted) => {
  const [x, scale] = [input(node, 0), input(node, 1)];
  const [, mean, inverse] = node.outputs as [Value, Value, Value];
  const normal = mul(sub(x, mean), inverse);
  const upstream = mul(gradient, scale);
  const last = [x.rank - 1];
  const centre = () => {
    const shifted = sub(upstream, reduceMean(upstream, last, { keepDims: true }));
    const along = reduceMean(mul(upstream, normal), last, { keepDims: true });
    return mul(sub(shifted, mul(normal, along)), inverse);
  };
  return [
    wanted(0) ? centre() : undefined,
    wanted(1) ? sumToShape(mul(gradient, normal), scale) : undefined,
    wanted(2) ? sumToShape(gradient, input(node, 2)) : undefined,
  ];
};

const onLastAxis = (value: Value): Value => reduceSum(value, [value.rank - 1], { keepDims: true });

/** The operators that can be differentiated. */
export const GRADIENT_RULES: Readonly<Record<string, GradientRule>> = {
  Identity: unary((g) => g),
  Add: broadcasting(
    (g) => g,
    (g) => g,
  ),
  Sub: broadcasting(
    (g) => g,
    (g) => neg(g),
  ),
  Mul: broadcasting(
    (g, _, b) => mul(g, b),
    (g, a) => mul(g, a),
  ),
  Div: broadcasting(
    (g, _, b) => div(g, b),
    (g, a, b) => neg(div(mul(g, a), mul(b, b))),
  ),
  Neg: unary((g) => neg(g)),
  Exp: unary((g, _, y) => mul(g, y)),
  Log: unary((g, x) => div(g, x)),
  Sqrt: unary((g, _, y) => div(mul(g, 0.5), y)),
  Tanh: unary((g, _, y) => mul(g, sub(1, mul(y, y)))),
  Sigmoid: unary((g, _, y) => mul(g, mul(y, sub(1, y)))),
  Relu: unary((g, _, y) => mul(g, cast(greater(y, 0), 'float32'))),
  Softplus: unary((g, x) => mul(g, sigmoid(x))),
  MatMul: matmulRule,
  Reshape: (node, gradient) => [reshapeLike(gradient, input(node, 0))],
  Unsqueeze: (node, gradient) => [reshapeLike(gradient, input(node, 0))],
  Squeeze: (node, gradient) => [reshapeLike(gradient, input(node, 0))],
  Transpose: (node, gradient) => {
    const perm = attribute(node, 'perm');
    return [
      transpose(
        gradient,
        perm.map((_, axis) => perm.indexOf(axis)),
      ),
    ];
  },
  Concat: concatRule,
  Slice: sliceRule,
  Pad: padRule,
  Gather: (node, gradient) => [scatterAdd(zerosLike(input(node, 0)), input(node, 1), gradient)],
  ReduceMean: (node, gradient) => {
    const x = input(node, 0);
    const axes = attribute(node, 'axes');
    const size = knownSize('ReduceMean', [productDim(axes.map((axis) => x.shape[axis]!))]);
    return [expandLike(mul(restoreAxes(node, gradient, axes), 1 / size), x)];
  },
  ReduceSum: (node, gradient) => [expandLike(restoreAxes(node, gradient, reducedAxes(node)), input(node, 0))],
  Softmax: unary((g, _, y) => mul(y, sub(g, onLastAxis(mul(g, y))))),
  LogSoftmax: unary((g, _, y) => sub(g, mul(exp(y), onLastAxis(g)))),
  LayerNormalization: layerNormRule,
};
