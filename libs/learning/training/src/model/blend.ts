import { growWeights } from './grow.js';
import { ModelFileError, type TrainedModel } from './model-file.js';
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

/**
 * One model with the mean weights of several (model soups, Wortsman et al. 2022): better than each of them when they were trained on from one another
 * with other text, worthless when they were not. Its card is the first one's.
 * @throws ModelFileError for models with other sizes or labels than the first
 */
export function soupOf(models: readonly [TrainedModel, ...TrainedModel[]]): TrainedModel {
  const [first] = models;
  if (models.some(({ spec }) => JSON.stringify(spec) !== JSON.stringify(first.spec)))
    throw new ModelFileError('models with other sizes or labels have no mean');
  const mean = (name: string) => first.weights.get(name)!.map((_, i) => sumAt(models, name, i) / models.length);
  return { ...first, weights: new Map([...first.weights.keys()].map((name) => [name, mean(name)])) };
}

const sumAt = (models: readonly TrainedModel[], name: string, i: number): number =>
  models.reduce((sum, { weights }) => sum + weights.get(name)![i]!, 0);
