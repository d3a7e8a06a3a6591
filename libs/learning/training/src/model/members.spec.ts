/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { evaluateModel } from '../evaluation/evaluate.js';
import { Predictor, type Prediction } from '../evaluation/predictor.js';
import { trainModel, type TrainingResult } from '../job/train-model.js';
import { TINY_ARCHITECTURE, TINY_EXAMPLES, tinyJob } from '../testing/tiny-task.js';
import { ofMember, tableWidth, type Architecture } from './architecture.js';
import { growWeights } from './grow.js';
import { readModelFile, writeModelFile, type TrainedModel } from './model-file.js';
import { isTable, memberPrefix, parameterSpecs } from './parameters.js';

const TEXTS = TINY_EXAMPLES.slice(0, 12).map(({ text }) => text);

async function predictions(model: TrainedModel): Promise<Prediction[]> {
  const predictor = await Predictor.create(writeModelFile(model));
  return predictor.predict(TEXTS).finally(() => predictor.release());
}

/** One member of a model as a model of its own. */
function alone({ card, spec, weights }: TrainedModel, member: number): TrainedModel {
  const own = { ...spec, architecture: { ...ofMember(spec.architecture, member), members: 1, ownTables: false } };
  const weight = (name: string) =>
    isTable(name) ? ownColumns(weights.get(name)!, spec.architecture, member) : weights.get(`${memberPrefix(member)}${name}`)!;
  return {
    card: { ...card, architecture: own.architecture },
    spec: own,
    weights: new Map(parameterSpecs(own).map(({ name }) => [name, weight(name)])),
  };
}

/** A member's columns of a table that is [rows, columns of the table]. */
function ownColumns(table: Float32Array, architecture: Architecture, member: number): Float32Array {
  const columns = tableWidth(architecture);
  const { embedding, ownTables } = architecture;
  const first = ownTables ? member * embedding : 0;
  return table.filter((_, i) => i % columns >= first && i % columns < first + embedding);
}

const alike = { members: 2, ownTables: false };
const apart = { members: 2, ownTables: true };
const different = {
  ...apart,
  variants: [
    { layers: 2, width: 12 },
    { layers: 0, convolution: 5, revision: 0 },
  ],
};

describe.each([
  ['that share embeddings', alike],
  ['with embeddings of their own', apart],
  ['of different sizes', different],
])('a model of two members %s', (_, architecture) => {
  let trained: TrainingResult;
  let model: TrainedModel;
  beforeAll(async () => {
    trained = await trainModel(tinyJob({ architecture: { ...TINY_ARCHITECTURE, ...architecture }, dev: TINY_EXAMPLES }));
    model = readModelFile(trained.model);
  });

  it('learns, and says what its members say on average', async () => {
    expect((await evaluateModel(trained.model, TINY_EXAMPLES)).wholeSentence).toBeGreaterThan(0.95);
    const together = await predictions(model);
    const [first, second] = [await predictions(alone(model, 0)), await predictions(alone(model, 1))];
    for (const part of ['intentLogits', 'slotLogits', 'boundaryLogits'] as const)
      together.forEach((prediction, i) =>
        prediction[part].forEach((logit, j) => expect(logit).toBeCloseTo((first[i]![part][j]! + second[i]![part][j]!) / 2, 4)),
      );
    expect(first[0]!.intentLogits).not.toEqual(second[0]!.intentLogits);
  });

  it('grows without changing its answers, and can be fine-tuned', async () => {
    const grown = { ...model.spec, intents: [...model.spec.intents, 'scent.on'] };
    const weights = growWeights(model.spec, grown, model.weights, 9);
    const [before, after] = [
      await predictions(model),
      await predictions({ card: { ...model.card, intents: grown.intents }, spec: grown, weights }),
    ];
    const known = model.spec.intents.length;
    after.forEach(({ intentLogits }, i) => {
      const kept = intentLogits.filter((_, at) => at % (known + 1) < known);
      kept.forEach((logit, at) => expect(logit).toBeCloseTo(before[i]!.intentLogits[at]!, 3));
    });
    const { card } = await trainModel(tinyJob({ base: { model: trained.model, rehearsal: TINY_EXAMPLES }, options: { epochs: 1 } }));
    expect(card.architecture).toMatchObject(architecture);
    expect(card.parent).toBe(trained.digest);
  });
});
