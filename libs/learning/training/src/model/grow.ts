import { Random } from '../random/random.js';
import { HEAD_DEVIATION, parameterSpecs, type ModelSpec, type Weights } from './parameters.js';

/** Stream of random numbers for new columns. */
const GROWTH = 5;

/**
 * Weights for a model with more labels: known labels keep their columns and thus their logits, new ones start small.
 * The new spec's label lists begin with the old ones.
 */
export function growWeights(from: ModelSpec, to: ModelSpec, weights: Weights, seed: number): Weights {
  checkPrefix('intents', from.intents, to.intents);
  checkPrefix('tags', from.tags, to.tags);
  const before = new Map(parameterSpecs(from).map(({ name, shape }) => [name, shape]));
  return new Map(
    parameterSpecs(to).map(({ name, shape }, i) => {
      const columns = { from: before.get(name)!.at(-1)!, to: shape.at(-1)! };
      const old = weights.get(name)!;
      const random = name.endsWith('.weight') ? new Random(seed, GROWTH, i) : undefined;
      return [name, columns.from === columns.to ? old.slice() : growColumns(old, columns, random)];
    }),
  );
}

function checkPrefix(kind: string, from: readonly string[], to: readonly string[]): void {
  const at = from.findIndex((label, i) => to[i] !== label);
  if (at >= 0) throw new RangeError(`a grown model keeps the order of its ${kind}: ${from[at]} is no longer number ${at}`);
}

function growColumns(old: Float32Array, columns: { from: number; to: number }, random: Random | undefined): Float32Array {
  const rows = old.length / columns.from;
  const grown = new Float32Array(rows * columns.to);
  for (let row = 0; row < rows; row++) {
    grown.set(old.subarray(row * columns.from, (row + 1) * columns.from), row * columns.to);
    for (let column = columns.from; random && column < columns.to; column++)
      grown[row * columns.to + column] = HEAD_DEVIATION * random.normal();
  }
  return grown;
}
