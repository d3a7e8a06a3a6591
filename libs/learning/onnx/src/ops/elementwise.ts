import { GraphError } from '../graph/errors.js';
import type { Value } from '../graph/graph.js';
import { broadcast } from '../graph/shape.js';
import { DATA_TYPES, type DataType } from '../proto/model.js';

type Operand = Value | number;

/** Numbers become constants of the other operand's type. */
function operands(op: string, a: Operand, b: Operand): [Value, Value] {
  if (typeof a === 'number' && typeof b === 'number') throw new GraphError(`${op}: at least one operand must be a value`);
  const left = typeof a === 'number' ? constantLike(b as Value, a) : a;
  const right = typeof b === 'number' ? constantLike(left, b) : b;
  if (left.type !== right.type) throw new GraphError(`${op}: ${left.name} is ${left.type} and ${right.name} is ${right.type}`);
  return [left, right];
}

const constantLike = (value: Value, constant: number): Value =>
  value.type === 'int64' ? value.graph.ints(constant) : value.graph.scalar(constant);

function binary(op: string, a: Operand, b: Operand, type?: DataType): Value {
  const inputs = operands(op, a, b);
  const [left, right] = inputs;
  return left.graph.emit(op, { inputs, outputs: [{ type: type ?? left.type, shape: broadcast(op, left.shape, right.shape) }] })[0]!;
}

function unary(op: string, x: Value): Value {
  if (x.type !== 'float32') throw new GraphError(`${op}: ${x.name} is ${x.type}, not float32`);
  return x.graph.emit(op, { inputs: [x], outputs: [x] })[0]!;
}

export const add = (a: Operand, b: Operand): Value => binary('Add', a, b);
export const sub = (a: Operand, b: Operand): Value => binary('Sub', a, b);
export const mul = (a: Operand, b: Operand): Value => binary('Mul', a, b);
export const div = (a: Operand, b: Operand): Value => binary('Div', a, b);
export const min = (a: Operand, b: Operand): Value => binary('Min', a, b);
export const max = (a: Operand, b: Operand): Value => binary('Max', a, b);
export const greater = (a: Operand, b: Operand): Value => binary('Greater', a, b, 'bool');

export const neg = (x: Value): Value => unary('Neg', x);
export const exp = (x: Value): Value => unary('Exp', x);
export const log = (x: Value): Value => unary('Log', x);
export const sqrt = (x: Value): Value => unary('Sqrt', x);
export const tanh = (x: Value): Value => unary('Tanh', x);
export const sigmoid = (x: Value): Value => unary('Sigmoid', x);
export const relu = (x: Value): Value => unary('Relu', x);
/** log(1 + exp(x)). */
export const softplus = (x: Value): Value => unary('Softplus', x);

export function cast(x: Value, type: DataType): Value {
  if (x.type === type) return x;
  return x.graph.emit('Cast', { inputs: [x], attributes: { to: { int: DATA_TYPES[type] } }, outputs: [{ type, shape: x.shape }] })[0]!;
}
