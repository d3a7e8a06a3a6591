import type { LogRecord } from '@headway/event-log/port';
import { crc32c } from './crc32c.js';
import type { WireWriter } from './wire-writer.js';

/** A record of a batch, with the time at which it was handed over, milliseconds since the epoch. */
export interface BatchRecord {
  record: LogRecord;
  timestampMs: number;
}

const MAGIC = 2;
const NONE = -1;
const NO_COMPRESSION = 0;

/**
 * Writes one record batch, format 2 (Kafka documentation, "Message Format"; KIP-98):
 *
 *     baseOffset int64, batchLength int32, partitionLeaderEpoch int32, magic int8, crc uint32 (CRC-32C of everything after it),
 *     attributes int16, lastOffsetDelta int32, baseTimestamp int64, maxTimestamp int64,
 *     producerId int64, producerEpoch int16, baseSequence int32, records [int32 count, then each]
 *
 * @param records at least one; where the clock was set back, a record keeps the first one's time
 */
export function writeRecordBatch(writer: WireWriter, records: readonly BatchRecord[]): void {
  const base = (records[0] as BatchRecord).timestampMs;
  writer.int64(0);
  const lengthAt = writer.skipInt32();
  writer.int32(NONE);
  writer.int8(MAGIC);
  const crcAt = writer.skipInt32();
  writer.int16(NO_COMPRESSION);
  writer.int32(records.length - 1);
  writer.int64(base);
  const newestAt = writer.at;
  writer.int64(base);
  writer.int64(NONE);
  writer.int16(NONE);
  writer.int32(NONE);
  writer.int32(records.length);
  let newestDelta = 0;
  for (let index = 0; index < records.length; index++) {
    const { record, timestampMs } = records[index] as BatchRecord;
    const timestampDelta = timestampMs > base ? timestampMs - base : 0;
    if (timestampDelta > newestDelta) newestDelta = timestampDelta;
    writeRecord(writer, record, { timestampDelta, offsetDelta: index });
  }
  writer.setInt64(newestAt, base + newestDelta);
  writer.setInt32(lengthAt, writer.at - lengthAt - 4);
  writer.setInt32(crcAt, crc32c(writer.written, crcAt + 4, writer.at));
}

/**
 *     length varint, attributes int8, timestampDelta varlong, offsetDelta varint, key [varint length, bytes],
 *     value [varint length, bytes], headers [varint count, each: key [varint length, bytes], value [varint length, bytes]]
 */
function writeRecord(writer: WireWriter, { key, value, headers }: LogRecord, place: { timestampDelta: number; offsetDelta: number }): void {
  const start = writer.beginBlock();
  writer.int8(0);
  writer.varint(place.timestampDelta);
  writer.varint(place.offsetDelta);
  writer.varintText(key);
  writer.varint(value.length);
  writer.raw(value);
  let count = 0;
  for (const _ in headers) count++;
  writer.varint(count);
  for (const name in headers) {
    writer.varintText(name);
    writer.varintText(headers[name] as string);
  }
  writer.endBlock(start);
}
