const FIRST_CAPACITY = 65_536;
/** A buffer that had to grow beyond this for one large request is given back. */
const LARGEST_KEPT = 4_194_304;

/**
 * One growing buffer for a request to a broker, in the types of Kafka's protocol guide ("Protocol Primitive Types"):
 * big-endian integers, strings with a length before them, zigzag varints inside record batches. Used again for every request.
 */
export class WireWriter {
  private bytes = Buffer.allocUnsafeSlow(FIRST_CAPACITY);
  private position = 0;

  reset(): void {
    if (this.bytes.length > LARGEST_KEPT) this.bytes = Buffer.allocUnsafeSlow(FIRST_CAPACITY);
    this.position = 0;
  }

  get at(): number {
    return this.position;
  }

  /** What was written: a view that lasts until `reset`. */
  finish(): Buffer {
    return this.bytes.subarray(0, this.position);
  }

  int8(value: number): void {
    this.reserve(1);
    this.bytes[this.position++] = value;
  }

  int16(value: number): void {
    this.reserve(2);
    this.position = this.bytes.writeInt16BE(value, this.position);
  }

  int32(value: number): void {
    this.reserve(4);
    this.position = this.bytes.writeInt32BE(value, this.position);
  }

  /** `value` is a safe integer. */
  int64(value: number): void {
    this.int32(Math.floor(value / 0x1_0000_0000));
    this.int32(value | 0);
  }

  /** STRING, NULLABLE_STRING: INT16 length, -1 for null. */
  string(value: string | null): void {
    if (value === null) {
      this.int16(-1);
      return;
    }
    const length = Buffer.byteLength(value);
    this.int16(length);
    this.reserve(length);
    this.position += this.bytes.write(value, this.position);
  }

  /** Leaves room for an INT32 that is known later. */
  skipInt32(): number {
    this.reserve(4);
    this.position += 4;
    return this.position - 4;
  }

  setInt32(at: number, value: number): void {
    this.bytes.writeInt32BE(value | 0, at);
  }

  setInt64(at: number, value: number): void {
    this.setInt32(at, Math.floor(value / 0x1_0000_0000));
    this.setInt32(at + 4, value);
  }

  /** The written bytes, to compute a checksum over. */
  get written(): Uint8Array {
    return this.bytes;
  }

  /** VARINT or VARLONG of a non-negative safe integer: zigzag, so twice the value, seven bits a byte. */
  varint(value: number): void {
    this.reserve(10);
    if (value < 64) this.bytes[this.position++] = value << 1;
    else this.longVarint(value * 2);
  }

  private longVarint(zigzag: number): void {
    let rest = zigzag;
    while (rest > 0x7fffffff) {
      this.bytes[this.position++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    while (rest > 0x7f) {
      this.bytes[this.position++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.position++] = rest;
  }

  raw(value: Uint8Array): void {
    const { length } = value;
    this.reserve(length);
    const { bytes, position } = this;
    // A call into the engine's copy costs more than a short loop.
    if (length > 48) bytes.set(value, position);
    else for (let index = 0; index < length; index++) bytes[position + index] = value[index] as number;
    this.position += length;
  }

  /** UTF-8 with its length as a varint before it. */
  varintText(value: string): void {
    const { length } = value;
    const start = this.position;
    this.varint(length);
    this.reserve(length);
    const { bytes, position } = this;
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) {
        this.position = start;
        this.varintUtf8(value);
        return;
      }
      bytes[position + index] = code;
    }
    this.position = position + length;
  }

  private varintUtf8(value: string): void {
    const length = Buffer.byteLength(value);
    this.varint(length);
    this.reserve(length);
    this.position += this.bytes.write(value, this.position);
  }

  /** Leaves room for the two-byte varint of a length; give the result to {@link endBlock} after the content. */
  beginBlock(): number {
    this.reserve(2);
    this.position += 2;
    return this.position;
  }

  /** Writes the length of what followed `beginBlock`, moving it when the length does not take two bytes. */
  endBlock(start: number): void {
    const length = this.position - start;
    const size = length < 64 ? 1 : length < 8_192 ? 2 : length < 1_048_576 ? 3 : length < 134_217_728 ? 4 : 5;
    if (size !== 2) {
      this.reserve(3);
      this.bytes.copyWithin(start - 2 + size, start, this.position);
    }
    this.position = start - 2;
    this.varint(length);
    this.position += length;
  }

  private reserve(extra: number): void {
    if (this.position + extra <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.position + extra));
    this.bytes.copy(larger, 0, 0, this.position);
    this.bytes = larger;
  }
}
