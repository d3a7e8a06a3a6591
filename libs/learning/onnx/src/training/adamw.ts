import { Graph, type Value } from '../graph/graph.js';
import { add, div, min, mul, sqrt, sub } from '../ops/elementwise.js';
import { reduceSum } from '../ops/reduction.js';

export interface AdamWOptions {
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Gradients are scaled down together when their common Euclidean norm exceeds this. */
  clipNorm: number;
}

/** What an update reads and writes, vectors of one length; `updated` names the outputs. */
export const UPDATED_VECTORS = ['parameter', 'firstMoment', 'secondMoment'] as const;

/** Scalars of an update: those of the step, and those of the kind of parameter. */
export const UPDATE_SCALARS = ['gradientNorm', 'correction1', 'correction2', 'learningRate', 'weightDecay'] as const;

export const updated = (name: string): string => `${name}:next`;

/** The common Euclidean norm of all gradients. */
export const gradientNorm = (gradients: readonly Value[]): Value =>
  sqrt(gradients.map((gradient) => reduceSum(mul(gradient, gradient))).reduce(add));

/**
 * One update of AdamW (Loshchilov & Hutter 2019, algorithm 2) with clipping, as a graph over vectors of any length `n`: it does the same
 * to every entry, so parameters are laid end to end and take a handful of large nodes instead of a dozen small ones each.
 * Inputs: `UPDATED_VECTORS`, their `gradient`, and `UPDATE_SCALARS`, where the corrections are 1 - beta^t.
 */
export function adamWUpdate(options: AdamWOptions): { graph: Graph; outputs: Record<string, Value> } {
  const graph = new Graph('update');
  const vector = (name: string) => graph.input(name, 'float32', ['n']);
  const [parameter, moment1, moment2] = UPDATED_VECTORS.map(vector) as [Value, Value, Value];
  const raw = vector('gradient');
  const [norm, correction1, correction2, rate, decay] = UPDATE_SCALARS.map((name) => graph.input(name, 'float32', [])) as [
    Value,
    Value,
    Value,
    Value,
    Value,
  ];
  const gradient = mul(raw, min(div(options.clipNorm, add(norm, 1e-6)), 1));
  const m = add(mul(moment1, options.beta1), mul(gradient, 1 - options.beta1));
  const v = add(mul(moment2, options.beta2), mul(mul(gradient, gradient), 1 - options.beta2));
  const direction = div(div(m, correction1), add(sqrt(div(v, correction2)), options.epsilon));
  const next = sub(parameter, mul(add(direction, mul(parameter, decay)), rate));
  return { graph, outputs: { [updated('parameter')]: next, [updated('firstMoment')]: m, [updated('secondMoment')]: v } };
}
