import { type Evaluate, isNumber, type Typed, type ValueType } from './value-type.js';

/** A window function over a signal: its result's type, and how it reads the window; undefined when it does not take such a signal. */
type WindowFunction = (signal: Typed, window: number) => { type: ValueType; evaluate: Evaluate } | undefined;

type Aggregate = 'min' | 'max' | 'mean' | 'delta';

/** `min`, `max` and `delta` keep the signal's type; the mean of integers is a double. */
const aggregate =
  (name: Aggregate): WindowFunction =>
  ({ type }, window) => {
    if (!isNumber(type)) return undefined;
    const evaluate: Evaluate = ({ windows, nowMs }) => windows[window]?.[name](nowMs);
    return { type: name === 'mean' ? 'double' : type, evaluate };
  };

/** Functions of the form `mean(Vehicle.Speed, duration('10s'))`. */
export const WINDOW_FUNCTIONS: Readonly<Record<string, WindowFunction>> = {
  min: aggregate('min'),
  max: aggregate('max'),
  mean: aggregate('mean'),
  delta: aggregate('delta'),
  last: ({ type }, window) => ({ type, evaluate: ({ windows, nowMs }) => windows[window]?.last(nowMs) }),
  count: (_signal, window) => ({ type: 'int', evaluate: ({ windows, nowMs }) => windows[window]?.count(nowMs) }),
};

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a CEL duration such as `10s` or `1m30s`; undefined when it is none, or finer than a millisecond. */
export function parseDurationMs(text: string): number | undefined {
  if (!/^(\d{1,9}(\.\d{1,3})?(ms|s|m|h))+$/.test(text) || text.length > 40) return undefined;
  let total = 0;
  for (const [, number, unit] of text.matchAll(/([\d.]+)(ms|s|m|h)/g)) total += Number(number) * (UNITS[unit as string] as number);
  return Number.isInteger(total) ? total : undefined;
}
