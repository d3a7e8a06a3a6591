import {
  add,
  cast,
  concat,
  div,
  gather,
  greater,
  layerNorm,
  matmul,
  max,
  min,
  mul,
  padZeros,
  rangeOfAxis,
  reduceSum,
  relu,
  reshape,
  softmax,
  squeeze,
  sub,
  transpose,
  trim,
  unsqueeze,
  type Dim,
  type Graph,
  type Value,
} from '@headway/learning/onnx';
import { ofMember, type Architecture } from './architecture.js';
import { memberPrefix, REVISION_REACH, tableName } from './parameters.js';

export interface EncoderInputs {
  /** int64 [B, T], 0 = padding. */
  words: Value;
  /** int64 [B, T, G], 0 = padding. */
  grams: Value;
  /** float32 [B, T], 1 = token. */
  mask: Value;
}

/** What is said of every token: [B, T, intents] and [B, T, tags]. */
export interface Labelling {
  intentLogits: Value;
  slotLogits: Value;
}

export interface EncoderOutputs extends Labelling {
  /** [B, T] */
  boundaryLogits: Value;
  /** What was said before revision, for the loss. */
  first?: Labelling;
}

/** Where weights come from (constants or inputs), and what happens to activations in training. */
export interface EncoderParts {
  architecture: Architecture;
  weight: (name: string) => Value;
  /** Dropout at a named place; the identity when serving. */
  dropout: (x: Value, site: string, member: number) => Value;
}

/** The same of one member. */
interface MemberParts extends Pick<EncoderParts, 'architecture' | 'weight'> {
  dropout: (x: Value, site: string) => Value;
}

/** Added to the attention scores of padding. */
const NEVER = -1e9;

/** Inputs of the graph; in training each member reads a batch of its own, whose inputs begin with its prefix. */
export function encoderInputs(graph: Graph, gramsPerToken: number, member = 0): EncoderInputs {
  const prefix = memberPrefix(member);
  const [B, T] = batchShape(member);
  return {
    words: graph.input(`${prefix}words`, 'int64', [B, T]),
    grams: graph.input(`${prefix}grams`, 'int64', [B, T, gramsPerToken]),
    mask: graph.input(`${prefix}mask`, 'float32', [B, T]),
  };
}

/** Names of a batch's sizes, examples and tokens. */
export const batchShape = (member: number): [string, string] => (member === 0 ? ['B', 'T'] : [`B${member}`, `T${member}`]);

/**
 * What each member of a model says. Members differ by their first weights, by what is dropped while they are trained and, where each has
 * its own, by their embeddings; together they are surer of what they know and less of what they don't (deep ensembles, Lakshminarayanan et al. 2017).
 * @param inputs what each of them reads, or what all of them do
 */
export function encodeMembers(inputs: readonly EncoderInputs[], { architecture, weight, dropout }: EncoderParts): EncoderOutputs[] {
  const [first] = inputs;
  const shared = inputs.length === 1 && first ? embed(first, (name) => weight(name)) : undefined;
  return Array.from({ length: architecture.members }, (_, member) => {
    const columns = (x: Value) => (architecture.ownTables ? ownColumns(x, member, architecture) : x);
    const read = inputs[shared ? 0 : member]!;
    const embeddings = shared ? columns(shared) : embed(read, (name) => columns(weight(name)));
    const prefix = memberPrefix(member);
    return encode(read, embeddings, {
      architecture: ofMember(architecture, member),
      weight: (name) => weight(`${prefix}${name}`),
      dropout: (x, site) => dropout(x, `${prefix}${site}`, member),
    });
  });
}

/** A member's own columns of the tables, or of what they hold of each token. */
const ownColumns = (x: Value, member: number, { embedding, members }: Architecture): Value =>
  trim(x, -1, member * embedding, (members - 1 - member) * embedding);

/** What the members say together: the mean of their last answers. */
export function encodeTogether(inputs: EncoderInputs, parts: EncoderParts): EncoderOutputs {
  const members = encodeMembers([inputs], parts);
  const mean = (of: (one: EncoderOutputs) => Value) => {
    const sum = members.map(of).reduce((total, next) => add(total, next));
    return members.length === 1 ? sum : mul(sum, 1 / members.length);
  };
  return {
    intentLogits: mean((one) => one.intentLogits),
    slotLogits: mean((one) => one.slotLogits),
    boundaryLogits: mean((one) => one.boundaryLogits),
  };
}

/**
 * The joint encoder: hashed word and n-gram embeddings, a convolution, pre-norm self-attention layers with a learnt bias
 * a head and distance (Shaw et al. 2018, Raffel et al. 2020), and three heads over the same token representations.
 */
function encode(inputs: EncoderInputs, embeddings: Value, parts: MemberParts): EncoderOutputs {
  const { architecture, weight, dropout } = parts;
  const mask = unsqueeze(inputs.mask, 2);
  const words = dropout(normalise(embeddings, 'embed.norm', weight), 'embed');
  let x = convolve(mul(words, mask), parts);
  const distances = distanceIndex(inputs.words, architecture.maxDistance);
  const padding = unsqueeze(unsqueeze(mul(sub(1, inputs.mask), NEVER), 1), 1);
  for (let i = 0; i < architecture.layers; i++) {
    x = add(
      x,
      dropout(
        attend(normalise(x, `layer${i}.attention.norm`, weight), `layer${i}.attention`, { parts, distances, padding }),
        `layer${i}.attention`,
      ),
    );
    x = add(x, dropout(feedForward(normalise(x, `layer${i}.forward.norm`, weight), `layer${i}.forward`, parts), `layer${i}.forward`));
  }
  x = normalise(x, 'final.norm', weight);
  const first = architecture.revision > 0 ? label(x, 'first', weight) : undefined;
  if (first) x = revise(x, first, { parts, mask });
  return { ...label(x, 'head', weight), boundaryLogits: squeeze(linear(x, 'head.boundary', weight), 2), ...(first && { first }) };
}

const label = (x: Value, name: string, weight: Weight): Labelling => ({
  intentLogits: linear(x, `${name}.intent`, weight),
  slotLogits: linear(x, `${name}.slot`, weight),
});

/**
 * Reads the first answers again beside their neighbours', as in deliberation networks (Xia et al. 2017): tags learn what follows what,
 * and slots and intents of each other, at the price of one small convolution.
 */
function revise(x: Value, { intentLogits, slotLogits }: Labelling, { parts, mask }: { parts: MemberParts; mask: Value }): Value {
  const { weight, dropout } = parts;
  const said = add(
    matmul(softmax(intentLogits), weight('revision.intent.labels')),
    matmul(softmax(slotLogits), weight('revision.slot.labels')),
  );
  const seen = relu(linear(windowOf(mul(concat([x, said], 2), mask), REVISION_REACH), 'revision.window', weight));
  return normalise(add(x, dropout(seen, 'revision')), 'revision.norm', weight);
}

type Weight = MemberParts['weight'];

const linear = (x: Value, name: string, weight: Weight): Value => add(matmul(x, weight(`${name}.weight`)), weight(`${name}.bias`));

const normalise = (x: Value, name: string, weight: Weight): Value => layerNorm(x, weight(`${name}.scale`), weight(`${name}.bias`));

/** Word embedding plus the mean of the token's n-gram embeddings: [B, T, columns of the tables]. */
function embed({ words, grams }: EncoderInputs, weight: Weight): Value {
  const word = gather(weight(tableName('words')), words);
  const count = max(reduceSum(cast(greater(grams, 0), 'float32'), [2], { keepDims: true }), 1);
  const gram = div(reduceSum(gather(weight(tableName('grams')), grams), [2]), count);
  return add(word, gram);
}

/** One matrix product over each token beside its neighbours; zeros beyond the ends. */
function convolve(x: Value, { architecture, weight, dropout }: MemberParts): Value {
  return dropout(relu(linear(windowOf(x, architecture.convolution), 'convolution', weight)), 'convolution');
}

/** Each token beside its neighbours, zeros beyond the ends: [B, T, size × C]. */
function windowOf(x: Value, size: number): Value {
  const reach = (size - 1) / 2;
  const padded = padZeros(x, 1, reach, reach);
  return concat(
    Array.from({ length: size }, (_, i) => trim(padded, 1, i, size - 1 - i)),
    2,
  );
}

/** int64 [T, T]: the clipped distance of each pair of tokens as a row number of the bias table. */
function distanceIndex(words: Value, maxDistance: number): Value {
  const range = rangeOfAxis(words, 1);
  const distance = sub(unsqueeze(range, 0), unsqueeze(range, 1));
  return add(min(max(distance, -maxDistance), maxDistance), maxDistance);
}

interface AttentionContext {
  parts: MemberParts;
  distances: Value;
  /** [B, 1, 1, T] */
  padding: Value;
}

function attend(x: Value, name: string, { parts, distances, padding }: AttentionContext): Value {
  const { architecture, weight } = parts;
  const { width, heads } = architecture;
  const size = width / heads;
  const [B, T] = x.shape as [Dim, Dim];
  const split = (part: string, order: readonly number[]) =>
    transpose(reshape(linear(x, `${name}.${part}`, weight), [B, T, heads, size]), order);
  const query = mul(split('query', [0, 2, 1, 3]), 1 / Math.sqrt(size));
  const bias = transpose(gather(weight(`${name}.distance`), distances), [2, 0, 1]);
  const scores = add(add(matmul(query, split('key', [0, 2, 3, 1])), bias), padding);
  const mixed = matmul(softmax(scores), split('value', [0, 2, 1, 3]));
  return linear(reshape(transpose(mixed, [0, 2, 1, 3]), [B, T, width]), `${name}.output`, weight);
}

const feedForward = (x: Value, name: string, { weight }: EncoderParts): Value =>
  linear(relu(linear(x, `${name}.in`, weight)), `${name}.out`, weight);
