export { BATCH_CODECS, BatchError, MAX_BATCH_BYTES, MAX_BATCH_FRAMES, MAX_UNPACKED_BYTES, packBatch, unpackBatch } from './batch.js';
export type { BatchCodec } from './batch.js';
export { joinedBytes } from './joined.js';
