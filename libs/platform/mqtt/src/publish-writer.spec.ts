import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { generate } from 'mqtt-packet';
import { writePublish } from './publish-writer.js';

describe('a publication of ours', () => {
  it('is written as the general encoder writes it', () => {
    const payload = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.nat(70_000).map((length) => new Uint8Array(length).fill(9)),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }),
        payload,
        fc.constantFrom(4 as const, 5 as const),
        (topic, content, protocolVersion) => {
          fc.pre(!/[#+\0]/.test(topic));
          const general = generate(
            { cmd: 'publish', topic, payload: Buffer.from(content), qos: 0, dup: false, retain: false },
            { protocolVersion },
          );
          expect(Buffer.compare(writePublish(topic, content, protocolVersion), general)).toBe(0);
        },
      ),
    );
  });
});
