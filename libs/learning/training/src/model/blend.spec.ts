import { expect, it } from '@jest/globals';
import { labelsOf } from '@headway/assistant/language';
import { TINY_ARCHITECTURE, TINY_EXAMPLES, TINY_TOKENIZER } from '../testing/tiny-task.js';
import { blendWeights, soupOf } from './blend.js';
import { modelCard, type TrainedModel } from './model-file.js';
import { initialWeights, type ModelSpec } from './parameters.js';

const spec: ModelSpec = { architecture: TINY_ARCHITECTURE, tokenizer: TINY_TOKENIZER, ...labelsOf(TINY_EXAMPLES) };
const base = { spec, weights: initialWeights(spec, 1) };

it('goes a share of the way, and takes what tells new labels whole', () => {
  const grown = { ...spec, intents: [...spec.intents, 'scent.on'], tags: [...spec.tags, 'B-kind', 'I-kind'] };
  const tuned = { spec: grown, weights: initialWeights(grown, 2) };
  const blended = blendWeights({ base, tuned }, 0.25);
  const isHalfway = (name: string, i: number, before: number) =>
    expect(blended.get(name)![i]).toBeCloseTo(0.75 * base.weights.get(name)![before]! + 0.25 * tuned.weights.get(name)![i]!, 6);
  isHalfway('embed.words', 4321, 4321);
  isHalfway('convolution.weight', 99, 99);
  const [columns, known] = [grown.intents.length, spec.intents.length];
  // Row 3 of the intent head: a known column, and the new one.
  isHalfway('head.intent.weight', 3 * columns + 1, 3 * known + 1);
  const added = 3 * columns + known;
  expect(blended.get('head.intent.weight')![added]).toBe(tuned.weights.get('head.intent.weight')![added]);
  // What the first answers add: a row a label.
  const width = TINY_ARCHITECTURE.revision;
  isHalfway('revision.intent.labels', 2 * width, 2 * width);
  const row = known * width;
  expect(blended.get('revision.intent.labels')![row]).toBe(tuned.weights.get('revision.intent.labels')![row]);
});

it('stays, or goes all the way', () => {
  const tuned = { spec, weights: initialWeights(spec, 2) };
  expect(blendWeights({ base, tuned }, 0)).toEqual(base.weights);
  expect([...blendWeights({ base, tuned }, 1).values()].flatMap((data) => [...data]).slice(0, 9)).toEqual(
    [...tuned.weights.values()].flatMap((data) => [...data]).slice(0, 9),
  );
});

it('is the mean of models of one kind, and of no others', () => {
  const details = { family: 'vehicle', version: 'a', temperature: {}, precision: 'float32', seed: 1, trainedAt: '', metrics: {} } as const;
  const model = (seed: number, of = spec): TrainedModel => ({
    spec: of,
    weights: initialWeights(of, seed),
    card: modelCard(of, { ...details, seed }),
  });
  const models = [model(1), model(2), model(3)] as const;
  const { weights, card } = soupOf(models);
  expect(card.seed).toBe(1);
  for (const name of ['convolution.weight', 'head.slot.weight'])
    expect(weights.get(name)![7]).toBeCloseTo(models.reduce((sum, one) => sum + one.weights.get(name)![7]!, 0) / 3, 6);
  expect(() => soupOf([model(1), model(2, { ...spec, intents: [...spec.intents, 'scent.on'] })])).toThrow(/have no mean/);
});
