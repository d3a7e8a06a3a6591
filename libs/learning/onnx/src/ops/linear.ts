import { GraphError } from '../graph/errors.js';
import type { Value } from '../graph/graph.js';
import { broadcast, formatShape } from '../graph/shape.js';

const mismatch = (op: string, a: Value, b: Value, why: string): GraphError =>
  new GraphError(`${op}: ${a.name} ${formatShape(a.shape)} and ${b.name} ${formatShape(b.shape)}: ${why}`);

/** Matrix product of the last two axes; leading axes broadcast. Both operands have at least two axes. */
export function matmul(a: Value, b: Value): Value {
  if (a.rank < 2 || b.rank < 2) throw mismatch('MatMul', a, b, 'both need at least two axes');
  const inner = a.shape.at(-1)!;
  if (inner !== b.shape.at(-2)) throw mismatch('MatMul', a, b, `inner sizes ${inner} and ${b.shape.at(-2)} differ`);
  const batch = broadcast('MatMul', a.shape.slice(0, -2), b.shape.slice(0, -2));
  return a.graph.emit('MatMul', {
    inputs: [a, b],
    outputs: [{ type: 'float32', shape: [...batch, a.shape.at(-2)!, b.shape.at(-1)!] }],
  })[0]!;
}

/** Product of two matrices, either of which may be taken transposed without copying it. */
export function gemm(a: Value, b: Value, { transA = false, transB = false } = {}): Value {
  if (a.rank !== 2 || b.rank !== 2) throw mismatch('Gemm', a, b, 'both need exactly two axes');
  const [rows, left] = transA ? [a.shape[1]!, a.shape[0]!] : [a.shape[0]!, a.shape[1]!];
  const [right, columns] = transB ? [b.shape[1]!, b.shape[0]!] : [b.shape[0]!, b.shape[1]!];
  if (left !== right) throw mismatch('Gemm', a, b, `inner sizes ${left} and ${right} differ`);
  const attributes = { transA: { int: Number(transA) }, transB: { int: Number(transB) } };
  return a.graph.emit('Gemm', { inputs: [a, b], attributes, outputs: [{ type: 'float32', shape: [rows, columns] }] })[0]!;
}
