import {
  add,
  concat,
  encodeModel,
  Graph,
  gradientNorm,
  gradients,
  logSoftmax,
  mul,
  neg,
  reduceSum,
  softplus,
  sub,
  type Value,
} from '@headway/learning/onnx';
import { batchShape, encodeMembers, encoderInputs, type EncoderOutputs, type Labelling } from './encoder.js';
import { isEncoder, memberPrefix, parameterSpecs, type ModelSpec } from './parameters.js';

/** Name of the output that is a parameter's gradient. */
export const gradientOf = (parameter: string): string => `${parameter}:gradient`;

/** What the inputs of dropout masks begin with. */
export const DROPOUT_INPUT = 'dropout.';

export interface DropoutSite {
  /** Input of the graph: float32 [B, T, size], 0 or 1 / (1 - rate). */
  input: string;
  size: number;
  /** Whose batch it is for. */
  member: number;
}

export interface GradientGraphOptions {
  labelSmoothing: number;
  /** Whether weights of the encoder are left as they are, and have no gradients. */
  freezeEncoder?: boolean;
  /** Whether the norm of the gradients is an output too; who adds up gradients of several graphs has no use for it. */
  withNorm?: boolean;
}

export interface GradientGraph {
  bytes: Uint8Array;
  dropout: DropoutSite[];
}

/**
 * Forward and backward pass as an ONNX model; `adamWUpdate` is the other half of a training step. Inputs: a batch for each member (`words`, `grams`,
 * `mask`, targets and their weights), dropout masks, and each weight. Members that read the same batches would agree too much. Targets are distributions over labels. Lookup tables take part with the rows the batch uses only; `words`
 * and `grams` then count those rows from 1. Outputs: `loss`, the gradient of each weight that is trained, and `gradientNorm`.
 */
export function gradientGraph(
  spec: ModelSpec,
  { labelSmoothing, freezeEncoder = false, withNorm = true }: GradientGraphOptions,
): GradientGraph {
  const graph = new Graph('gradients');
  const inputs = Array.from({ length: spec.architecture.members }, (_, member) =>
    encoderInputs(graph, spec.tokenizer.gramsPerToken, member),
  );
  const parameters = parameterSpecs(spec).map(({ name, shape, table }) => ({
    name,
    value: graph.input(name, 'float32', table ? [`${name}.rows`, shape[1]!] : shape),
    table,
  }));
  const weights = new Map(parameters.map(({ name, value, table }) => [name, table ? withPadding(value) : value]));
  const dropout: DropoutSite[] = [];
  const members = encodeMembers(inputs, {
    architecture: spec.architecture,
    weight: (name) => weights.get(name)!,
    dropout: (x, site, member) => {
      const place = { input: `${DROPOUT_INPUT}${site}`, size: x.shape[2] as number, member };
      dropout.push(place);
      return mul(x, graph.input(place.input, 'float32', [...batchShape(member), place.size]));
    },
  });
  const loss = jointLoss(graph, members, spec, labelSmoothing);
  const trained = parameters.filter(({ name }) => !(freezeEncoder && isEncoder(name)));
  const found = gradients(
    loss,
    trained.map(({ value }) => value),
  );
  const named = Object.fromEntries(trained.map(({ name }, i) => [gradientOf(name), found[i]!]));
  const norm: Record<string, Value> = withNorm ? { gradientNorm: gradientNorm(found) } : {};
  return { bytes: encodeModel(graph.toModel({ loss, ...norm, ...named })), dropout };
}

function withPadding(rows: Value): Value {
  const size = rows.shape[1] as number;
  return concat([rows.graph.floats(new Array<number>(size).fill(0), [1, size]), rows], 0);
}

/**
 * Sum of the three heads' losses, the mean over members. Every token brings its own weight for each head, so that averaging, padding and the balance
 * of the heads are decided where batches are made.
 */
function jointLoss(graph: Graph, members: readonly EncoderOutputs[], spec: ModelSpec, smoothing: number): Value {
  const sum = members
    .map((outputs, member) => lossOf(outputs, member, { graph, spec, smoothing }))
    .reduce((total, next) => add(total, next));
  return members.length === 1 ? sum : mul(sum, 1 / members.length);
}

interface LossContext {
  graph: Graph;
  spec: ModelSpec;
  smoothing: number;
}

function lossOf(
  { boundaryLogits: logits, first, ...last }: EncoderOutputs,
  member: number,
  { graph, spec, smoothing }: LossContext,
): Value {
  const shape = batchShape(member);
  const input = (name: string, ...classes: number[]) => graph.input(`${memberPrefix(member)}${name}`, 'float32', [...shape, ...classes]);
  const targets = {
    intent: input('intentTargets', spec.intents.length),
    slot: input('slotTargets', spec.tags.length),
    boundary: input('boundaryTargets'),
  };
  const weights = { intent: input('intentWeights'), slot: input('slotWeights'), boundary: input('boundaryWeights') };
  const labelling = ({ intentLogits, slotLogits }: Labelling): Value => {
    const intent = reduceSum(mul(crossEntropy(intentLogits, targets.intent, smoothing), weights.intent));
    return add(intent, reduceSum(mul(crossEntropy(slotLogits, targets.slot, smoothing), weights.slot)));
  };
  const boundary = reduceSum(mul(sub(softplus(logits), mul(logits, targets.boundary)), weights.boundary));
  const final = add(labelling(last), boundary);
  return first ? add(final, mul(labelling(first), FIRST_ANSWER_WEIGHT)) : final;
}

/** Share of the first answers in the loss, where there is a revision. */
const FIRST_ANSWER_WEIGHT = 0.5;

/** Cross-entropy a token with a distribution over the classes, smoothed (Szegedy et al. 2016): a share of it spread over all of them. */
function crossEntropy(logits: Value, target: Value, smoothing: number): Value {
  const classes = logits.shape.at(-1) as number;
  const log = logSoftmax(logits);
  const smoothed = add(mul(target, 1 - smoothing), smoothing / classes);
  return neg(reduceSum(mul(smoothed, log), [-1]));
}
