import type { SignalValue } from '@headway/contracts';
import { type Evaluate, exact, isNumber, type Typed, type ValueType } from './value-type.js';

/** An operation for operands of given types; undefined when there is none. */
type Operation = (operands: Typed[]) => { type: ValueType; evaluate: Evaluate } | undefined;

type Binary = (left: never, right: never) => SignalValue | undefined;

/** Both operands known, or no value. A literal on the right, the commonest case, is not looked up again. */
function strict([left, right]: Typed[], apply: Binary): Evaluate {
  const operation = apply as (a: SignalValue, b: SignalValue) => SignalValue | undefined;
  const { evaluate: first } = left as Typed;
  const { evaluate: second, literal } = right as Typed;
  if (literal !== undefined) {
    return (readings) => {
      const a = first(readings);
      return a === undefined ? undefined : operation(a, literal);
    };
  }
  return (readings) => {
    const a = first(readings);
    if (a === undefined) return undefined;
    const b = second(readings);
    return b === undefined ? undefined : operation(a, b);
  };
}

const sameKind = ([a, b]: Typed[]) => !!a && !!b && (a.type === b.type || (isNumber(a.type) && isNumber(b.type)));
const bothAre = ([a, b]: Typed[], ...types: ValueType[]) => !!a && !!b && a.type === b.type && types.includes(a.type);

const comparison =
  (apply: Binary): Operation =>
  (operands) =>
    sameKind(operands) ? { type: 'bool', evaluate: strict(operands, apply) } : undefined;

/** Arithmetic of two of the same type, as CEL has it: no mixing of int and double. */
const arithmetic =
  (onInts: Binary, onDoubles: Binary | undefined, onStrings?: Binary): Operation =>
  (operands) => {
    if (bothAre(operands, 'int')) return { type: 'int', evaluate: strict(operands, onInts) };
    if (onDoubles && bothAre(operands, 'double')) return { type: 'double', evaluate: strict(operands, onDoubles) };
    if (onStrings && bothAre(operands, 'string')) return { type: 'string', evaluate: strict(operands, onStrings) };
    return undefined;
  };

/** `&&` and `||`: the side that decides does so even when the other is not known. */
const logical =
  (decisive: boolean): Operation =>
  (operands) => {
    if (!operands.every(({ type }) => type === 'bool')) return undefined;
    const sides = operands.map(({ evaluate }) => evaluate);
    const evaluate: Evaluate = (readings) => {
      let known = true;
      for (const side of sides) {
        const value = side(readings);
        if (value === decisive) return decisive;
        if (value === undefined) known = false;
      }
      return known ? !decisive : undefined;
    };
    return { type: 'bool', evaluate };
  };

const LONGEST_TEXT = 4096;
const joined = (a: string, b: string) => (a.length + b.length > LONGEST_TEXT ? undefined : a + b);

const codePoints = (a: string, b: string): number => {
  const left = [...a];
  const right = [...b];
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const difference = ((left[at] as string).codePointAt(0) as number) - ((right[at] as string).codePointAt(0) as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
};

/** Orders numbers and booleans by value and texts by code point, not by UTF-16 unit. */
const ordered =
  (holds: (difference: number) => boolean, onNumbers: (a: number, b: number) => boolean): Binary =>
  (a: SignalValue, b: SignalValue) =>
    typeof a === 'string' && typeof b === 'string' ? holds(codePoints(a, b)) : onNumbers(Number(a), Number(b));

/** Operators by the parser's names for them. */
export const OPERATORS: Readonly<Record<string, Operation>> = {
  '_&&_': logical(false),
  '_||_': logical(true),
  '_==_': comparison((a: SignalValue, b: SignalValue) => a === b),
  '_!=_': comparison((a: SignalValue, b: SignalValue) => a !== b),
  '_<_': comparison(
    ordered(
      (difference) => difference < 0,
      (a, b) => a < b,
    ),
  ),
  '_<=_': comparison(
    ordered(
      (difference) => difference <= 0,
      (a, b) => a <= b,
    ),
  ),
  '_>_': comparison(
    ordered(
      (difference) => difference > 0,
      (a, b) => a > b,
    ),
  ),
  '_>=_': comparison(
    ordered(
      (difference) => difference >= 0,
      (a, b) => a >= b,
    ),
  ),
  '_+_': arithmetic(
    (a: number, b: number) => exact(a + b),
    (a: number, b: number) => a + b,
    joined,
  ),
  '_-_': arithmetic(
    (a: number, b: number) => exact(a - b),
    (a: number, b: number) => a - b,
  ),
  '_*_': arithmetic(
    (a: number, b: number) => exact(a * b),
    (a: number, b: number) => a * b,
  ),
  '_/_': arithmetic(
    (a: number, b: number) => (b === 0 ? undefined : exact(Math.trunc(a / b))),
    (a: number, b: number) => a / b,
  ),
  '_%_': arithmetic((a: number, b: number) => (b === 0 ? undefined : exact(a % b)), undefined),
  '!_': ([operand]) => unary(operand, 'bool', (value: boolean) => !value),
  '-_': ([operand]) =>
    unary(operand, operand?.type === 'int' ? 'int' : 'double', (value: number) => (operand?.type === 'int' ? exact(-value) : -value)),
  '_?_:_': ([condition, then, otherwise]) => {
    if (!condition || !then || !otherwise || condition.type !== 'bool' || then.type !== otherwise.type) return undefined;
    const evaluate: Evaluate = (readings) => {
      const chosen = condition.evaluate(readings);
      return chosen === undefined ? undefined : (chosen ? then : otherwise).evaluate(readings);
    };
    return { type: then.type, evaluate };
  },
};

function unary(operand: Typed | undefined, type: ValueType, apply: (value: never) => SignalValue | undefined): ReturnType<Operation> {
  if (operand?.type !== type) return undefined;
  const operation = apply as (value: SignalValue) => SignalValue | undefined;
  const evaluate: Evaluate = (readings) => {
    const value = operand.evaluate(readings);
    return value === undefined ? undefined : operation(value);
  };
  return { type, evaluate };
}
