import { signalValueSchema, type SignalValue } from '@headway/contracts';
import { z } from 'zod';
import { SignalsError } from './signals-error.js';

const pathPattern = z.string().regex(/^[A-Za-z0-9*]+(\.[A-Za-z0-9_*]+)*$/);

/**
 * What became of signals of an older release. In `from`, `*` stands for one part of a path, a last `**` for any that follow;
 * the `*` of `to` are filled in the same order. The first rule that fits holds.
 */
const ruleSchema = z.union([
  z.strictObject({
    from: pathPattern,
    to: pathPattern,
    /** Unit of the old value where it differs from the new one's. */
    unit: z.string().optional(),
    /** The new value is the old one times this. */
    factor: z.number().optional(),
    /** New values for old ones. */
    values: z.array(z.tuple([signalValueSchema, signalValueSchema])).optional(),
  }),
  /** Nothing of the newer release says the same; why. */
  z.strictObject({ from: pathPattern, gone: z.string().min(1) }),
]);
type Rule = z.infer<typeof ruleSchema>;

const tableSchema = z.strictObject({ from: z.string(), to: z.string(), rules: z.array(ruleSchema).max(10_000) });

/** Where a signal of an older release is now, or why it is nowhere. */
export type Successor = { path: string; unit?: string; change: (value: SignalValue) => SignalValue | undefined } | { gone: string };

/** The way from one release of VSS to another. */
export interface Translation {
  from: string;
  to: string;
  /** Undefined for a path that the older release did not have or that was not touched. */
  successorOf(path: string): Successor | undefined;
}

/**
 * Reads a translation table.
 * @throws SignalsError `invalid-translation`
 */
export function parseTranslation(json: unknown): Translation {
  const result = tableSchema.safeParse(json);
  if (!result.success) throw new SignalsError('invalid-translation', `a translation table is wrong: ${z.prettifyError(result.error)}`);
  const { from, to, rules } = result.data;
  const compiled = rules.map((rule) => ({ rule, parts: rule.from.split('.') }));
  const successorOf = (path: string): Successor | undefined => {
    const given = path.split('.');
    for (const { rule, parts } of compiled) {
      const found = fillings(parts, given);
      if (found) return successor(rule, found);
    }
    return undefined;
  };
  return { from, to, successorOf };
}

/** What the stars of a pattern stand for; undefined when the path does not fit. */
function fillings(pattern: string[], path: string[]): string[] | undefined {
  const open = pattern.at(-1) === '**';
  const fixed = open ? pattern.slice(0, -1) : pattern;
  if (open ? path.length <= fixed.length : path.length !== fixed.length) return undefined;
  const found: string[] = [];
  for (const [index, part] of fixed.entries()) {
    if (part === '*') found.push(path[index] as string);
    else if (part !== path[index]) return undefined;
  }
  return found;
}

function successor(rule: Rule, found: string[]): Successor {
  if ('gone' in rule) return { gone: rule.gone };
  const rest = [...found];
  const path = rule.to.replaceAll('*', () => rest.shift() ?? '*');
  const change = (value: SignalValue): SignalValue | undefined => {
    if (rule.values) return rule.values.find(([old]) => old === value)?.[1];
    if (rule.factor === undefined) return value;
    // `+ 0` turns minus zero into zero.
    return typeof value === 'number' ? value * rule.factor + 0 : undefined;
  };
  return { path, change, ...(rule.unit === undefined ? {} : { unit: rule.unit }) };
}
