import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BATCH_CODECS, BatchError, MAX_BATCH_FRAMES, packBatch, unpackBatch } from './batch.js';
import { joinedBytes, joinFrames } from './joined.js';

const frames = fc.array(fc.uint8Array({ maxLength: 400 }), { minLength: 1, maxLength: 40 });
const same = (one: readonly Uint8Array[], other: readonly Uint8Array[]) =>
  one.length === other.length && one.every((bytes, index) => Buffer.compare(bytes, other[index] ?? Buffer.alloc(0)) === 0);
const bomb = (bytes: number) => Buffer.concat([Buffer.of(1), deflateRawSync(Buffer.alloc(bytes))]);

describe('a batch', () => {
  it.each(BATCH_CODECS)('in %s gives back its frames', (codec) => {
    fc.assert(fc.property(frames, (some) => same(unpackBatch(packBatch(some, codec)), some)));
  });

  it('takes frames of any size up to the limits', () => {
    const sizes = [0, 1, 127, 128, 16_383, 16_384, 1_048_000].map((size) => new Uint8Array(size).fill(size % 251));
    for (const size of sizes) {
      expect(joinedBytes(size)).toBe(joinFrames([size], 0).length);
      expect(same(unpackBatch(packBatch([size], 'plain')), [size])).toBe(true);
    }
    const most = Array.from({ length: MAX_BATCH_FRAMES }, (_, index) => Uint8Array.of(index));
    expect(unpackBatch(packBatch(most, 'brotli'))).toHaveLength(MAX_BATCH_FRAMES);
    expect(() => unpackBatch(packBatch([...most, Uint8Array.of(1)], 'brotli'))).toThrow(BatchError);
  });

  it.each<[string, Uint8Array]>([
    ['no bytes', new Uint8Array()],
    ['unknown codec 3', Uint8Array.of(3, 1, 1)],
    ['no frames', Uint8Array.of(0)],
    ['lengths do not fit', Uint8Array.of(0, 5, 1)],
    ['lengths do not fit', Uint8Array.of(0, 0x80, 0x80, 0x80, 0x80, 1)],
    ['lengths do not fit', Uint8Array.of(0, 0x80)],
    ['not deflate', Uint8Array.of(1, 0xff, 0xff, 0xff)],
    ['not brotli', Uint8Array.of(2, 0xff, 0xff, 0xff)],
    ['after decompression', bomb(4_194_305)],
    ['at most 1048576', Buffer.alloc(1_048_577)],
  ])('that says "%s" is refused', (text, bytes) => {
    expect(() => unpackBatch(bytes)).toThrow(BatchError);
    expect(() => unpackBatch(bytes)).toThrow(text);
  });

  it('cut or changed anywhere is refused or read, and never anything else', () => {
    fc.assert(
      fc.property(frames, fc.constantFrom(...BATCH_CODECS), fc.nat(), fc.nat(255), (some, codec, where, value) => {
        const packed = packBatch(some, codec);
        const at = where % packed.length;
        const changed = Buffer.from(packed);
        changed[at] = value;
        for (const bytes of [packed.subarray(0, at), changed]) {
          try {
            unpackBatch(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(BatchError);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('unpacks a bomb of any size in the memory of one batch', () => {
    const large = bomb(900_000_000);
    expect(large.length).toBeLessThan(1_048_576);
    const before = process.memoryUsage().rss;
    expect(() => unpackBatch(large)).toThrow('after decompression');
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });
});
