import { tableWidth } from '../model/architecture.js';
import {
  isDecayed,
  isEncoder,
  isTable,
  parameterSpecs,
  sizeOf,
  tableName,
  TABLES,
  type ModelSpec,
  type Table,
  type Weights,
} from '../model/parameters.js';
import { sharedFloats, sharedInts } from './packed-examples.js';
import type { TrainerOptions } from './trainer.js';

/** Weights and both moments of the optimiser, by parameter. */
export interface OptimiserState {
  weights: Weights;
  firstMoments: Weights;
  secondMoments: Weights;
}

export const STATE_PARTS = ['weights', 'firstMoments', 'secondMoments'] as const;
export type StatePart = (typeof STATE_PARTS)[number];

/** Where the dense parameters lie, end to end: first those that decay, then other trained ones, then those that are frozen, so that each kind is one range. */
export interface DenseLayout {
  places: { name: string; shape: readonly number[]; from: number; to: number }[];
  /** Where those that decay end, and those that are trained. */
  decayed: number;
  trained: number;
  size: number;
}

export type Freezing = Pick<TrainerOptions, 'freezeEncoder'>;

export function denseLayout(spec: ModelSpec, { freezeEncoder }: Freezing): DenseLayout {
  const dense = parameterSpecs(spec).filter(({ name }) => !isTable(name));
  const isFrozen = ({ name }: (typeof dense)[number]) => freezeEncoder && isEncoder(name);
  const trainable = dense.filter((one) => !isFrozen(one));
  let size = 0;
  const placed = (some: typeof dense) => some.map(({ name, shape }) => ({ name, shape, from: size, to: (size += sizeOf(shape)) }));
  const decaying = placed(trainable.filter(({ name }) => isDecayed(name)));
  const decayed = size;
  const others = placed(trainable.filter(({ name }) => !isDecayed(name)));
  const trained = size;
  return { places: [...decaying, ...others, ...placed(dense.filter(isFrozen))], decayed, trained, size };
}

/** One float for each entry of the model: dense parameters end to end, and each table. */
export type ModelVector = Record<Table | 'dense', Float32Array>;

/** What one thread leaves for the others in a step. */
export interface ShardResult {
  /** Gradient of the dense parameters that are trained. */
  dense: Float32Array;
  /** Distinct rows of each table that the shard used, and their gradients; only the first `counts` of them count. */
  rows: Record<Table, Int32Array>;
  counts: Record<Table, Int32Array>;
  rowGradients: Record<Table, Float32Array>;
  /** The shard's part of the loss, and of the squared norm of all gradients. */
  sums: Float64Array;
}

/** Memory that all threads of a run share. Plain data. */
export interface SharedMemory {
  state: Record<StatePart, ModelVector>;
  results: ShardResult[];
  /** The step at hand: its number, how many examples each member's batch has, which, and its schedule (learning rate and both corrections). */
  step: Int32Array;
  order: Int32Array[];
  schedule: Float64Array;
  /** How many phases each thread has completed, and in the last place whether all shall end. */
  phases: Int32Array;
}

export interface MemorySizes extends Freezing {
  threads: number;
  batchSize: number;
}

/** Shares `state` among threads: it is copied. */
export function shareMemory(spec: ModelSpec, state: OptimiserState, { threads, batchSize, freezeEncoder }: MemorySizes): SharedMemory {
  const layout = denseLayout(spec, { freezeEncoder });
  const { members } = spec.architecture;
  const vectorOf = (weights: Weights): ModelVector => {
    const dense = sharedFloats(layout.size);
    for (const { name, from } of layout.places) dense.set(weights.get(name)!, from);
    return { dense, words: shared(weights.get(tableName('words'))!), grams: shared(weights.get(tableName('grams'))!) };
  };
  return {
    state: {
      weights: vectorOf(state.weights),
      firstMoments: vectorOf(state.firstMoments),
      secondMoments: vectorOf(state.secondMoments),
    },
    results: threads > 1 ? Array.from({ length: threads }, () => emptyResult(spec, layout, members * Math.ceil(batchSize / threads))) : [],
    step: sharedInts(1 + members),
    order: Array.from({ length: members }, () => sharedInts(batchSize)),
    schedule: new Float64Array(new SharedArrayBuffer(8 * 3)),
    phases: sharedInts(threads + 1),
  };
}

function shared(data: Float32Array): Float32Array {
  const copy = sharedFloats(data.length);
  copy.set(data);
  return copy;
}

function emptyResult({ tokenizer, architecture }: ModelSpec, layout: DenseLayout, examples: number): ShardResult {
  const tokens = examples * tokenizer.maxTokens;
  const most = { words: Math.min(tokenizer.wordBuckets, tokens), grams: Math.min(tokenizer.gramBuckets, tokens * tokenizer.gramsPerToken) };
  const perTable = <T>(make: (rows: number) => T): Record<Table, T> => ({ words: make(most.words), grams: make(most.grams) });
  return {
    dense: sharedFloats(layout.trained),
    rows: perTable(sharedInts),
    counts: perTable(() => sharedInts(1)),
    rowGradients: perTable((rows) => sharedFloats(rows * tableWidth(architecture))),
    sums: new Float64Array(new SharedArrayBuffer(8 * 2)),
  };
}

/** The state by parameter, as views: copy what must outlive the next step. */
export function viewState({ spec, options, memory }: { spec: ModelSpec; options: Freezing; memory: SharedMemory }): OptimiserState {
  const { places } = denseLayout(spec, options);
  const views = ({ dense, ...tables }: ModelVector): Weights => {
    const all = new Map([
      ...TABLES.map((table) => [tableName(table), tables[table]] as const),
      ...places.map(({ name, from, to }) => [name, dense.subarray(from, to)] as const),
    ]);
    return new Map(parameterSpecs(spec).map(({ name }) => [name, all.get(name)!]));
  };
  const { weights, firstMoments, secondMoments } = memory.state;
  return { weights: views(weights), firstMoments: views(firstMoments), secondMoments: views(secondMoments) };
}
