import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BatchError, unpackBatch } from './batch.js';

const vectors = JSON.parse(readFileSync('libs/contracts/assets/wire-vectors.json', 'utf8')) as {
  batches: { name: string; hex: string; frames: string[] }[];
  refusedBatches: { name: string; hex: string }[];
};

describe('the published test vectors of batches', () => {
  it.each(vectors.batches)('$name', ({ hex, frames }) => {
    expect(unpackBatch(Buffer.from(hex, 'hex')).map((frame) => Buffer.from(frame).toString('hex'))).toEqual(frames);
  });

  it.each(vectors.refusedBatches)('refused: $name', ({ hex }) => {
    expect(() => unpackBatch(Buffer.from(hex, 'hex'))).toThrow(BatchError);
  });
});
