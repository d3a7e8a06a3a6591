import type { TokenizerSpec } from '@headway/contracts';
import { Random } from '../random/random.js';
import { ofMember, tableWidth, type Architecture } from './architecture.js';

/** What one set of weights is for: everything but the weights themselves. */
export interface ModelSpec {
  architecture: Architecture;
  tokenizer: TokenizerSpec;
  intents: readonly string[];
  tags: readonly string[];
}

/** Weights by name; shapes follow from the spec. */
export type Weights = Map<string, Float32Array>;

export interface ParameterSpec {
  name: string;
  shape: readonly number[];
  /** Standard deviation of the initial values; `ones` for scales. */
  initial: number | 'ones';
  /** A lookup table: a step touches only the rows of its tokens. */
  table?: boolean;
  /** A row a label: new labels add rows. */
  labelRows?: boolean;
}

/** Index 0 of a table is padding: always zeros. */
export const TABLES = ['words', 'grams'] as const;
export type Table = (typeof TABLES)[number];
export const tableName = (table: Table): string => `embed.${table}`;

/** Tokens that a revision sees at once. */
export const REVISION_REACH = 3;
const LABEL_DEVIATION = 0.3;
const TABLE_DEVIATION = 0.05;
/** New output columns start small, so that a grown model answers as before until it has learnt. */
export const HEAD_DEVIATION = 0.02;

const matrix = (name: string, rows: number, columns: number, initial = Math.sqrt(1 / rows)): ParameterSpec[] => [
  { name: `${name}.weight`, shape: [rows, columns], initial },
  { name: `${name}.bias`, shape: [columns], initial: 0 },
];

/** A matrix whose rows belong to labels, which growing models add. */
const rowMatrix = (name: string, rows: number, columns: number): ParameterSpec[] => [
  { name: `${name}.labels`, shape: [rows, columns], initial: LABEL_DEVIATION, labelRows: true },
];

const norm = (name: string, size: number): ParameterSpec[] => [
  { name: `${name}.scale`, shape: [size], initial: 'ones' },
  { name: `${name}.bias`, shape: [size], initial: 0 },
];

function layerSpecs(layer: string, { width, heads, feedForward, maxDistance }: Architecture): ParameterSpec[] {
  return [
    ...norm(`${layer}.attention.norm`, width),
    ...['query', 'key', 'value', 'output'].flatMap((part) => matrix(`${layer}.attention.${part}`, width, width)),
    { name: `${layer}.attention.distance`, shape: [2 * maxDistance + 1, heads], initial: 0 },
    ...norm(`${layer}.forward.norm`, width),
    ...matrix(`${layer}.forward.in`, width, feedForward),
    ...matrix(`${layer}.forward.out`, feedForward, width),
  ];
}

function revisionSpecs({ architecture: { width, revision }, intents, tags }: Pick<ModelSpec, 'architecture' | 'intents' | 'tags'>) {
  if (revision === 0) return [];
  return [
    ...matrix('first.intent', width, intents.length, HEAD_DEVIATION),
    ...matrix('first.slot', width, tags.length, HEAD_DEVIATION),
    ...rowMatrix('revision.intent', intents.length, revision),
    ...rowMatrix('revision.slot', tags.length, revision),
    ...matrix('revision.window', REVISION_REACH * (width + revision), width),
    ...norm('revision.norm', width),
  ];
}

/** What the names of a member's own parameters begin with; the first member's are those of a model with one. */
export const memberPrefix = (member: number): string => (member === 0 ? '' : `member${member}.`);

/** A parameter's name without the member that it belongs to. */
export const withoutMember = (name: string): string => name.replace(/^member\d+\./u, '');

function encoderSpecs({ architecture, intents, tags }: Pick<ModelSpec, 'architecture' | 'intents' | 'tags'>): ParameterSpec[] {
  const { embedding, width, convolution, layers } = architecture;
  return [
    ...norm('embed.norm', embedding),
    ...matrix('convolution', convolution * embedding, width),
    ...Array.from({ length: layers }, (_, i) => layerSpecs(`layer${i}`, architecture)).flat(),
    ...norm('final.norm', width),
    ...revisionSpecs({ architecture, intents, tags }),
    ...matrix('head.intent', width, intents.length, HEAD_DEVIATION),
    ...matrix('head.boundary', width, 1, HEAD_DEVIATION),
    ...matrix('head.slot', width, tags.length, HEAD_DEVIATION),
  ];
}

/** All parameters of a model in a fixed order: the tables, then each member's own. */
export function parameterSpecs({ architecture, tokenizer, intents, tags }: ModelSpec): ParameterSpec[] {
  const width = tableWidth(architecture);
  const own = (member: number) => encoderSpecs({ architecture: ofMember(architecture, member), intents, tags });
  return [
    { name: tableName('words'), shape: [tokenizer.wordBuckets, width], initial: TABLE_DEVIATION, table: true },
    { name: tableName('grams'), shape: [tokenizer.gramBuckets, width], initial: TABLE_DEVIATION, table: true },
    ...Array.from({ length: architecture.members }, (_, member) =>
      own(member).map((spec) => ({ ...spec, name: `${memberPrefix(member)}${spec.name}` })),
    ).flat(),
  ];
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, dim) => product * dim, 1);

export const parameterCount = (spec: ModelSpec): number => parameterSpecs(spec).reduce((sum, { shape }) => sum + sizeOf(shape), 0);

/** Fresh weights; the same for the same spec and seed. */
export function initialWeights(spec: ModelSpec, seed: number): Weights {
  return new Map(parameterSpecs(spec).map((parameter, i) => [parameter.name, initialValues(parameter, new Random(seed, 1, i))]));
}

function initialValues({ shape, initial, table }: ParameterSpec, random: Random): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  if (initial === 'ones') return values.fill(1);
  if (initial === 0) return values;
  for (let i = table ? shape[1]! : 0; i < values.length; i++) values[i] = initial * random.normal();
  return values;
}

export const isTable = (parameter: string): boolean => TABLES.some((table) => tableName(table) === parameter);

/** What reads a token beside its neighbours, before anything is said of it. */
const ENCODER = /^(?:embed\.norm|convolution|layer\d+|final)\./u;

export const isEncoder = (parameter: string): boolean => ENCODER.test(withoutMember(parameter));

export const isDecayed = (parameter: string): boolean => parameter.endsWith('.weight');
