import { crc32 } from 'node:zlib';
import type { SequenceRanges } from '@headway/contracts';

/*
 * A segment is a run of records; all numbers are little-endian:
 *
 *   record   = length:u32  crc:u32  body[length]          crc = CRC-32 (ISO-HDLC) of body
 *   body     = kind:u8 ...
 *   frame    = 1  boot[16]  stream:u8  seq:u48  at:u48  bytes…
 *   settled  = 2  boot[16]  stream:u8  (first:u48 last:u48)…     acknowledged or dropped
 *   heads    = 3  (boot[16] stream:u8 lastSeq:u48)…              the first record of every segment
 *   forget   = 4  boot[16] (stream:u8 total:u48)…            frames of all forgotten boots so far
 */
const PREFIX_BYTES = 8;
const FRAME_HEAD_BYTES = 30;
const U48_BYTES = 6;
const KEY_BYTES = 18;
const HEAD_BYTES = 23;
const TOTAL_BYTES = 7;
const FORGET_HEAD_BYTES = 17;

/** Largest body that is believed; a longer length is damage. */
export const MAX_BODY_BYTES = 4_194_304;

/** Ranges that fit one `settled` record. */
const MAX_RANGES = 10_000;

export type SpoolRecord =
  | { kind: 'frame'; boot: string; stream: number; seq: number; atMs: number; bytes: Uint8Array }
  | { kind: 'settled'; boot: string; stream: number; ranges: SequenceRanges }
  | { kind: 'heads'; heads: { boot: string; stream: number; lastSeq: number }[] }
  | { kind: 'forget'; boot: string; totals: { stream: number; lastSeq: number }[] };

const KIND = { frame: 1, settled: 2, heads: 3, forget: 4 } as const;

const writeBoot = (body: Buffer, boot: string, at: number) => body.write(boot.replaceAll('-', ''), at, 16, 'hex');

function readBoot(body: Buffer, at: number): string {
  const hex = body.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function withKey(kind: number, length: number, boot: string, stream: number): Buffer {
  const body = Buffer.alloc(length);
  body[0] = kind;
  writeBoot(body, boot, 1);
  body[17] = stream;
  return body;
}

function bodyOf(record: SpoolRecord): Buffer {
  switch (record.kind) {
    case 'frame': {
      const body = withKey(KIND.frame, FRAME_HEAD_BYTES + record.bytes.length, record.boot, record.stream);
      body.writeUIntLE(record.seq, 18, U48_BYTES);
      body.writeUIntLE(record.atMs, 24, U48_BYTES);
      body.set(record.bytes, FRAME_HEAD_BYTES);
      return body;
    }
    case 'settled': {
      const ranges = record.ranges.slice(0, MAX_RANGES);
      const body = withKey(KIND.settled, KEY_BYTES + ranges.length * 2 * U48_BYTES, record.boot, record.stream);
      ranges.flat().forEach((value, i) => body.writeUIntLE(value, KEY_BYTES + i * U48_BYTES, U48_BYTES));
      return body;
    }
    case 'heads': {
      const body = Buffer.alloc(1 + record.heads.length * HEAD_BYTES);
      body[0] = KIND.heads;
      record.heads.forEach((head, i) => {
        const at = 1 + i * HEAD_BYTES;
        writeBoot(body, head.boot, at);
        body[at + 16] = head.stream;
        body.writeUIntLE(head.lastSeq, at + 17, U48_BYTES);
      });
      return body;
    }
    case 'forget': {
      const body = Buffer.alloc(FORGET_HEAD_BYTES + record.totals.length * TOTAL_BYTES);
      body[0] = KIND.forget;
      writeBoot(body, record.boot, 1);
      record.totals.forEach(({ stream, lastSeq }, i) => {
        body[FORGET_HEAD_BYTES + i * TOTAL_BYTES] = stream;
        body.writeUIntLE(lastSeq, FORGET_HEAD_BYTES + i * TOTAL_BYTES + 1, U48_BYTES);
      });
      return body;
    }
  }
}

function parseBody(body: Buffer): SpoolRecord | undefined {
  const kind = body[0];
  if (kind === KIND.frame && body.length >= FRAME_HEAD_BYTES) {
    const seq = body.readUIntLE(18, U48_BYTES);
    const atMs = body.readUIntLE(24, U48_BYTES);
    return { kind: 'frame', boot: readBoot(body, 1), stream: body[17] ?? 0, seq, atMs, bytes: body.subarray(FRAME_HEAD_BYTES) };
  }
  if (kind === KIND.settled && (body.length - KEY_BYTES) % (2 * U48_BYTES) === 0) {
    const ranges: SequenceRanges = [];
    for (let at = KEY_BYTES; at < body.length; at += 2 * U48_BYTES) {
      ranges.push([body.readUIntLE(at, U48_BYTES), body.readUIntLE(at + U48_BYTES, U48_BYTES)]);
    }
    return { kind: 'settled', boot: readBoot(body, 1), stream: body[17] ?? 0, ranges };
  }
  if (kind === KIND.heads && (body.length - 1) % HEAD_BYTES === 0) {
    const heads = Array.from({ length: (body.length - 1) / HEAD_BYTES }, (_, i) => {
      const at = 1 + i * HEAD_BYTES;
      return { boot: readBoot(body, at), stream: body[at + 16] ?? 0, lastSeq: body.readUIntLE(at + 17, U48_BYTES) };
    });
    return { kind: 'heads', heads };
  }
  if (kind === KIND.forget && body.length >= FORGET_HEAD_BYTES && (body.length - FORGET_HEAD_BYTES) % TOTAL_BYTES === 0) {
    const totals = Array.from({ length: (body.length - FORGET_HEAD_BYTES) / TOTAL_BYTES }, (_, i) => {
      const at = FORGET_HEAD_BYTES + i * TOTAL_BYTES;
      return { stream: body[at] ?? 0, lastSeq: body.readUIntLE(at + 1, U48_BYTES) };
    });
    return { kind: 'forget', boot: readBoot(body, 1), totals };
  }
  return undefined;
}

/** A record as it stands in a segment. */
export function encodeRecord(record: SpoolRecord): Buffer {
  const body = bodyOf(record);
  const encoded = Buffer.allocUnsafe(PREFIX_BYTES + body.length);
  encoded.writeUInt32LE(body.length, 0);
  encoded.writeUInt32LE(crc32(body), 4);
  body.copy(encoded, PREFIX_BYTES);
  return encoded;
}

/** Bytes that a frame of `length` bytes takes in a segment. */
export const frameRecordBytes = (length: number) => PREFIX_BYTES + FRAME_HEAD_BYTES + length;

/** Bytes that a segment's first record takes. */
export const headsRecordBytes = (heads: number) => PREFIX_BYTES + 1 + heads * HEAD_BYTES;

/** The record at `at` and its size; undefined when there is none that is whole and unharmed. Its bytes share `data`'s memory. */
export function decodeRecord(data: Buffer, at: number): { record: SpoolRecord; size: number } | undefined {
  if (at + PREFIX_BYTES > data.length) return undefined;
  const length = data.readUInt32LE(at);
  const end = at + PREFIX_BYTES + length;
  if (length === 0 || length > MAX_BODY_BYTES || end > data.length) return undefined;
  const body = data.subarray(at + PREFIX_BYTES, end);
  if (crc32(body) !== data.readUInt32LE(at + 4)) return undefined;
  const record = parseBody(body);
  return record ? { record, size: PREFIX_BYTES + length } : undefined;
}

/** Every whole record of a segment with its offset. Damage is stepped over byte by byte to the next record whose checksum holds. */
export function* scanRecords(data: Buffer): Generator<{ record: SpoolRecord; at: number; size: number }, number> {
  let corrupt = 0;
  for (let at = 0; at < data.length;) {
    const found = decodeRecord(data, at);
    if (found) {
      yield { ...found, at };
      at += found.size;
    } else {
      corrupt += 1;
      at += 1;
    }
  }
  return corrupt;
}
