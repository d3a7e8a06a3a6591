import { GraphError } from '../graph/errors.js';
import type { Value } from '../graph/graph.js';
import { formatShape, productDim, resolveAxis, sameShape, shiftDim, type Dim, type Shape } from '../graph/shape.js';

/** "To the end" as the end of a slice. */
const TO_END = Number.MAX_SAFE_INTEGER;

/**
 * Gives `x` another shape of the same size. Run-time sizes may be carried over at the same position, or stand at one
 * other position, where ONNX works them out.
 */
export function reshape(x: Value, shape: Shape): Value {
  if (sameShape(x.shape, shape)) return x;
  const target = constantTarget(x.shape, shape);
  if (!target) throw new GraphError(`Reshape: ${formatShape(x.shape)} to ${formatShape(shape)} leaves more than one size to be worked out`);
  if (
    x.shape.every((dim) => typeof dim === 'number') &&
    shape.every((dim) => typeof dim === 'number') &&
    productDim(x.shape) !== productDim(shape)
  )
    throw new GraphError(`Reshape: ${formatShape(x.shape)} does not hold as many values as ${formatShape(shape)}`);
  return x.graph.emit('Reshape', { inputs: [x, x.graph.ints(target)], outputs: [{ type: x.type, shape }] })[0]!;
}

/** Gives `x` the shape of `like`, which holds as many values. */
export function reshapeLike(x: Value, like: Value): Value {
  if (sameShape(x.shape, like.shape)) return x;
  if (constantTarget(x.shape, like.shape)) return reshape(x, like.shape);
  return x.graph.emit('Reshape', { inputs: [x, shapeOf(like)], outputs: [{ type: x.type, shape: like.shape }] })[0]!;
}

/** ONNX's target: 0 keeps the size at that position, one -1 is worked out. */
function constantTarget(from: Shape, to: Shape): number[] | undefined {
  const target = to.map((dim, i) => (typeof dim === 'number' ? dim : dim === from[i] ? 0 : -1));
  return target.filter((dim) => dim === -1).length <= 1 ? target : undefined;
}

export function transpose(x: Value, perm: readonly number[]): Value {
  if ([...perm].sort((a, b) => a - b).some((axis, i) => axis !== i) || perm.length !== x.rank)
    throw new GraphError(`Transpose: [${perm.join(', ')}] is no order of the axes of ${formatShape(x.shape)}`);
  const shape = perm.map((axis) => x.shape[axis]!);
  return x.graph.emit('Transpose', { inputs: [x], attributes: { perm: { ints: perm } }, outputs: [{ type: x.type, shape }] })[0]!;
}

/** Exchanges the last two axes. */
export function transposeLast(x: Value): Value {
  const axes = x.shape.map((_, i) => i);
  return transpose(x, [...axes.slice(0, -2), x.rank - 1, x.rank - 2]);
}

export function concat(values: readonly Value[], axis: number): Value {
  const first = values[0];
  if (!first) throw new GraphError('Concat: nothing to concatenate');
  const at = resolveAxis('Concat', axis, first.shape);
  for (const value of values)
    if (value.type !== first.type || value.rank !== first.rank || value.shape.some((dim, i) => i !== at && dim !== first.shape[i]))
      throw new GraphError(`Concat on axis ${at}: ${formatShape(first.shape)} and ${formatShape(value.shape)} differ elsewhere`);
  const sizes = values.map((value) => value.shape[at]!);
  const shape = first.shape.map((dim, i) => (i === at ? sumDim(sizes) : dim));
  return first.graph.emit('Concat', { inputs: values, attributes: { axis: { int: at } }, outputs: [{ type: first.type, shape }] })[0]!;
}

function sumDim(dims: readonly Dim[]): Dim {
  const names = dims.filter((dim) => typeof dim === 'string');
  const known = dims.reduce<number>((sum, dim) => (typeof dim === 'number' ? sum + dim : sum), 0);
  if (names.length === 0) return known;
  if (names.length > 1) throw new GraphError(`Concat: cannot add the run-time sizes ${names.join(' and ')}`);
  return shiftDim(names[0]!, known);
}

/** Leaves out `before` entries at the start and `after` at the end of an axis. */
export function trim(x: Value, axis: number, before: number, after: number): Value {
  if (before < 0 || after < 0) throw new GraphError('Slice: only a number of entries not below 0 can be left out');
  const at = resolveAxis('Slice', axis, x.shape);
  const { graph } = x;
  const inputs = [x, graph.ints([before]), graph.ints([after === 0 ? TO_END : -after]), graph.ints([at])];
  const shape = x.shape.map((dim, i) => (i === at ? shiftDim(dim, -before - after) : dim));
  if (typeof shape[at] === 'number' && shape[at] < 0) throw new GraphError(`Slice: axis ${at} of ${formatShape(x.shape)} is too short`);
  return graph.emit('Slice', { inputs, outputs: [{ type: x.type, shape }] })[0]!;
}

/** Puts zeros before and after an axis. */
export function padZeros(x: Value, axis: number, before: number, after: number): Value {
  if (before < 0 || after < 0) throw new GraphError('Pad: only a number of entries not below 0 can be added');
  const at = resolveAxis('Pad', axis, x.shape);
  const pads = Array.from({ length: 2 * x.rank }, (_, i) => (i === at ? before : i === at + x.rank ? after : 0));
  const shape = x.shape.map((dim, i) => (i === at ? shiftDim(dim, before + after) : dim));
  return x.graph.emit('Pad', { inputs: [x, x.graph.ints(pads)], outputs: [{ type: x.type, shape }] })[0]!;
}

/** Inserts an axis of size 1. */
export function unsqueeze(x: Value, axis: number): Value {
  const at = axis < 0 ? axis + x.rank + 1 : axis;
  const shape = [...x.shape.slice(0, at), 1, ...x.shape.slice(at)];
  return x.graph.emit('Unsqueeze', { inputs: [x, x.graph.ints([at])], outputs: [{ type: x.type, shape }] })[0]!;
}

/** Removes an axis of size 1. */
export function squeeze(x: Value, axis: number): Value {
  const at = resolveAxis('Squeeze', axis, x.shape);
  if (x.shape[at] !== 1) throw new GraphError(`Squeeze: axis ${at} of ${formatShape(x.shape)} is not 1`);
  return x.graph.emit('Squeeze', {
    inputs: [x, x.graph.ints([at])],
    outputs: [{ type: x.type, shape: x.shape.filter((_, i) => i !== at) }],
  })[0]!;
}

/** Repeats `x` to the shape of `like`. */
export function expandLike(x: Value, like: Value): Value {
  if (sameShape(x.shape, like.shape)) return x;
  return x.graph.emit('Expand', { inputs: [x, shapeOf(like)], outputs: [{ type: x.type, shape: like.shape }] })[0]!;
}

/** The run-time shape, an int64 vector. */
export const shapeOf = (x: Value): Value => x.graph.emit('Shape', { inputs: [x], outputs: [{ type: 'int64', shape: [x.rank] }] })[0]!;

/** Zeros in the shape of `like`. */
export const zerosLike = (like: Value): Value =>
  like.graph.emit('ConstantOfShape', { inputs: [shapeOf(like)], outputs: [{ type: 'float32', shape: like.shape }] })[0]!;

/** 0, 1, … up to the size of an axis of `x`. */
export function rangeOfAxis(x: Value, axis: number): Value {
  const at = resolveAxis('Range', axis, x.shape);
  const { graph } = x;
  const size = gather(shapeOf(x), graph.ints(at));
  return graph.emit('Range', { inputs: [graph.ints(0), size, graph.ints(1)], outputs: [{ type: 'int64', shape: [x.shape[at]!] }] })[0]!;
}

/** Rows of `table` (its first axis) by number. */
export function gather(table: Value, indices: Value): Value {
  if (indices.type !== 'int64') throw new GraphError(`Gather: indices ${indices.name} are ${indices.type}, not int64`);
  const shape = [...indices.shape, ...table.shape.slice(1)];
  return table.graph.emit('Gather', {
    inputs: [table, indices],
    attributes: { axis: { int: 0 } },
    outputs: [{ type: table.type, shape }],
  })[0]!;
}

/** `data` with `updates[i]` added to row `indices[i]`; rows may repeat. */
export function scatterAdd(data: Value, indices: Value, updates: Value): Value {
  if (!sameShape(updates.shape, [...indices.shape, ...data.shape.slice(1)]))
    throw new GraphError(
      `ScatterND: updates ${formatShape(updates.shape)} for indices ${formatShape(indices.shape)} into ${formatShape(data.shape)}`,
    );
  const inputs = [data, unsqueeze(indices, -1), updates];
  return data.graph.emit('ScatterND', {
    inputs,
    attributes: { reduction: { string: 'add' } },
    outputs: [{ type: data.type, shape: data.shape }],
  })[0]!;
}
