import { encodeFrame, type Frame } from '@headway/contracts';

/**
 * A frame whose sequence, number and time of publication are written in place, so that publishers spend their cores on sending.
 * Number and time stand in a field that the protocol does not know (15) and every reader passes over, as text: a peer that turns
 * payloads into strings keeps it.
 */
export interface FrameTemplate {
  bytes: Buffer;
  sequenceAt: number;
  markerAt: number;
}

const MARKER = '#000000000000|0000000000000#';
const MARKER_DIGITS = 12;
const TIME_DIGITS = 13;
const UNKNOWN_FIELD = 15;
const TAG = (UNKNOWN_FIELD << 3) | 2;
/** Boot (a tag, a length, 16 bytes) and the tag of the sequence come first in a frame. */
const SEQUENCE_AT = 19;
/** The least sequence whose varint has four bytes. */
const FIRST_SEQUENCE = 2 ** 21;

/**
 * A valid telemetry frame of exactly so many bytes.
 * @throws RangeError below what header and marker take
 */
export function frameTemplate(
  payloadBytes: number,
  { boot, catalogue, signals }: { boot: string; catalogue: string; signals: readonly number[] },
): FrameTemplate {
  const frame: Frame = { boot, stream: 0, seq: FIRST_SEQUENCE, startTimeMs: Date.now(), catalogue, columns: [] };
  let encoded = encodeFrame(frame);
  const room = payloadBytes - MARKER.length - 3;
  if (encoded.length > room) throw new RangeError(`a frame needs at least ${encoded.length + MARKER.length + 3} bytes`);
  for (const signal of signals) {
    const columns = [...frame.columns, columnOf(signal)];
    const longer = encodeFrame({ ...frame, columns });
    if (longer.length > room) break;
    frame.columns = columns;
    encoded = longer;
  }
  const rest = payloadBytes - encoded.length;
  const lengthBytes = rest - 2 < 128 ? 1 : 2;
  const text = MARKER.padEnd(rest - 1 - lengthBytes, '.');
  const length = lengthBytes === 1 ? [text.length] : [(text.length & 0x7f) | 0x80, text.length >> 7];
  const bytes = Buffer.concat([encoded, Buffer.from([TAG, ...length]), Buffer.from(text)]);
  return { bytes, sequenceAt: SEQUENCE_AT, markerAt: encoded.length + 1 + lengthBytes };
}

/** Ten samples of one signal, as a vehicle sends them every second. */
const columnOf = (signal: number) => ({
  signal,
  offsetsMs: Array.from({ length: 10 }, (_, index) => index * 100),
  values: Array.from({ length: 10 }, (_, index) => 500 + signal * 10 + index),
});

/** Writes which frame it is: the vehicle's sequence from 0, the run's number, and the time in milliseconds since the epoch. */
export function stampFrame(
  { sequenceAt, markerAt }: FrameTemplate,
  bytes: Buffer,
  at: number,
  values: { sequence: number; number: number; epochMs: number },
): void {
  let rest = FIRST_SEQUENCE + values.sequence;
  for (let index = 0; index < 4; index++, rest = Math.floor(rest / 128)) {
    bytes[at + sequenceAt + index] = (rest % 128) | (index < 3 ? 0x80 : 0);
  }
  writeDigits(bytes, at + markerAt + 1, { digits: MARKER_DIGITS, value: values.number });
  writeDigits(bytes, at + markerAt + 2 + MARKER_DIGITS, { digits: TIME_DIGITS, value: values.epochMs });
}

function writeDigits(bytes: Buffer, at: number, { digits, value }: { digits: number; value: number }): void {
  let rest = value;
  for (let index = digits - 1; index >= 0; index--, rest = Math.floor(rest / 10)) bytes[at + index] = 48 + (rest % 10);
}

/** The marker in whatever a pipe made of the payload; undefined when it is not there. */
export function readMarker(value: Uint8Array): { number: number; epochMs: number } | undefined {
  const match = /#(\d{12})\|(\d{13})#/.exec(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1'));
  return match ? { number: Number(match[1]), epochMs: Number(match[2]) } : undefined;
}
