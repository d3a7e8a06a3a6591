/*
 * PostgreSQL frontend/backend protocol 3.0 (documentation, "Message Formats"), as far as a server has to see it:
 * which message it is, and where a unit ends that must reach the backend undivided.
 */

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;
const PROTOCOL_3 = 196_608;
const MAX_MESSAGE_BYTES = 134_217_728;

const SYNC = 0x53;
const QUERY = 0x51;
const FUNCTION_CALL = 0x46;
const FLUSH = 0x48;
const TERMINATE = 0x58;
const PASSWORD = 0x70;

export type FrontendUnit =
  | { kind: 'encryption-request' }
  | { kind: 'cancel-request' }
  | { kind: 'startup' }
  | { kind: 'password'; password: string }
  | { kind: 'terminate' }
  /** Complete messages up to and including a Sync, Query, FunctionCall or Flush. */
  | { kind: 'messages'; bytes: Buffer };

/**
 * Cuts a client's bytes into units. Parse, Bind, Describe and Execute stay together with their Sync: on a backend that several
 * clients share, another client's Parse in between would replace the unnamed statement, and after an error the
 * backend would skip the other's messages until this one's Sync.
 */
export class FrontendMessages {
  private buffer: Buffer = Buffer.alloc(0);
  private scanned = 0;
  private started = false;

  /** @throws Error when the bytes are not this protocol */
  *push(chunk: Buffer): Generator<FrontendUnit> {
    this.buffer = this.buffer.length === 0 ? chunk : Buffer.concat([this.buffer, chunk]);
    for (let unit = this.next(); unit; unit = this.next()) yield unit;
  }

  private next(): FrontendUnit | undefined {
    return this.started ? this.nextMessages() : this.nextStartup();
  }

  private nextStartup(): FrontendUnit | undefined {
    if (this.buffer.length < 8) return undefined;
    const length = checked(this.buffer.readInt32BE(0), 8);
    if (this.buffer.length < length) return undefined;
    const code = this.buffer.readInt32BE(4);
    this.take(length);
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: 'encryption-request' };
    if (code === CANCEL_REQUEST) return { kind: 'cancel-request' };
    if (code !== PROTOCOL_3) throw new Error(`protocol ${code} is not spoken here`);
    this.started = true;
    return { kind: 'startup' };
  }

  private nextMessages(): FrontendUnit | undefined {
    while (this.buffer.length >= this.scanned + 5) {
      const type = this.buffer[this.scanned] as number;
      const end = this.scanned + 1 + checked(this.buffer.readInt32BE(this.scanned + 1), 4);
      if (this.buffer.length < end) return undefined;
      if (type === TERMINATE) {
        this.take(end);
        return { kind: 'terminate' };
      }
      if (type === PASSWORD) {
        const password = this.take(end).toString('utf8', 5, end - 1);
        return { kind: 'password', password };
      }
      if (type === SYNC || type === QUERY || type === FUNCTION_CALL || type === FLUSH) return { kind: 'messages', bytes: this.take(end) };
      this.scanned = end;
    }
    return undefined;
  }

  private take(length: number): Buffer {
    const taken = this.buffer.subarray(0, length);
    this.buffer = this.buffer.subarray(length);
    this.scanned = 0;
    return taken;
  }
}

function checked(length: number, least: number): number {
  if (length < least || length > MAX_MESSAGE_BYTES) throw new Error(`a message of ${length} bytes is not valid`);
  return length;
}
