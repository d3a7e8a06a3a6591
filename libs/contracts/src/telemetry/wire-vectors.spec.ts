import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decodeFrame, encodeFrame } from './codec.js';
import { FrameError } from './codec-error.js';
import type { Frame } from './frame.js';

/** The vectors that docs/wire.md gives to whoever writes an agent in another language. */
const vectors = JSON.parse(readFileSync('libs/contracts/assets/wire-vectors.json', 'utf8')) as {
  frames: { name: string; hex: string; frame: Frame }[];
  refused: { name: string; hex: string; reason: string }[];
};

describe('the published test vectors', () => {
  it.each(vectors.frames)('frame: $name', ({ hex, frame }) => {
    expect(decodeFrame(Buffer.from(hex, 'hex'))).toEqual(frame);
    expect(Buffer.from(encodeFrame(frame)).toString('hex')).toBe(hex);
  });

  it.each(vectors.refused)('refused: $name', ({ hex, reason }) => {
    expect(() => decodeFrame(Buffer.from(hex, 'hex'))).toThrow(FrameError);
    expect(() => decodeFrame(Buffer.from(hex, 'hex'))).toThrow(expect.objectContaining({ reason }));
  });

  it('have the bytes that docs/wire.md explains one by one', () => {
    const page = readFileSync('docs/wire.md', 'utf8');
    const block = /```text\n(0a 10[^`]*)```/.exec(page)?.[1] ?? '';
    const bytes = block.split('\n').map((line) => line.slice(0, line.indexOf('#')).replaceAll(' ', ''));
    expect(bytes.join('')).toBe(vectors.frames[0]?.hex);
  });
});
