import { languageSchema, type Example } from '@headway/contracts';
import { encodeExamples } from '../dataset/encode.js';
import { writeModelFile, type TrainedModel } from '../model/model-file.js';
import type { Weights } from '../model/parameters.js';
import { boundaryDecisions, clauseDecisions, fitConfidence, fitTemperature, slotDecisions } from './calibrate.js';
import { verdicts } from './evaluate.js';
import { Predictor } from './predictor.js';

/**
 * Calibrates a model on held-out examples: one temperature a language for intents, kept in the card; one each for slots and boundaries,
 * which holds for every language and is therefore multiplied into the heads' weights; and one line a language for what comes of them.
 */
export async function calibrated(model: TrainedModel, dev: readonly Example[]): Promise<TrainedModel> {
  const examples = encodeExamples(dev, model.spec);
  const predictor = await Predictor.create(writeModelFile(model));
  const predictions = await predictor.predict(dev.map(({ text }) => text)).finally(() => predictor.release());
  const pairs = examples.map((example, i) => ({ example, prediction: predictions[i]! }));
  const intents = (of: typeof pairs) => of.flatMap(({ prediction, example }) => clauseDecisions(prediction, example));
  const overall = fitTemperature(intents(pairs));
  const temperature = Object.fromEntries(
    languageSchema.options.map((language) => {
      const own = pairs.filter(({ example }) => example.language === language);
      return [language, own.length > 0 ? fitTemperature(intents(own)) : overall];
    }),
  );
  const slot = fitTemperature(pairs.flatMap(({ prediction, example }) => slotDecisions(prediction, example)));
  const boundary = fitTemperature(pairs.flatMap(({ prediction, example }) => boundaryDecisions(prediction, example)));
  const weights = scaled(scaled(model.weights, 'head.slot', 1 / slot), 'head.boundary', 1 / boundary);
  return withConfidence({ ...model, card: { ...model.card, temperature, confidence: {} }, weights }, dev);
}

/** Adds the last step, a line a language that turns a frame's confidence into how often such frames are right. */
async function withConfidence(model: TrainedModel, dev: readonly Example[]): Promise<TrainedModel> {
  const all = await verdicts(writeModelFile(model), dev);
  const lines = languageSchema.options.flatMap((language) => {
    const line = fitConfidence(all.filter((verdict) => verdict.language === language));
    return line ? [[language, line] as const] : [];
  });
  return { ...model, card: { ...model.card, confidence: Object.fromEntries(lines) } };
}

const scaled = (weights: Weights, head: string, factor: number): Weights =>
  new Map([...weights].map(([name, data]) => [name, name.startsWith(`${head}.`) ? data.map((value) => value * factor) : data]));
