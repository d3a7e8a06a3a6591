import { createHash } from 'node:crypto';
import { modelCardSchema, type ModelCard } from '@headway/contracts';
import { decodeModel, encodeModel, floatWeight, Graph, OPSET, quantise, readMetadata } from '@headway/learning/onnx';
import { architectureSchema } from './architecture.js';
import { encodeTogether, encoderInputs } from './encoder.js';
import { parameterCount, parameterSpecs, sizeOf, type ModelSpec, type Weights } from './parameters.js';

/** Key of the model card in the file's metadata. */
export const CARD_KEY = 'headway';

/** A file that is no model of ours, or whose weights do not fit its card. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
}

export interface TrainedModel {
  card: ModelCard;
  spec: ModelSpec;
  weights: Weights;
}

/** What the trainer knows about a model beside its weights; sizes and labels follow from the spec. */
export type CardDetails = Omit<ModelCard, 'schema' | 'tokenizer' | 'intents' | 'tags' | 'architecture' | 'opset' | 'parameters'>;

export function modelCard(spec: ModelSpec, details: CardDetails): ModelCard {
  return {
    ...details,
    schema: 'headway.model/1',
    tokenizer: spec.tokenizer,
    intents: [...spec.intents],
    tags: [...spec.tags],
    architecture: spec.architecture,
    opset: OPSET,
    parameters: parameterCount(spec),
  };
}

/** The inference model as an `.onnx` file: inputs `words`, `grams`, `mask`; outputs `intentLogits`, `boundaryLogits`, `slotLogits`. */
export function writeModelFile({ card, spec, weights }: TrainedModel): Uint8Array {
  const graph = new Graph('understanding');
  const shapes = new Map(parameterSpecs(spec).map(({ name, shape }) => [name, shape]));
  const { intentLogits, boundaryLogits, slotLogits } = encodeTogether(encoderInputs(graph, spec.tokenizer.gramsPerToken), {
    architecture: spec.architecture,
    weight: (name) => graph.weight(name, shapes.get(name)!, weights.get(name)!),
    dropout: (x) => x,
  });
  const model = graph.toModel({ intentLogits, boundaryLogits, slotLogits }, { [CARD_KEY]: JSON.stringify(card) });
  return encodeModel(card.precision === 'int8' ? quantise(model) : model);
}

/**
 * Reads a model for fine-tuning or evaluation; quantised weights come back as the float32 values they stand for.
 * @throws ModelFileError when the card is missing or invalid, or a weight is missing or of another size.
 */
export function readModelFile(bytes: Uint8Array): TrainedModel {
  const model = decodeModel(bytes);
  const card = parseCard(model.metadata[CARD_KEY]);
  const architecture = architectureSchema.safeParse(card.architecture);
  if (!architecture.success)
    throw new ModelFileError(`the model card's architecture is not one this trainer builds: ${architecture.error.message}`);
  const spec = { architecture: architecture.data, tokenizer: card.tokenizer, intents: card.intents, tags: card.tags };
  const weights: Weights = new Map();
  for (const { name, shape } of parameterSpecs(spec)) {
    const data = floatWeight(model, name);
    if (!data) throw new ModelFileError(`the file holds no weight ${name}`);
    if (data.length !== sizeOf(shape)) throw new ModelFileError(`weight ${name} has ${data.length} values, not [${shape.join(', ')}]`);
    weights.set(name, data);
  }
  return { card, spec, weights };
}

/** The model card of a file, without its weights. */
export const readCard = (bytes: Uint8Array): ModelCard => parseCard(readMetadata(bytes)[CARD_KEY]);

function parseCard(text: string | undefined): ModelCard {
  if (text === undefined) throw new ModelFileError(`the file's metadata holds no "${CARD_KEY}": it is no model of this platform`);
  try {
    return modelCardSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ModelFileError('the model card is invalid', { cause });
  }
}

/** SHA-256 of the file, lower-case hexadecimal: how the registry names a model. */
export const modelDigest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
