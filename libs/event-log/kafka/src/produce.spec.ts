import { createRequire } from 'node:module';
import type { LogRecord } from '@headway/event-log/port';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { crc32c } from './crc32c.js';
import { readProduceResponse, writeProduceRequest } from './produce.js';
import type { BatchRecord } from './record-batch.js';
import { WireWriter } from './wire-writer.js';

/** The client library's reading of a record batch: written by others, so that a mistake of ours cannot hide in both directions. */
const require = createRequire(import.meta.url);
const Decoder = require('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => object;
const decodeBatch = require('kafkajs/src/protocol/recordBatch/v0/decoder') as (decoder: object) => Promise<{
  firstTimestamp: string;
  maxTimestamp: string;
  lastOffsetDelta: number;
  records: { offset: string; timestamp: string; key: Buffer; value: Buffer; headers: Record<string, Buffer> }[];
}>;

const text = fc.string({ unit: 'binary', maxLength: 90 });
const headers = fc.dictionary(
  text.filter((name) => !(name in {}) && !/^\d+$/.test(name)),
  text,
  { maxKeys: 4, noNullPrototype: true },
);
const recordOf = fc.record({
  topic: fc.constantFrom('a', 'b.c'),
  key: text,
  value: fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.nat(20_000).map((length) => new Uint8Array(length).fill(length)),
  ),
  headers,
}) as fc.Arbitrary<LogRecord>;
const batchRecord = fc.record({ record: recordOf, timestampMs: fc.integer({ min: 0, max: 4_102_444_800_000 }) });

const writer = new WireWriter();
const REQUEST = { correlationId: 7, clientId: 'headway-测', timeoutMs: 1_000 };

/** Reads what stands before the record batch, by the grammar. */
function outline(bytes: Buffer) {
  let at = 0;
  const int16 = () => bytes.readInt16BE((at += 2) - 2);
  const int32 = () => bytes.readInt32BE((at += 4) - 4);
  const string = () => {
    const length = int16();
    if (length < 0) return null;
    at += length;
    return bytes.toString('utf8', at - length, at);
  };
  const head = {
    size: int32(),
    apiKey: int16(),
    apiVersion: int16(),
    correlationId: int32(),
    clientId: string(),
    transactionalId: string(),
    acks: int16(),
    timeoutMs: int32(),
  };
  const topics = Array.from({ length: int32() }, () => ({
    topic: string(),
    partitions: Array.from({ length: int32() }, () => {
      const partition = int32();
      const length = int32();
      at += length;
      return { partition, batch: bytes.subarray(at - length, at) };
    }),
  }));
  return { head, topics, rest: bytes.length - at };
}

describe('a Produce request', () => {
  it('carries every record as it is, with a checksum that fits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(batchRecord, { minLength: 1, maxLength: 12 }), async (records: BatchRecord[]) => {
        writeProduceRequest(writer, [{ topic: 't', partition: 3, records }], REQUEST);
        const { topics } = outline(writer.finish());
        const batch = topics[0]?.partitions[0]?.batch as Buffer;
        expect(batch.readInt32BE(8)).toBe(batch.length - 12);
        expect(batch.readUInt32BE(17)).toBe(crc32c(batch, 21));
        const decoded = await decodeBatch(new Decoder(batch));
        expect(decoded.lastOffsetDelta).toBe(records.length - 1);
        const base = records[0]?.timestampMs ?? 0;
        const expected = records.map(({ record, timestampMs }, index) => ({
          offset: String(index),
          timestamp: String(Math.max(base, timestampMs)),
          key: Buffer.from(record.key).toString('hex'),
          value: Buffer.from(record.value).toString('hex'),
          headers: Object.fromEntries(Object.entries(record.headers).map(([name, value]) => [name, Buffer.from(value).toString('hex')])),
        }));
        const hex = (bytes: Buffer | null) => (bytes ?? Buffer.alloc(0)).toString('hex');
        expect(
          decoded.records.map(({ offset, timestamp, key, value, headers: read }) => ({
            offset,
            timestamp,
            key: hex(key),
            value: hex(value),
            headers: Object.fromEntries(Object.entries(read).map(([name, bytes]) => [name, hex(bytes)])),
          })),
        ).toEqual(expected);
        expect(decoded.maxTimestamp).toBe(String(Math.max(...records.map(({ timestampMs }) => Math.max(base, timestampMs)))));
      }),
    );
  });

  it('names client, acknowledgement by all replicas, topics and partitions', () => {
    const record = { topic: 'a', key: 'k', value: new Uint8Array(0), headers: {} };
    const records = [{ record, timestampMs: 5 }];
    const places = [
      { topic: 'a', partition: 2, records },
      { topic: 'b', partition: 0, records },
      { topic: 'a', partition: 7, records },
    ];
    writeProduceRequest(writer, places, REQUEST);
    const bytes = writer.finish();
    const { head, topics, rest } = outline(bytes);
    expect(head).toEqual({ ...REQUEST, size: bytes.length - 4, apiKey: 0, apiVersion: 7, transactionalId: null, acks: -1 });
    expect(topics.map(({ topic, partitions }) => [topic, partitions.map(({ partition }) => partition)])).toEqual([
      ['a', [2, 7]],
      ['b', [0]],
    ]);
    expect(rest).toBe(0);
  });
});

describe('a Produce answer', () => {
  it('gives each partition’s place or error', () => {
    const bytes = Buffer.alloc(4 + 2 + 1 + 4 + 60 + 4);
    bytes.writeInt32BE(1, 0);
    bytes.writeInt16BE(1, 4);
    bytes.write('t', 6);
    bytes.writeInt32BE(2, 7);
    bytes.writeInt32BE(4, 11);
    bytes.writeBigInt64BE(9_007_199_254_740_993n, 17);
    bytes.writeInt32BE(5, 41);
    bytes.writeInt16BE(6, 45);
    bytes.writeBigInt64BE(-1n, 47);
    expect(readProduceResponse(bytes)).toEqual([
      { topic: 't', partition: 4, errorCode: 0, baseOffset: 9_007_199_254_740_993n },
      { topic: 't', partition: 5, errorCode: 6, baseOffset: -1n },
    ]);
    for (let length = 0; length < 55; length++)
      expect(() => readProduceResponse(bytes.subarray(0, length))).toThrow(/out of range|outside buffer/);
  });
});
