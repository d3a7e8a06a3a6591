import { languageSchema, type Example } from '@headway/contracts';
import { encodeExamples } from '../dataset/encode.js';
import { writeModelFile, type TrainedModel } from '../model/model-file.js';
import { withoutMember, type Weights } from '../model/parameters.js';
import { boundaryDecisions, clauseDecisions, fitConfidence, fitTemperature, slotDecisions } from './calibrate.js';
import { verdicts } from './evaluate.js';
import { Predictor } from './predictor.js';

/** Temperatures with which a model's heads say how often they are right. */
interface Fit {
  /** By language, of intents. */
  intents: Record<string, number>;
  slot: number;
  boundary: number;
}

/**
 * Calibrates a model on held-out examples: one temperature a language for intents, kept in the card; one each for slots and boundaries,
 * which holds for every language and is therefore multiplied into the heads' weights; and one line a language for what comes of them.
 */
export async function calibrated(model: TrainedModel, dev: readonly Example[]): Promise<TrainedModel> {
  const { intents, slot, boundary } = await fit(model, dev);
  return withConfidence(cooled(model, { intents, slot, boundary }), dev);
}

/**
 * Gives a fine-tuned model the calibration of its parent, corrected by how the two differ on the same examples. These may be generated
 * ones, which say nothing about how often people are understood, but well how much surer training has made a model.
 * @param dev examples whose labels both models have
 */
export async function calibratedLike(model: TrainedModel, parent: TrainedModel, dev: readonly Example[]): Promise<TrainedModel> {
  const [own, parents] = [await fit(model, dev), await fit(parent, dev)];
  const intents = Object.fromEntries(
    Object.entries(own.intents).map(([language, temperature]) => {
      const [wanted, fitted] = [parent.card.temperature[language], parents.intents[language]];
      return [language, wanted && fitted ? (temperature * wanted) / fitted : temperature];
    }),
  );
  const cool = cooled(model, { intents, slot: own.slot / parents.slot, boundary: own.boundary / parents.boundary });
  return { ...cool, card: { ...cool.card, confidence: parent.card.confidence } };
}

async function fit(model: TrainedModel, dev: readonly Example[]): Promise<Fit> {
  const examples = encodeExamples(dev, model.spec);
  const predictor = await Predictor.create(writeModelFile({ ...model, card: { ...model.card, confidence: {} } }));
  const predictions = await predictor.predict(dev.map(({ text }) => text)).finally(() => predictor.release());
  const pairs = examples.map((example, i) => ({ example, prediction: predictions[i]! }));
  const decisions = (of: typeof pairs) => of.flatMap(({ prediction, example }) => clauseDecisions(prediction, example));
  const overall = fitTemperature(decisions(pairs));
  const intents = languageSchema.options.map((language): [string, number] => {
    const own = pairs.filter(({ example }) => example.language === language);
    return [language, own.length > 0 ? fitTemperature(decisions(own)) : overall];
  });
  return {
    intents: Object.fromEntries(intents),
    slot: fitTemperature(pairs.flatMap(({ prediction, example }) => slotDecisions(prediction, example))),
    boundary: fitTemperature(pairs.flatMap(({ prediction, example }) => boundaryDecisions(prediction, example))),
  };
}

/** A model whose logits are divided by temperatures. */
function cooled(model: TrainedModel, { intents, slot, boundary }: Fit): TrainedModel {
  const weights = scaled(scaled(model.weights, 'head.slot', 1 / slot), 'head.boundary', 1 / boundary);
  return { ...model, card: { ...model.card, temperature: intents, confidence: {} }, weights };
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
  new Map(
    [...weights].map(([name, data]) => [name, withoutMember(name).startsWith(`${head}.`) ? data.map((value) => value * factor) : data]),
  );
