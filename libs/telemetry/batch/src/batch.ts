import { brotliCompressSync, brotliDecompressSync, constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { joinFrames, splitFrames } from './joined.js';

/*
 * Channel `up/batch`, many frames of one vehicle in one message:
 *
 *   batch = codec:u8  body        codec: 0 = body as it is, 1 = body in raw deflate (RFC 1951), 2 = body in brotli (RFC 7932)
 *   body  = (length:varint frame[length])…
 *
 * Frames of both streams and of several boots may stand together. Each is stored as if it had come alone.
 */

/** How a batch may be compressed, by the number in its first byte. */
export const BATCH_CODECS = ['plain', 'deflate', 'brotli'] as const;
export type BatchCodec = (typeof BATCH_CODECS)[number];

/** Most frames of a batch. */
export const MAX_BATCH_FRAMES = 256;
/** Largest batch as it is sent, its first byte included. */
export const MAX_BATCH_BYTES = 1_048_576;
/** Largest batch after decompression. More is refused while it is being unpacked, so a bomb costs no more than this. */
export const MAX_UNPACKED_BYTES = 4_194_304;

/** Telemetry repeats itself within a few frames: more effort costs time and saves next to nothing (`npm run bench -- vehicle`). */
const DEFLATE_LEVEL = 6;
const BROTLI_QUALITY = 4;
const BROTLI_WINDOW_BITS = 18;

/** The bytes are not a batch. */
export class BatchError extends Error {
  override readonly name = 'BatchError';
}

/** One message of several frames. The limits are the caller's to keep; {@link joinedBytes} tells what a frame takes. */
export function packBatch(frames: readonly Uint8Array[], codec: BatchCodec): Buffer {
  const number = BATCH_CODECS.indexOf(codec);
  if (codec === 'plain') {
    const plain = joinFrames(frames, 1);
    plain[0] = number;
    return plain;
  }
  return Buffer.concat([Buffer.of(number), compress(joinFrames(frames, 0), codec)]);
}

function compress(body: Buffer, codec: 'deflate' | 'brotli'): Buffer {
  if (codec === 'deflate') return deflateRawSync(body, { level: DEFLATE_LEVEL });
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = {
    [BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [BROTLI_PARAM_LGWIN]: BROTLI_WINDOW_BITS,
    [BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return brotliCompressSync(body, { params });
}

/**
 * The frames of a message of `up/batch`, unread.
 * @throws BatchError with what is wrong
 */
export function unpackBatch(message: Uint8Array): Uint8Array[] {
  if (message.length > MAX_BATCH_BYTES) throw new BatchError(`${message.length} bytes, at most ${MAX_BATCH_BYTES} are allowed`);
  const codec = BATCH_CODECS[message[0] ?? BATCH_CODECS.length];
  if (!codec) throw new BatchError(message.length === 0 ? 'no bytes' : `unknown codec ${message[0]}`);
  const frames = splitFrames(decompress(message.subarray(1), codec), MAX_BATCH_FRAMES);
  if (!frames) throw new BatchError(`its lengths do not fit its bytes, or there are more than ${MAX_BATCH_FRAMES} frames`);
  if (frames.length === 0) throw new BatchError('no frames');
  return frames;
}

function decompress(body: Uint8Array, codec: BatchCodec): Uint8Array {
  if (codec === 'plain') return body;
  const limit = { maxOutputLength: MAX_UNPACKED_BYTES };
  try {
    return codec === 'deflate' ? inflateRawSync(body, limit) : brotliDecompressSync(body, limit);
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new BatchError(
      tooLarge ? `more than ${MAX_UNPACKED_BYTES} bytes after decompression` : `not ${codec}: ${(error as Error).message}`,
    );
  }
}
