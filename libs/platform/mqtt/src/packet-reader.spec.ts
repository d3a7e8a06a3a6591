import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { generate, type IPublishPacket, type Packet } from 'mqtt-packet';
import { PacketReader, type PublishPacket } from './packet-reader.js';

/** What a reader makes of a stream that comes in these pieces. */
function read(pieces: Buffer[], protocolVersion: 4 | 5) {
  const seen: (PublishPacket | Buffer)[] = [];
  const reader = new PacketReader({
    protocolVersion,
    onPublish: (packets) => seen.push(...packets),
    onOther: (packet) => seen.push(packet),
  });
  for (const piece of pieces) reader.feed(piece);
  return seen;
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const publish: fc.Arbitrary<IPublishPacket> = fc
  .record({
    topic: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((topic) => !/[#+\0]/.test(topic)),
    payload: fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.nat(70_000).map((length) => new Uint8Array(length).fill(7)),
    ),
    qos: fc.constantFrom(0 as const, 1 as const),
    messageId: fc.integer({ min: 1, max: 65_535 }),
    retain: fc.boolean(),
    dup: fc.boolean(),
    user: fc.array(fc.tuple(text, text), { maxLength: 3 }),
    expiry: fc.option(fc.nat(100_000), { nil: undefined }),
    contentType: fc.option(text, { nil: undefined }),
  })
  .map(({ payload, user, expiry, contentType, dup, ...rest }) => ({
    ...rest,
    dup: rest.qos > 0 && dup,
    cmd: 'publish' as const,
    payload: Buffer.from(payload),
    properties: {
      payloadFormatIndicator: false,
      responseTopic: 'r',
      correlationData: Buffer.from('c'),
      subscriptionIdentifier: 200,
      ...(user.length > 0 ? { userProperties: Object.fromEntries(user) } : {}),
      ...(expiry === undefined ? {} : { messageExpiryInterval: expiry }),
      ...(contentType === undefined ? {} : { contentType }),
    },
  }));
const pingresp: Packet = { cmd: 'pingresp' };

describe.each([4, 5] as const)('the packet reader, protocol level %i', (protocolVersion) => {
  it('reads what the general encoder writes, however the stream is cut', () => {
    const stream = fc.array(fc.oneof({ weight: 4, arbitrary: publish }, { weight: 1, arbitrary: fc.constant(pingresp) }), { maxLength: 8 });
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 12 }), (packets, cuts) => {
        const bytes = Buffer.concat(packets.map((packet) => generate(packet, { protocolVersion })));
        const places = [0, ...cuts.map((cut) => (bytes.length === 0 ? 0 : cut % bytes.length)).sort((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        const seen = read(pieces, protocolVersion);
        expect(seen).toHaveLength(packets.length);
        packets.forEach((packet, index) => {
          const got = seen[index] as PublishPacket;
          if (packet.cmd !== 'publish') return expect(got).toEqual(generate(packet, { protocolVersion }));
          const { topic, payload, qos, retain, dup, messageId, properties } = packet;
          expect(got).toMatchObject({ topic, qos, retain, duplicate: dup, id: qos > 0 ? messageId : 0 });
          expect(Buffer.compare(got.payload, payload as Buffer)).toBe(0);
          if (protocolVersion === 4) return expect(got.properties).toBeUndefined();
          expect(Object.fromEntries(got.properties?.userProperties ?? [])).toEqual({ ...properties?.userProperties });
          expect(got.properties?.messageExpiryS).toBe(properties?.messageExpiryInterval);
          expect(got.properties?.contentType).toBe(properties?.contentType);
        });
      }),
    );
  });

  it('throws for what is not MQTT, and never for want of bytes', () => {
    expect(() => read([Buffer.from([0x32, 0xff, 0xff, 0xff, 0xff, 1])], protocolVersion)).toThrow('longer than MQTT allows');
    expect(() => read([Buffer.from([0x32, 2, 0, 9])], protocolVersion)).toThrow('goes beyond its end');
    expect(() => read([Buffer.from([0x32, 1, 0])], protocolVersion)).toThrow('without a topic');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          read([Buffer.from(bytes)], protocolVersion);
        } catch (error) {
          expect((error as Error).message).toMatch(/PUBLISH|MQTT|topic alias/);
        }
      }),
    );
  });
});
