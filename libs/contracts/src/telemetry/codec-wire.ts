import { FrameError } from './codec-error.js';

/** Wire types of protobuf (encoding specification, "Message structure"). */
export const VARINT = 0;
export const FIXED64 = 1;
export const LENGTH = 2;
export const FIXED32 = 5;

const TWO_32 = 4_294_967_296;
const FIRST_CAPACITY = 4096;
const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A growing buffer that is used again for every frame, so that writing allocates only the result. */
export class WireWriter {
  private bytes = new Uint8Array(FIRST_CAPACITY);
  private view = new DataView(this.bytes.buffer);
  private at = 0;

  reset(): void {
    this.at = 0;
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.at);
  }

  get length(): number {
    return this.at;
  }

  tag(field: number, wireType: number): void {
    this.varint((field << 3) | wireType);
  }

  /** `value` is a non-negative safe integer. */
  varint(value: number): void {
    this.reserve(10);
    let rest = value;
    while (rest > 0x7fffffff) {
      this.bytes[this.at++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    while (rest > 0x7f) {
      this.bytes[this.at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.at++] = rest;
  }

  /** Zigzag: 0, -1, 1, -2 … become 0, 1, 2, 3 …; `value` is a safe integer of at most 2^52. */
  zigzag(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  float(value: number): void {
    this.reserve(4);
    this.view.setFloat32(this.at, value, true);
    this.at += 4;
  }

  double(value: number): void {
    this.reserve(8);
    this.view.setFloat64(this.at, value, true);
    this.at += 8;
  }

  raw(value: Uint8Array): void {
    this.reserve(value.length);
    this.bytes.set(value, this.at);
    this.at += value.length;
  }

  text(value: string): void {
    this.reserve(value.length * 3);
    this.at += utf8Encoder.encodeInto(value, this.bytes.subarray(this.at)).written;
  }

  /** Leaves room for a one-byte length; give the result to {@link end} after the content. */
  begin(): number {
    this.reserve(1);
    return ++this.at;
  }

  /** Writes the length of what followed `begin`, moving it when the length needs more than a byte. */
  end(start: number): void {
    const length = this.at - start;
    const extra = length < 0x80 ? 0 : length < 0x4000 ? 1 : length < 0x200000 ? 2 : length < 0x10000000 ? 3 : 4;
    if (extra > 0) {
      this.reserve(extra);
      this.bytes.copyWithin(start + extra, start, this.at);
    }
    this.at = start - 1;
    this.varint(length);
    this.at += length;
  }

  private reserve(extra: number): void {
    if (this.at + extra <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.at + extra));
    larger.set(this.bytes);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}

/** Reads protobuf wire format; `at` moves on, `end` is where the current message stops. */
export class WireReader {
  private view: DataView | undefined;
  at = 0;
  end: number;

  constructor(private readonly bytes: Uint8Array) {
    this.end = bytes.length;
  }

  /** A varint of at most 64 bits; above 2^53 it is only approximate, which range checks refuse. */
  varint(): number {
    const { bytes, end } = this;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      if (this.at >= end) throw truncated();
      const byte = bytes[this.at++] as number;
      low |= (byte & 0x7f) << shift;
      if (byte < 0x80) return low;
    }
    let scale = 268_435_456;
    for (let count = 4; count < 10; count++) {
      if (this.at >= end) throw truncated();
      const byte = bytes[this.at++] as number;
      high += (byte & 0x7f) * scale;
      if (byte < 0x80) return high + low;
      scale *= 128;
    }
    throw new FrameError('malformed', 'a varint has more than ten bytes');
  }

  zigzag(): number {
    const value = this.varint();
    if (value < TWO_32) return (value >>> 1) ^ -(value & 1);
    const half = Math.floor(value / 2);
    return value % 2 === 1 ? -half - 1 : half;
  }

  float(): number {
    this.need(4);
    const value = this.floats().getFloat32(this.at, true);
    this.at += 4;
    return value;
  }

  double(): number {
    this.need(8);
    const value = this.floats().getFloat64(this.at, true);
    this.at += 8;
    return value;
  }

  /** Reads a length and answers where the content ends. */
  block(): number {
    const length = this.varint();
    if (length > this.end - this.at) throw truncated();
    return this.at + length;
  }

  /** A view of length-delimited bytes, not a copy. */
  raw(): Uint8Array {
    const stop = this.block();
    const value = this.bytes.subarray(this.at, stop);
    this.at = stop;
    return value;
  }

  /**
   * `length` length-delimited bytes as hexadecimal digits, with a hyphen before some; empty when there are no bytes.
   * @throws FrameError when there are more or fewer
   */
  hex(length: number, hyphensBefore: readonly number[] = []): string {
    const stop = this.block();
    const first = this.at;
    this.at = stop;
    if (stop === first) return '';
    if (stop - first !== length) throw new FrameError('bad-identity', `${stop - first} bytes where there should be ${length}`);
    const codes: number[] = [];
    for (let index = 0; index < length; index++) {
      if (hyphensBefore.includes(index)) codes.push(HYPHEN);
      const byte = this.bytes[first + index] as number;
      codes.push(HEX_DIGITS[byte >> 4] as number, HEX_DIGITS[byte & 15] as number);
    }
    return String.fromCharCode(...codes);
  }

  text(): string {
    const raw = this.raw();
    try {
      return utf8Decoder.decode(raw);
    } catch {
      throw new FrameError('malformed', 'text is not valid UTF-8');
    }
  }

  /** Passes over a field that this reader does not know. */
  skip(wireType: number): void {
    if (wireType === VARINT) this.varint();
    else if (wireType === LENGTH) this.at = this.block();
    else if (wireType === FIXED64) this.double();
    else if (wireType === FIXED32) this.float();
    else throw new FrameError('malformed', `wire type ${wireType} is not used by proto3`);
  }

  /** Made when the first number of fixed width comes: many frames have none, and a header never has. */
  private floats(): DataView {
    const { buffer, byteOffset, byteLength } = this.bytes;
    return (this.view ??= new DataView(buffer, byteOffset, byteLength));
  }

  private need(count: number): void {
    if (count > this.end - this.at) throw truncated();
  }
}

const HYPHEN = 0x2d;
const HEX_DIGITS = [...'0123456789abcdef'].map((digit) => digit.charCodeAt(0));

const truncated = () => new FrameError('truncated', 'the bytes end inside a field');
