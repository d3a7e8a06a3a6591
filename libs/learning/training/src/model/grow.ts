import { Random } from '../random/random.js';
import { HEAD_DEVIATION, parameterSpecs, sizeOf, withoutMember, type ModelSpec, type Weights } from './parameters.js';

/** Stream of random numbers for new columns. */
const GROWTH = 5;
/** Bias of a new label among the first answers: so improbable that the old labels are read again as before, until it has learnt. */
const SILENT = -16;

/**
 * Weights for a model with more labels: known labels keep their columns and thus their logits, new ones start small.
 * The new spec's label lists begin with the old ones.
 */
export function growWeights(from: ModelSpec, to: ModelSpec, weights: Weights, seed: number): Weights {
  checkPrefix('intents', from.intents, to.intents);
  checkPrefix('tags', from.tags, to.tags);
  const before = new Map(parameterSpecs(from).map(({ name, shape }) => [name, shape]));
  return new Map(
    parameterSpecs(to).map(({ name, shape, labelRows }, i) => {
      if (labelRows) return [name, growRows(weights.get(name)!, sizeOf(shape))];
      const columns = { from: before.get(name)!.at(-1)!, to: shape.at(-1)! };
      const old = weights.get(name)!;
      return [name, columns.from === columns.to ? old.slice() : growColumns(old, columns, newValues(name, new Random(seed, GROWTH, i)))];
    }),
  );
}

function checkPrefix(kind: string, from: readonly string[], to: readonly string[]): void {
  const at = from.findIndex((label, i) => to[i] !== label);
  if (at >= 0) throw new RangeError(`a grown model keeps the order of its ${kind}: ${from[at]} is no longer number ${at}`);
}

/** What the new columns of a parameter hold. */
function newValues(name: string, random: Random): () => number {
  if (name.endsWith('.weight')) return () => HEAD_DEVIATION * random.normal();
  return () => (withoutMember(name).startsWith('first.') ? SILENT : 0);
}

/** What a new label's first answer adds is learnt from nothing. */
function growRows(old: Float32Array, size: number): Float32Array {
  const grown = new Float32Array(size);
  grown.set(old);
  return grown;
}

function growColumns(old: Float32Array, columns: { from: number; to: number }, next: () => number): Float32Array {
  const rows = old.length / columns.from;
  const grown = new Float32Array(rows * columns.to);
  for (let row = 0; row < rows; row++) {
    grown.set(old.subarray(row * columns.from, (row + 1) * columns.from), row * columns.to);
    for (let column = columns.from; column < columns.to; column++) grown[row * columns.to + column] = next();
  }
  return grown;
}
