/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { compareModels } from '../evaluation/compare.js';
import { evaluateModel } from '../evaluation/evaluate.js';
import { Predictor } from '../evaluation/predictor.js';
import { growWeights } from '../model/grow.js';
import { modelDigest, ModelFileError, readModelFile, writeModelFile } from '../model/model-file.js';
import { join, TINY_EXAMPLES, tinyJob } from '../testing/tiny-task.js';
import { trainModel, type TrainingResult } from './train-model.js';

const compound = [
  join(TINY_EXAMPLES[0]!, TINY_EXAMPLES[10]!, ' and ', 'c1'),
  join(TINY_EXAMPLES[12]!, TINY_EXAMPLES[3]!, ' and ', 'c2'),
  join(TINY_EXAMPLES.at(-6)!, TINY_EXAMPLES.at(-10)!, '然后', 'c3'),
  join(TINY_EXAMPLES.at(-9)!, TINY_EXAMPLES.at(-4)!, '然后', 'c4'),
];
const everything = [...TINY_EXAMPLES, ...compound];
/** A command the first model has never heard of, with a slot name of its own. */
const scent = ['spray some {}', 'spray {} in here', 'i want the {} scent', 'make it smell of {}'].flatMap((pattern, p) =>
  ['rose', 'lemon', 'mint'].map((kind, k) => {
    const text = pattern.replace('{}', kind);
    const start = text.indexOf(kind);
    const slots = [{ name: 'kind', start, end: start + kind.length }];
    return {
      id: `s${p}${k}`,
      language: 'en' as const,
      text,
      frames: [{ intent: 'scent.on', span: [0, text.length] as [number, number], slots }],
      source: 'fleet' as const,
    };
  }),
);

describe('training a model', () => {
  let trained: TrainingResult;
  beforeAll(async () => {
    trained = await trainModel(tinyJob({ examples: everything, dev: everything }));
  });

  it('learns intents, slots and clauses, and writes down what it is', async () => {
    const evaluation = await evaluateModel(trained.model, everything);
    expect(evaluation.wholeSentence).toBeGreaterThan(0.95);
    expect(trained.digest).toBe(modelDigest(trained.model));
    expect(trained.card).toMatchObject({
      schema: 'headway.model/1',
      family: 'vehicle',
      opset: 17,
      seed: 1,
      tags: ['O', 'B-zone', 'I-zone'],
    });
    expect(trained.card.dataset).toMatch(/^[0-9a-f]{64}$/);
    expect(trained.card.metrics['dev']).toEqual(evaluation);
    expect(Object.keys(trained.card.temperature)).toEqual(['zh', 'en']);
    expect(Object.keys(trained.card.frames!)).toEqual(['lights.off', 'lights.on', 'music.play']);
  });

  it('is calibrated on what it has labels for, and measured on everything', async () => {
    const dev = [...TINY_EXAMPLES, scent[0]!];
    const { card } = await trainModel(tinyJob({ dev, options: { epochs: 1 } }));
    expect(card.metrics['dev']!.examples).toBe(dev.length);
    const same = await trainModel(tinyJob({ options: { epochs: 1 } }));
    expect(card.temperature).toEqual(same.card.temperature);
  });

  it('files that are read and written again stay the same', () => {
    const model = readModelFile(trained.model);
    expect(model.card).toEqual(trained.card);
    expect(readModelFile(writeModelFile(model))).toEqual(model);
    expect(() => readModelFile(Buffer.from('nonsense'))).toThrow();
    model.weights.delete('final.norm.scale');
    expect(() => writeModelFile(model)).toThrow();
    expect(() =>
      readModelFile(writeModelFile({ ...readModelFile(trained.model), card: { ...trained.card, architecture: { width: 1 } } })),
    ).toThrow(ModelFileError);
  });

  it('a grown model answers the old labels exactly as before', async () => {
    const { spec, weights, card } = readModelFile(trained.model);
    const grown = { ...spec, intents: [...spec.intents, 'scent.on'], tags: [...spec.tags, 'B-kind', 'I-kind'] };
    const file = writeModelFile({
      spec: grown,
      weights: growWeights(spec, grown, weights, 9),
      card: { ...card, intents: grown.intents, tags: grown.tags },
    });
    const logits = async (model: Uint8Array) => {
      const predictor = await Predictor.create(model);
      const [prediction] = await predictor.predict([everything[0]!.text]);
      await predictor.release();
      return { ...prediction!, intents: predictor.card.intents.length };
    };
    const [before, after] = [await logits(trained.model), await logits(file)];
    expect(after.intents).toBe(before.intents + 1);
    after.boundaryLogits.forEach((logit, t) => expect(logit).toBeCloseTo(before.boundaryLogits[t]!, 3));
    for (let t = 0; t < before.tokens.length; t++)
      for (let i = 0; i < before.intents; i++)
        expect(after.intentLogits[t * after.intents + i]).toBeCloseTo(before.intentLogits[t * before.intents + i]!, 4);
    expect(() => growWeights(spec, { ...grown, intents: [...grown.intents].reverse() }, weights, 9)).toThrow(/keeps the order/);
  });

  it('fine-tuning teaches a new command and keeps the old ones', async () => {
    const tuned = await trainModel(
      tinyJob({
        examples: scent,
        dev: undefined,
        base: { model: trained.model, rehearsal: everything, rehearsalRatio: 6, repeat: 4 },
        options: { epochs: 25, learningRate: 4e-3 },
      }),
    );
    expect(tuned.card.parent).toBe(trained.digest);
    expect(tuned.card.frames).toEqual(trained.card.frames);
    expect(tuned.card.intents).toEqual([...trained.card.intents, 'scent.on']);
    expect((await evaluateModel(trained.model, scent)).wholeSentence).toBe(0);
    expect((await evaluateModel(tuned.model, scent)).wholeSentence).toBeGreaterThan(0.9);
    const { old } = await compareModels(trained.model, tuned.model, { old: everything });
    expect(old!.overall.lost).toBeLessThanOrEqual(1);
    expect(old!.overall.cases).toBe(everything.length);
  });
});
