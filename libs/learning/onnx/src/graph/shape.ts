import { GraphError } from './errors.js';

/**
 * One dimension: a number, or a name for a size known only at run time.
 * A name may carry an offset, as in `T+2`, so that padding and slicing can be followed.
 */
export type Dim = number | string;
export type Shape = readonly Dim[];

export const formatShape = (shape: Shape): string => `[${shape.join(', ')}]`;

/** `shiftDim('T+2', -2)` is `T`. */
export function shiftDim(dim: Dim, by: number): Dim {
  if (typeof dim === 'number') return dim + by;
  const [, base, offset] = /^(.*?)([+-]\d+)?$/.exec(dim) as unknown as [string, string, string | undefined];
  const total = Number(offset ?? 0) + by;
  if (total === 0) return base;
  return total > 0 ? `${base}+${total}` : `${base}${total}`;
}

/** The shape two operands take together (ONNX multidirectional broadcasting). */
export function broadcast(op: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const x = a[i - rank + a.length] ?? 1;
    const y = b[i - rank + b.length] ?? 1;
    if (x === y || y === 1) return x;
    if (x === 1) return y;
    throw new GraphError(`${op}: shapes ${formatShape(a)} and ${formatShape(b)} do not broadcast at axis ${i} (${x} against ${y})`);
  });
}

/** A non-negative axis, or an error that names the operator. */
export function resolveAxis(op: string, axis: number, shape: Shape): number {
  const resolved = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(axis) || resolved < 0 || resolved >= shape.length)
    throw new GraphError(`${op}: axis ${axis} is outside shape ${formatShape(shape)}`);
  return resolved;
}

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((dim, i) => dim === b[i]);

/** The product of the dimensions: a number if all are numbers, otherwise a name. */
export function productDim(dims: Shape): Dim {
  const names = dims.filter((dim) => typeof dim === 'string');
  const factor = dims.reduce<number>((product, dim) => (typeof dim === 'number' ? product * dim : product), 1);
  if (names.length === 0) return factor;
  return factor === 1 ? names.join('*') : [factor, ...names].join('*');
}
