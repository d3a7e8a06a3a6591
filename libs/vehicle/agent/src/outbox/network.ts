/** What the car knows of its connection: `metered` costs by the byte, `unmetered` never does, `auto` leaves it to measurement. */
export type NetworkHint = 'auto' | 'metered' | 'unmetered';

/** How the outbox treats the connection. */
export type NetworkKind = 'good' | 'slow' | 'metered';

/** Above this a broker's PUBACK takes too long, below the second it is fine again. */
const SLOW_MS = 400;
const GOOD_MS = 200;
/** Weight of a new measurement, as for round trips of TCP (RFC 6298, clause 2). */
const WEIGHT = 1 / 8;
/** Smaller messages say nothing about throughput. */
const TELLING_BYTES = 2048;
/** Taken for granted until measured. */
const FIRST_BYTES_PER_SECOND = 125_000;

/** Judges the connection by how long the broker's PUBACKs take. */
export class NetworkEstimate {
  #roundTripMs: number | undefined;
  #bytesPerSecond = FIRST_BYTES_PER_SECOND;
  #slow = false;
  /** When the messages that have no PUBACK yet were handed over. */
  readonly #open = new Set<{ atMs: number; bytes: number }>();

  constructor(private readonly hint: () => NetworkHint) {}

  /** Counts a message that goes out; call the result when its PUBACK has come. */
  sent(bytes: number, nowMs: number): (nowMs: number) => void {
    const message = { atMs: nowMs, bytes };
    this.#open.add(message);
    return (ackMs) => {
      if (this.#open.delete(message)) this.#measure(bytes, Math.max(0, ackMs - nowMs));
    };
  }

  #measure(bytes: number, elapsedMs: number): void {
    this.#roundTripMs = this.#roundTripMs === undefined ? elapsedMs : this.#roundTripMs + (elapsedMs - this.#roundTripMs) * WEIGHT;
    if (bytes >= TELLING_BYTES) {
      const rate = (bytes / Math.max(1, elapsedMs)) * 1000;
      this.#bytesPerSecond += (rate - this.#bytesPerSecond) * WEIGHT;
    }
    if (this.#roundTripMs > SLOW_MS) this.#slow = true;
    else if (this.#roundTripMs < GOOD_MS) this.#slow = false;
  }

  /** Messages without a PUBACK. */
  get unconfirmed(): number {
    return this.#open.size;
  }

  kind(nowMs: number): NetworkKind {
    const hint = this.hint();
    if (hint === 'metered') return 'metered';
    const [oldest] = this.#open;
    const stuck = oldest !== undefined && nowMs - oldest.atMs > SLOW_MS;
    return this.#slow || stuck ? 'slow' : 'good';
  }

  /** Milliseconds that a byte takes; on a metered connection so long that only size counts. */
  msPerByte(nowMs: number): number {
    return this.kind(nowMs) === 'metered' ? 1 : 1000 / this.#bytesPerSecond;
  }

  /** Payload bytes that pass in `ms`. */
  bytesWithin(ms: number): number {
    return (this.#bytesPerSecond * ms) / 1000;
  }

  /** The connection is gone, and nothing that was open will be confirmed. What was learnt of the network stays. */
  lost(): void {
    this.#open.clear();
  }
}
