import type { SignalValue } from '@headway/contracts';
import type { Catalogue } from '@headway/signals';
import { FUNCTIONS, METHODS } from './functions.js';
import type { ConditionInputs, Readings } from './inputs.js';
import { MAX_DEPTH, MAX_LIST, MAX_NODES, MAX_PATTERNS, MAX_WINDOWS, WINDOW_MS } from './limits.js';
import { OPERATORS } from './operators.js';
import { type Expr, parseCondition, type ParsedCondition } from './parse-condition.js';
import { isNumber, type Typed, typeOfSignal } from './value-type.js';
import { parseDurationMs, WINDOW_FUNCTIONS } from './windows.js';

/** A condition that can be asked again and again. */
export interface Condition {
  /** True, false, or undefined when a value that it needs is not known: that is not true, and never an error. */
  test(readings: Readings): boolean | undefined;
  /** Places of the signals whose values it reads; those of its windows not included. */
  slots: ReadonlySet<number>;
  windows: ReadonlySet<number>;
}

/**
 * Checks a condition against a catalogue and turns it into a function. Signals and windows get their places in `inputs`.
 * @throws CampaignError with the position
 */
export function compileCondition(text: string, catalogue: Catalogue, inputs: ConditionInputs): Condition {
  const parsed = parseCondition(text);
  const compiler = new Compiler(parsed, catalogue, inputs);
  const { type, evaluate } = compiler.compile(parsed.root, 0);
  if (type !== 'bool') throw parsed.error('type', `a condition must be true or false, this is ${type}`, parsed.root);
  return { test: evaluate as Condition['test'], slots: compiler.slots, windows: compiler.windows };
}

const SHOWN: Readonly<Record<string, string>> = { '@in': 'in', '_?_:_': '?:', '_[_]': '[]' };
const takesTarget = (name: string, given: boolean) => name === 'size' || METHODS.has(name) === given;
const shown = (name: string) => SHOWN[name] ?? name.replaceAll('_', '');

class Compiler {
  readonly slots = new Set<number>();
  readonly windows = new Set<number>();
  #nodes = 0;
  #patterns = 0;

  constructor(
    private readonly parsed: ParsedCondition,
    private readonly catalogue: Catalogue,
    private readonly inputs: ConditionInputs,
  ) {}

  compile(node: Expr, depth: number): Typed {
    const { exprKind } = node;
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES) throw this.parsed.error('too-large', `more than ${MAX_NODES} parts`, node);
    if (depth > MAX_DEPTH) throw this.parsed.error('too-large', `operators are chained deeper than ${MAX_DEPTH}`, node);
    switch (exprKind.case) {
      case 'constExpr':
        return this.#literal(node);
      case 'identExpr':
      case 'selectExpr':
        return this.#signal(node);
      case 'callExpr':
        return this.#call(node, depth);
      case 'listExpr':
        throw this.parsed.error('unsupported', 'a list can only stand behind in', node);
      case 'comprehensionExpr':
        throw this.parsed.error('unsupported', 'macros over lists (all, exists, map, filter) are not offered', node);
      default:
        throw this.parsed.error('unsupported', 'maps and messages are not offered', node);
    }
  }

  #literal(node: Expr): Typed {
    const kind = node.exprKind.case === 'constExpr' ? node.exprKind.value.constantKind : undefined;
    const typed = (type: Typed['type'], literal: SignalValue): Typed => ({ type, literal, evaluate: () => literal });
    switch (kind?.case) {
      case 'boolValue':
        return typed('bool', kind.value);
      case 'doubleValue':
        return typed('double', kind.value);
      case 'stringValue':
        return typed('string', kind.value);
      case 'int64Value': {
        const value = Number(kind.value);
        if (!Number.isSafeInteger(value)) throw this.parsed.error('type', 'integers beyond ±2^53 are not offered', node);
        return typed('int', value);
      }
      default:
        throw this.parsed.error('unsupported', 'unsigned, bytes and null literals are not offered', node);
    }
  }

  /** The newest value of a signal, or `has(path)`: whether there is one. */
  #signal(node: Expr): Typed {
    const { signal, slot, type } = this.#resolve(node);
    this.slots.add(slot);
    if (node.exprKind.case === 'selectExpr' && node.exprKind.value.testOnly) {
      return { type: 'bool', evaluate: ({ values }) => values[slot] !== undefined };
    }
    return { type, signal, slot, evaluate: ({ values }) => values[slot] };
  }

  #resolve(node: Expr) {
    const path = pathOf(node);
    if (path === undefined) throw this.parsed.error('unsupported', 'only signals have parts, named by their VSS path', node);
    const signal = this.catalogue.get(path);
    if (!signal) throw this.parsed.error('unknown-signal', `${path} is not in the catalogue`, node);
    const type = typeOfSignal(signal);
    if (!type) throw this.parsed.error('unsupported', `${path} is an array`, node);
    return { signal, type, slot: this.inputs.slotOf(path) };
  }

  #call(node: Expr, depth: number): Typed {
    if (node.exprKind.case !== 'callExpr') throw this.parsed.error('unsupported', 'no call', node);
    const { function: name, args, target } = node.exprKind.value;
    if (name === '@in') return this.#in(node, args, depth);
    if (!target && Object.hasOwn(WINDOW_FUNCTIONS, name)) return this.#window(node, args);
    const operands = [...(target ? [target] : []), ...args].map((operand) => this.compile(operand, depth + 1));
    const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
    if (operator) {
      if (name === '_==_' || name === '_!=_') this.#checkAllowed(node, operands);
      const result = operator(operands);
      if (!result) throw this.parsed.error('type', mismatch(name, operands), node);
      return result;
    }
    const call = Object.hasOwn(FUNCTIONS, name) && takesTarget(name, target !== undefined) ? FUNCTIONS[name] : undefined;
    if (!call) throw this.parsed.error('unsupported', `there is no ${shown(name)}()`, node);
    if (name === 'matches' && ++this.#patterns > MAX_PATTERNS) {
      throw this.parsed.error('too-large', `matches() more than ${MAX_PATTERNS} times`, node);
    }
    const result = call(operands);
    if (!result) throw this.parsed.error('type', mismatch(name, operands), node);
    if ('refused' in result) throw this.parsed.error('unsupported', result.refused, node);
    return result;
  }

  #window(node: Expr, [first, second, ...rest]: Expr[]): Typed {
    const name = node.exprKind.case === 'callExpr' ? node.exprKind.value.function : '';
    const durationMs = second && this.#duration(second);
    if (!first || !second || durationMs === undefined || rest.length > 0) {
      throw this.parsed.error('type', `${name} takes a signal and a duration, e.g. ${name}(Vehicle.Speed, duration('10s'))`, node);
    }
    if (durationMs < WINDOW_MS.shortest || durationMs > WINDOW_MS.longest) {
      throw this.parsed.error('too-large', 'a window has 100 ms to 1 h', second);
    }
    const { signal, slot, type } = this.#resolve(first);
    const window = this.inputs.windowOf(slot, durationMs);
    this.windows.add(window);
    if (this.windows.size > MAX_WINDOWS) throw this.parsed.error('too-large', `more than ${MAX_WINDOWS} windows`, node);
    const result = WINDOW_FUNCTIONS[name]?.({ type, signal, evaluate: () => undefined }, window);
    if (!result) throw this.parsed.error('type', `${name} of ${type}: it takes numbers`, node);
    return result;
  }

  #duration(node: Expr): number | undefined {
    if (node.exprKind.case !== 'callExpr' || node.exprKind.value.function !== 'duration') return undefined;
    const kind = node.exprKind.value.args[0]?.exprKind;
    const literal =
      kind?.case === 'constExpr' && kind.value.constantKind.case === 'stringValue' ? kind.value.constantKind.value : undefined;
    return literal === undefined ? undefined : parseDurationMs(literal);
  }

  #in(node: Expr, [element, list]: Expr[], depth: number): Typed {
    if (!element || list?.exprKind.case !== 'listExpr') throw this.parsed.error('unsupported', 'behind in stands a list of literals', node);
    const { elements } = list.exprKind.value;
    if (elements.length > MAX_LIST) throw this.parsed.error('too-large', `a list of more than ${MAX_LIST} values`, list);
    const tested = this.compile(element, depth + 1);
    const values = elements.map((item) => {
      const typed = this.compile(item, depth + 1);
      if (typed.literal === undefined) throw this.parsed.error('unsupported', 'the list behind in may hold only literals', item);
      if (typed.type !== tested.type && !(isNumber(typed.type) && isNumber(tested.type))) {
        throw this.parsed.error('type', `${tested.type} in a list with ${typed.type}`, item);
      }
      this.#checkAllowed(item, [tested, typed]);
      return typed.literal;
    });
    const set = new Set(values);
    return {
      type: 'bool',
      evaluate: (readings) => {
        const value = tested.evaluate(readings);
        return value === undefined ? undefined : set.has(value as SignalValue);
      },
    };
  }

  /** A comparison with a value that the catalogue rules out is an engineer's slip, and would stay silent for ever. */
  #checkAllowed(node: Expr, operands: Typed[]): void {
    const signal = operands.find((operand) => operand.signal)?.signal;
    const literal = operands.find((operand) => operand.literal !== undefined)?.literal;
    if (!signal?.allowed || literal === undefined || typeof signal.allowed[0] !== typeof literal || signal.allowed.includes(literal))
      return;
    throw this.parsed.error(
      'never-true',
      `${signal.path} is never ${JSON.stringify(literal)}; it is one of ${signal.allowed.join(', ')}`,
      node,
    );
  }
}

function mismatch(name: string, operands: Typed[]): string {
  const types = operands.map(({ type }) => type).join(' and ');
  const mixed = new Set(operands.map(({ type }) => type)).size > 1 && operands.every(({ type }) => isNumber(type));
  return `${shown(name)} does not take ${types}${mixed ? ': write 2.0 instead of 2, or double(…)' : ''}`;
}

/** The VSS path that a chain of selections spells. */
function pathOf(node: Expr): string | undefined {
  const parts: string[] = [];
  for (let at: Expr | undefined = node; at;) {
    const { exprKind }: Expr = at;
    if (exprKind.case === 'identExpr') return [exprKind.value.name, ...parts.reverse()].join('.');
    if (exprKind.case !== 'selectExpr') return undefined;
    parts.push(exprKind.value.field);
    at = exprKind.value.operand;
  }
  return undefined;
}
