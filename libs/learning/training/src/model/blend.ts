import { growWeights } from './grow.js';
import { parameterSpecs, type ModelSpec, type Weights } from './parameters.js';

/** A model and what became of it. */
export interface Tuned {
  base: { spec: ModelSpec; weights: Weights };
  tuned: { spec: ModelSpec; weights: Weights };
}

/**
 * Weights a share of the way from a model to what fine-tuning made of it (WiSE-FT, Wortsman et al. 2022): most of what was learnt and nearly all
 * that was known lie on the way. What labels that the base did not have are told by is taken whole.
 * @param share from 0 (the base) to 1 (the tuned model)
 */
export function blendWeights({ base, tuned }: Tuned, share: number): Weights {
  const before = new Map(parameterSpecs(base.spec).map(({ name, shape }) => [name, shape]));
  const grown = growWeights(base.spec, tuned.spec, base.weights, 0);
  return new Map(
    parameterSpecs(tuned.spec).map(({ name, shape, labelRows }) => {
      const [old, now] = [grown.get(name)!, tuned.weights.get(name)!];
      const known = before.get(name)!;
      const [columns, knownColumns] = [shape.at(-1)!, known.at(-1)!];
      const isNew = (i: number) => (labelRows ? i >= known[0]! * columns : i % columns >= knownColumns);
      return [name, now.map((value, i) => (isNew(i) ? value : old[i]! + share * (value - old[i]!)))];
    }),
  );
}
