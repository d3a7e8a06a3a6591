import type { LogRecord, StoredRecord } from '@headway/event-log/port';

/*
 * Key of a record: topic id (uint16), partition (uint16), offset (uint64), all big-endian, so that byte order is reading order.
 * Value: timestamp in milliseconds (float64), key length (uint32), headers length (uint32), key (UTF-8), headers (JSON, UTF-8), value.
 */
const KEY_BYTES = 12;
const FIXED_BYTES = 16;

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
  const bytes = Buffer.allocUnsafe(FIXED_BYTES + keyBytes + headerBytes + record.value.byteLength);
  bytes.writeDoubleBE(timestampMs, 0);
  bytes.writeUInt32BE(keyBytes, 8);
  bytes.writeUInt32BE(headerBytes, 12);
  bytes.write(record.key, FIXED_BYTES, 'utf8');
  bytes.write(headers, FIXED_BYTES + keyBytes, 'utf8');
  bytes.set(record.value, FIXED_BYTES + keyBytes + headerBytes);
  return bytes;
}

/** When a stored record was appended, without decoding the rest. */
export const timestampOf = (bytes: Buffer) => bytes.readDoubleBE(0);

/** Reads a stored record; its value is a view into `bytes`. */
export function decodeRecord(offset: number, bytes: Buffer): StoredRecord {
  const headersAt = FIXED_BYTES + bytes.readUInt32BE(8);
  const valueAt = headersAt + bytes.readUInt32BE(12);
  return {
    offset: BigInt(offset),
    key: bytes.toString('utf8', FIXED_BYTES, headersAt),
    headers: JSON.parse(bytes.toString('utf8', headersAt, valueAt)) as Record<string, string>,
    value: bytes.subarray(valueAt),
    timestampMs: timestampOf(bytes),
  };
}
