import { crc32 } from 'node:zlib';
import type { LogRecord, StoredRecord } from '@headway/event-log/port';

/*
 * Key of a record: topic id (uint16), partition (uint16), offset (uint64), all big-endian, so that byte order is reading order.
 * Value: format (uint8, 1), CRC-32 of all that follows (uint32), timestamp in milliseconds (float64), key length (uint32), headers
 * length (uint32), key (UTF-8), headers (JSON, UTF-8), value. Logs of the first release have neither format nor checksum: they begin
 * with the timestamp, whose first byte never is 1.
 */
const KEY_BYTES = 12;
const FORMAT = 1;
const PREFIX_BYTES = 5;
const FIXED_BYTES = 16;

/** A record whose bytes are not those that were written. */
export class DamagedRecordError extends Error {}

/** LMDB key of a record. */
export function encodeRecordKey(topicId: number, partition: number, offset: number): Buffer {
  const key = Buffer.allocUnsafe(KEY_BYTES);
  key.writeUInt16BE(topicId, 0);
  key.writeUInt16BE(partition, 2);
  key.writeUInt32BE(Math.floor(offset / 0x1_0000_0000), 4);
  key.writeUInt32BE(offset % 0x1_0000_0000, 8);
  return key;
}

/** Offset of a record, from its LMDB key. */
export const offsetOfKey = (key: Uint8Array) => {
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  return view.getUint32(4) * 0x1_0000_0000 + view.getUint32(8);
};

/** LMDB value of a record. */
export function encodeRecord(record: Pick<LogRecord, 'key' | 'value' | 'headers'>, timestampMs: number): Buffer {
  const headers = JSON.stringify(record.headers);
  const keyBytes = Buffer.byteLength(record.key);
  const headerBytes = Buffer.byteLength(headers);
  const keyAt = PREFIX_BYTES + FIXED_BYTES;
  const bytes = Buffer.allocUnsafe(keyAt + keyBytes + headerBytes + record.value.byteLength);
  bytes.writeUInt8(FORMAT, 0);
  bytes.writeDoubleBE(timestampMs, PREFIX_BYTES);
  bytes.writeUInt32BE(keyBytes, PREFIX_BYTES + 8);
  bytes.writeUInt32BE(headerBytes, PREFIX_BYTES + 12);
  bytes.write(record.key, keyAt, 'utf8');
  bytes.write(headers, keyAt + keyBytes, 'utf8');
  bytes.set(record.value, keyAt + keyBytes + headerBytes);
  bytes.writeUInt32BE(crc32(bytes.subarray(PREFIX_BYTES)), 1);
  return bytes;
}

const startOf = (bytes: Buffer) => (bytes[0] === FORMAT ? PREFIX_BYTES : 0);

/** When a stored record was appended, without decoding or checking the rest; 0 for bytes that are too few. */
export const timestampOf = (bytes: Buffer) => {
  const start = startOf(bytes);
  return bytes.length >= start + 8 ? bytes.readDoubleBE(start) : 0;
};

/**
 * Reads a stored record; its value is a view into `bytes`.
 * @throws DamagedRecordError
 */
export function decodeRecord(offset: number, bytes: Buffer): StoredRecord {
  const start = startOf(bytes);
  try {
    if (start > 0 && crc32(bytes.subarray(PREFIX_BYTES)) !== bytes.readUInt32BE(1)) throw new DamagedRecordError('the checksum is wrong');
    const keyAt = start + FIXED_BYTES;
    const headersAt = keyAt + bytes.readUInt32BE(start + 8);
    const valueAt = headersAt + bytes.readUInt32BE(start + 12);
    return {
      offset: BigInt(offset),
      key: bytes.toString('utf8', keyAt, headersAt),
      headers: JSON.parse(bytes.toString('utf8', headersAt, valueAt)) as Record<string, string>,
      value: bytes.subarray(valueAt),
      timestampMs: timestampOf(bytes),
    };
  } catch (error) {
    throw error instanceof DamagedRecordError ? error : new DamagedRecordError((error as Error).message);
  }
}
