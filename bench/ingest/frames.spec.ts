import { decodeFrame } from '@headway/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { frameTemplate, readMarker, stampFrame } from './frames.js';

const boot = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const catalogue = '0123abcd';
const signals = Array.from({ length: 60 }, (_, index) => index + 1);

describe('the frames that publishers send', () => {
  it('are valid, of exactly the size asked for, and carry their number and time', () => {
    const size = fc.oneof(fc.integer({ min: 80, max: 400 }), fc.constantFrom(120, 1200));
    fc.assert(
      fc.property(size, fc.nat(2_000_000), fc.nat(999_999_999), (payloadBytes, sequence, number) => {
        const template = frameTemplate(payloadBytes, { boot, catalogue, signals });
        const bytes = Buffer.concat([Buffer.from('topic'), template.bytes]);
        stampFrame(template, bytes, 5, { sequence, number, epochMs: 1_795_000_000_123 });
        const payload = bytes.subarray(5);
        expect(payload).toHaveLength(payloadBytes);
        expect(decodeFrame(payload)).toMatchObject({ boot, catalogue, stream: 0, seq: 2 ** 21 + sequence });
        expect(readMarker(payload)).toEqual({ number, epochMs: 1_795_000_000_123 });
      }),
      { numRuns: 25 },
    );
  });

  it('refuse a size that nothing fits in', () => {
    expect(() => frameTemplate(40, { boot, catalogue, signals })).toThrow('a frame needs at least');
    expect(readMarker(Buffer.from('{"value":1}'))).toBeUndefined();
  });
});
