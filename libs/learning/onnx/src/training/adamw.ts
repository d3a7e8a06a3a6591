import { gradients } from '../autodiff/gradients.js';
import type { Graph, Value } from '../graph/graph.js';
import { add, div, min, mul, sqrt, sub } from '../ops/elementwise.js';
import { reduceSum } from '../ops/reduction.js';

export interface AdamWOptions {
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Gradients are scaled down together when their common Euclidean norm exceeds this. */
  clipNorm: number;
  /** Decoupled weight decay of a parameter. */
  weightDecay: (parameter: string) => number;
  /** Multiple of the learning rate a parameter moves with; 1 if left out. */
  rateScale?: (parameter: string) => number;
}

/** Scalars the trainer feeds at each step. */
export const SCHEDULE_INPUTS = { learningRate: 'learningRate', correction1: 'correction1', correction2: 'correction2' } as const;

/** Input and output names of a parameter's optimiser state. */
export const firstMoment = (parameter: string): string => `${parameter}:m`;
export const secondMoment = (parameter: string): string => `${parameter}:v`;
export const updated = (name: string): string => `${name}:next`;

/**
 * Completes a forward graph to one training step (AdamW, Loshchilov & Hutter 2019, algorithm 2): for each parameter `p` the inputs
 * `p:m` and `p:v`, and the outputs `p:next`, `p:m:next`, `p:v:next`. The schedule inputs are the learning rate and the bias
 * corrections 1 - beta^t. Every update depends on the norm of all gradients, so no weight changes before the last use of any.
 * @returns the outputs to give to `Graph.toModel`, among them `loss` and `gradientNorm`.
 */
export function adamWStep(loss: Value, parameters: readonly Value[], options: AdamWOptions): Record<string, Value> {
  const { graph } = loss;
  const raw = gradients(loss, parameters);
  const schedule = scheduleInputs(graph);
  const norm = sqrt(raw.map((gradient) => reduceSum(mul(gradient, gradient))).reduce(add));
  const scale = min(div(options.clipNorm, add(norm, 1e-6)), 1);
  const outputs: Record<string, Value> = { loss, gradientNorm: norm };
  parameters.forEach((parameter, i) => Object.assign(outputs, update(parameter, mul(raw[i]!, scale), schedule, options)));
  return outputs;
}

type Schedule = Record<keyof typeof SCHEDULE_INPUTS, Value>;

const scheduleInputs = (graph: Graph): Schedule => ({
  learningRate: graph.input(SCHEDULE_INPUTS.learningRate, 'float32', []),
  correction1: graph.input(SCHEDULE_INPUTS.correction1, 'float32', []),
  correction2: graph.input(SCHEDULE_INPUTS.correction2, 'float32', []),
});

function update(parameter: Value, gradient: Value, schedule: Schedule, options: AdamWOptions): Record<string, Value> {
  const { graph, name, shape } = parameter;
  const moment1 = graph.input(firstMoment(name), 'float32', shape);
  const moment2 = graph.input(secondMoment(name), 'float32', shape);
  const m = add(mul(moment1, options.beta1), mul(gradient, 1 - options.beta1));
  const v = add(mul(moment2, options.beta2), mul(mul(gradient, gradient), 1 - options.beta2));
  const direction = div(div(m, schedule.correction1), add(sqrt(div(v, schedule.correction2)), options.epsilon));
  const decay = options.weightDecay(name);
  const step = decay === 0 ? direction : add(direction, mul(parameter, decay));
  const scale = options.rateScale?.(name) ?? 1;
  const rate = scale === 1 ? schedule.learningRate : mul(schedule.learningRate, scale);
  const next = sub(parameter, mul(step, rate));
  return { [updated(name)]: next, [updated(firstMoment(name))]: m, [updated(secondMoment(name))]: v };
}
