import { createHash } from 'node:crypto';
import { type ModelCard, modelCardSchema } from '@headway/contracts';
import { readMetadata } from '@headway/learning/onnx';
import { AppError } from '@headway/platform/errors';

/** Key of the model card in the ONNX file's `metadata_props`. */
const CARD_KEY = 'headway';

/** SHA-256 of a model file in lower-case hexadecimal: its identity everywhere. */
export const modelDigest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * Reads the card of a model file.
 * @throws AppError `invalid-model` when the file is no ONNX model or its card is absent or malformed
 */
export function readModelCard(bytes: Uint8Array): ModelCard {
  try {
    const card = readMetadata(bytes)[CARD_KEY];
    if (card === undefined) throw new Error(`metadata_props holds no "${CARD_KEY}" entry`);
    return modelCardSchema.parse(JSON.parse(card));
  } catch (cause) {
    throw new AppError('invalid-model', 'the model file has no readable model card', { cause });
  }
}
