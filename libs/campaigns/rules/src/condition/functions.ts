import { celEnv, parse, plan } from '@bufbuild/cel';
import type { SignalValue } from '@headway/contracts';
import { MAX_MATCHED_TEXT, MAX_PATTERN } from './limits.js';
import { type Evaluate, exact, isNumber, type Typed, type ValueType } from './value-type.js';

type Result = { type: ValueType; evaluate: Evaluate } | { refused: string } | undefined;
type Call = (operands: Typed[]) => Result;

const mapped = (operand: Typed, type: ValueType, apply: (value: never) => SignalValue | undefined): Result => {
  const operation = apply as (value: SignalValue) => SignalValue | undefined;
  const evaluate: Evaluate = (readings) => {
    const value = operand.evaluate(readings);
    return value === undefined ? undefined : operation(value);
  };
  return { type, evaluate };
};

const onTexts =
  (apply: (text: string, other: string) => boolean): Call =>
  ([text, other]) => {
    if (text?.type !== 'string' || other?.type !== 'string') return undefined;
    const evaluate: Evaluate = (readings) => {
      const a = text.evaluate(readings);
      const b = other.evaluate(readings);
      return a === undefined || b === undefined ? undefined : apply(a as string, b as string);
    };
    return { type: 'bool', evaluate };
  };

const MATCHES_ENV = celEnv();
const REMEMBERED = 64;

/**
 * RE2 by the library: linear in the text, whatever the pattern. It compiles the pattern at every call, so answers are remembered: the texts
 * of a car are few.
 */
const matches: Call = ([text, pattern]) => {
  if (text?.type !== 'string' || pattern?.type !== 'string') return undefined;
  const { literal } = pattern;
  if (typeof literal !== 'string') return { refused: 'the pattern of matches() must be a literal' };
  if (literal.length > MAX_PATTERN) return { refused: `the pattern of matches() is longer than ${MAX_PATTERN} characters` };
  if (/[{]/.test(literal)) return { refused: 'the pattern of matches() may not count repetitions with { }' };
  const program = plan(MATCHES_ENV, parse(`text.matches(${JSON.stringify(literal)})`));
  if (typeof program({ text: '' }) !== 'boolean') return { refused: 'the pattern of matches() is no RE2 expression' };
  const known = new Map<string, boolean>();
  return mapped(text, 'bool', (value: string) => {
    if (value.length > MAX_MATCHED_TEXT) return false;
    let answer = known.get(value);
    if (answer === undefined) {
      answer = program({ text: value }) === true;
      if (known.size >= REMEMBERED) known.clear();
      known.set(value, answer);
    }
    return answer;
  });
};

/** Functions and methods of CEL's standard library that conditions offer; a method's target is its first operand. */
export const FUNCTIONS: Readonly<Record<string, Call>> = {
  startsWith: onTexts((text, other) => text.startsWith(other)),
  endsWith: onTexts((text, other) => text.endsWith(other)),
  contains: onTexts((text, other) => text.includes(other)),
  matches,
  size: ([text]) => (text?.type === 'string' ? mapped(text, 'int', (value: string) => [...value].length) : undefined),
  double: ([operand]) => (operand && isNumber(operand.type) ? { type: 'double', evaluate: operand.evaluate } : undefined),
  int: ([operand]) => {
    if (operand?.type === 'int') return { type: 'int', evaluate: operand.evaluate };
    return operand?.type === 'double' ? mapped(operand, 'int', (value: number) => exact(Math.trunc(value))) : undefined;
  },
};
/** Which of them are written as methods; `size` may be either. */
export const METHODS: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'contains', 'matches']);
