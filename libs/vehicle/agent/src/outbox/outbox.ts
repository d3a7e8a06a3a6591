import { EVENT_STREAM, type SequenceRanges, type UpChannel } from '@headway/contracts';
import { joinedBytes, MAX_BATCH_BYTES, MAX_BATCH_FRAMES } from '@headway/telemetry/batch';
import type { Priority, Spool } from '@headway/telemetry/spool';
import { type FrameRef, InFlight } from './in-flight.js';
import { NetworkEstimate, type NetworkHint, type NetworkKind } from './network.js';
import { Packer } from './packer.js';
import { TokenBucket } from './token-bucket.js';

/** How fast a vehicle catches up with what it could not send. New frames are not counted: they come at their own pace. */
export interface CatchUpOptions {
  framesPerSecond: number;
  /** Payload bytes as they are sent. */
  bytesPerSecond: number;
  /** Frames on their way at once. */
  windowFrames: number;
  /** Longest random pause before a backlog, so that a fleet that was cut off together does not catch up together; shorter for a small one. */
  jitterMs: number;
}

/** What the link is told of a message. */
export interface Delivery {
  /** After this long the message is of no use: its frames are sent again. */
  expiryMs: number;
  /** To be called when the broker has confirmed it. */
  confirmed: () => void;
}

export interface OutboxOptions {
  spool: Pick<Spool, 'has' | 'read' | 'pending' | 'stats'>;
  clock: () => number;
  monotonic: () => number;
  random: () => number;
  transmit: (channel: UpChannel, payload: Uint8Array, delivery: Delivery) => void;
  /** Whether the broker takes one more message without having confirmed those before, and how large one may be. */
  room: () => { ready: boolean; messageBytes: number };
  network: () => NetworkHint;
  /** A frame on the disk that can no longer be read. */
  onCorrupt: (frame: FrameRef) => void;
  /** A frame that the broker does not take, told once; it stays in the spool. `mostBytes` is the largest payload. */
  onTooLarge: (frame: FrameRef, payload: { bytes: number; mostBytes: number }) => void;
  /** New frames on their way at once. */
  windowFrames: number;
  /** A frame that is not acknowledged after this long is published again; the pause doubles each time. */
  ackTimeoutMs: number;
  /** Longest random pause after a connection. */
  reconnectJitterMs: number;
  catchUp: CatchUpOptions;
}

interface LiveFrame extends FrameRef {
  bytes: Uint8Array;
}

const LONGEST_ACK_TIMEOUT_MS = 120_000;
/**
 * Until the platform has answered on a connection, counted from the PUBACK: a broker that has just come back takes frames before anybody
 * subscribes, and acknowledges what it then has nobody to give to (MQTT 3.1.1, clause 4.3.2, promises nothing more).
 */
const UNANSWERED_ACK_TIMEOUT_MS = 1_500;
/** Where PUBACKs are slow, acknowledgements are too. */
const SLOW_PATIENCE = 4;
/** New frames that wait in memory; more than that waits in the spool. */
const LIVE_LIMIT = 256;
/** On a good connection so many new frames must have come together before they share a message. */
const CROWD = 8;
/** How long a new frame waits for company, milliseconds. */
const LINGER_MS: Record<NetworkKind, number> = { good: 0, slow: 1000, metered: 5000 };
/** Messages of a backlog that the broker has not confirmed: on a slow connection a new frame waits for at most one. */
const CATCH_UP_MESSAGES: Record<NetworkKind, number> = { good: 8, slow: 1, metered: 2 };
const BATCH_BYTES = 65_536;
const BATCH_HEAD_BYTES = 16;
const SMALLEST_BATCH_BYTES = 4096;
/** A message of a backlog takes about so long on a slow connection. */
const BATCH_MS = 500;
/** After so many attempts in company a frame is sent alone: whatever is wrong with a batch must not keep it from arriving. */
const ATTEMPTS_IN_COMPANY = 2;
/** Frames too large for a broker of which we remember that it was said. */
const MOST_SAID = 1000;

/** Decides what is published when: new frames first, then the backlog at a bounded rate, in batches where the network asks for it. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #network: NetworkEstimate;
  readonly #packer: Packer;
  readonly #inFlight = new InFlight();
  readonly #frameTokens: TokenBucket;
  readonly #byteTokens: TokenBucket;
  readonly #timers = new Map<'start' | 'live' | 'backlog', NodeJS.Timeout>();
  #live: LiveFrame[] = [];
  #lingerUntilMs = 0;
  #asked: FrameRef[] = [];
  #backlog: Iterator<FrameRef> | undefined;
  /** New frames have gone to the spool only, behind where the backlog is being read. */
  #behind = false;
  #backlogFromMs = 0;
  #catchUpMessages = 0;
  #connection = 0;
  readonly #said = new Set<string>();
  /** The platform has acknowledged something on this connection. */
  #answered = false;
  #up = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
    const { clock, monotonic, network, catchUp } = options;
    this.#network = new NetworkEstimate(network);
    this.#packer = new Packer(monotonic);
    this.#frameTokens = new TokenBucket({ perSecond: catchUp.framesPerSecond, burst: catchUp.framesPerSecond }, clock());
    this.#byteTokens = new TokenBucket({ perSecond: catchUp.bytesPerSecond, burst: catchUp.bytesPerSecond }, clock());
  }

  /** Frames on their way. */
  get inFlight(): number {
    return this.#inFlight.size;
  }

  /** The link is up: after a short random pause new frames go out, and a backlog after another one. */
  connected(): void {
    const { random, reconnectJitterMs, catchUp, clock, spool } = this.#options;
    this.#connection += 1;
    this.#later('start', random() * reconnectJitterMs, () => {
      this.#up = true;
      this.#backlog = spool.pending();
      this.#backlogFromMs = clock() + random() * Math.min(catchUp.jitterMs, this.#catchUpMs() / 2);
      this.pump();
    });
  }

  disconnected(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#up = false;
    this.#answered = false;
    this.#connection += 1;
    this.#catchUpMessages = 0;
    this.#network.lost();
    this.#inFlight.clear();
    this.#live = [];
    this.#asked = [];
    this.#backlog = undefined;
    this.#behind = false;
  }

  /** How long catching up will take at least. */
  #catchUpMs(): number {
    const { spool, catchUp } = this.#options;
    return (spool.stats().frames / catchUp.framesPerSecond) * 1000;
  }

  /** A new frame, already in the spool. */
  offer(frame: LiveFrame, priority: Priority): void {
    if (!this.#up) return;
    if (this.#live.length >= LIVE_LIMIT) this.#behind = true;
    else {
      const now = this.#options.clock();
      if (this.#live.length === 0) this.#lingerUntilMs = now + LINGER_MS[this.#network.kind(now)];
      if (priority === 'critical') this.#lingerUntilMs = now;
      this.#live.push(frame);
    }
    this.pump();
  }

  /** Frames that the platform asks for, also when they are on their way. */
  ask(frames: readonly FrameRef[]): void {
    for (const frame of frames) this.#inFlight.remove(frame);
    this.#asked.push(...frames);
    this.pump();
  }

  acknowledged(boot: string, stream: number, ranges: SequenceRanges): void {
    this.#answered = true;
    this.#inFlight.acknowledge(boot, stream, ranges);
    this.pump();
  }

  /** Publishes again what was not acknowledged in time. */
  tick(): void {
    if (!this.#up) return;
    const due = this.#inFlight.due(this.#options.clock()).flatMap((sent) => {
      const frame = this.#load(sent);
      if (!frame) this.#inFlight.remove(sent);
      return frame ? [{ ...frame, live: sent.live, alone: sent.attempts >= ATTEMPTS_IN_COMPANY }] : [];
    });
    for (const live of [true, false]) {
      const company = due.filter((frame) => frame.live === live && !frame.alone);
      while (company.length > 0 && this.#options.room().ready)
        this.#publish(takeBatch(company, this.#batchBytes(), MAX_BATCH_FRAMES), live);
    }
    for (const frame of due) if (frame.alone && this.#options.room().ready) this.#publish([frame], frame.live);
    this.pump();
  }

  /** Sends what may be sent now. To be called when the link has room again. */
  pump(): void {
    if (!this.#up) return;
    this.#pumpLive();
    this.#pumpBacklog();
  }

  #pumpLive(): void {
    const { clock, windowFrames, room } = this.#options;
    const now = clock();
    const kind = this.#network.kind(now);
    if (this.#live.length === 0) return;
    const waitMs = this.#lingerUntilMs - now;
    if (kind !== 'good' && waitMs > 0 && this.#live.length < LIVE_LIMIT) {
      this.#later('live', waitMs, () => this.pump());
      return;
    }
    const crowded = kind !== 'good' || this.#live.length >= CROWD;
    for (;;) {
      const free = windowFrames - this.#inFlight.count(true);
      if (this.#live.length === 0 || free <= 0 || !room().ready) return;
      const taken = takeBatch(this.#live, this.#batchBytes(), crowded ? Math.min(free, MAX_BATCH_FRAMES) : 1);
      this.#publish(
        taken.filter((frame) => !this.#inFlight.has(frame)),
        true,
      );
    }
  }

  #pumpBacklog(): void {
    const { clock, room, catchUp } = this.#options;
    for (;;) {
      const now = clock();
      if (!this.#backlog && this.#asked.length === 0 && !this.#behind) return;
      const waitMs = Math.max(this.#backlogFromMs - now, this.#frameTokens.waitMs(now), this.#byteTokens.waitMs(now));
      if (waitMs > 0) {
        this.#later('backlog', waitMs, () => this.pump());
        return;
      }
      const kind = this.#network.kind(now);
      const free = catchUp.windowFrames - this.#inFlight.count(false);
      if (free <= 0 || this.#catchUpMessages >= CATCH_UP_MESSAGES[kind] || !room().ready) return;
      const pace = kind === 'good' ? BATCH_BYTES : this.#network.bytesWithin(BATCH_MS);
      const bytes = Math.min(this.#batchBytes(), Math.max(SMALLEST_BATCH_BYTES, pace));
      const batch = this.#loadBatch(bytes, Math.min(free, MAX_BATCH_FRAMES, Math.floor(this.#frameTokens.available(now))));
      if (batch.length === 0) return;
      this.#byteTokens.take(this.#publish(batch, false), now);
      this.#frameTokens.take(batch.length, now);
    }
  }

  #pack(frames: readonly LiveFrame[], nowMs: number): Uint8Array {
    const parts = frames.map(({ bytes }) => bytes);
    return this.#packer.pack(parts, this.#network.msPerByte(nowMs)).payload;
  }

  /** Bytes before compression that fit a message in any case. */
  #batchBytes(): number {
    return Math.min(BATCH_BYTES, this.#options.room().messageBytes - BATCH_HEAD_BYTES);
  }

  #loadBatch(mostBytes: number, mostFrames: number): LiveFrame[] {
    const batch: LiveFrame[] = [];
    for (let bytes = 0; batch.length < mostFrames;) {
      const next = this.#next();
      if (!next) break;
      const frame = this.#inFlight.has(next) ? undefined : this.#load(next);
      if (!frame) continue;
      bytes += joinedBytes(frame.bytes);
      if (batch.length > 0 && bytes > mostBytes) {
        this.#asked.unshift(next);
        break;
      }
      batch.push(frame);
    }
    return batch;
  }

  #next(): FrameRef | undefined {
    const asked = this.#asked.shift();
    if (asked) return asked;
    for (;;) {
      const step = this.#backlog?.next();
      if (step && !step.done) return step.value;
      this.#backlog = undefined;
      if (!this.#behind) return undefined;
      this.#behind = false;
      this.#backlog = this.#options.spool.pending();
    }
  }

  /** A frame's bytes; undefined when it is not here any more. */
  #load({ boot, stream, seq }: FrameRef): LiveFrame | undefined {
    const { spool, onCorrupt } = this.#options;
    const bytes = spool.read(boot, stream, seq);
    if (!bytes && spool.has(boot, stream, [[seq, seq]]).length > 0) onCorrupt({ boot, stream, seq });
    return bytes && { boot, stream, seq, bytes };
  }

  /** Publishes frames in as few messages as the broker takes; returns the payload bytes. */
  #publish(frames: readonly LiveFrame[], live: boolean): number {
    const [first] = frames;
    if (!first) return 0;
    const { clock, transmit, room } = this.#options;
    const now = clock();
    const alone = frames.length === 1;
    const most = Math.min(MAX_BATCH_BYTES, room().messageBytes);
    const single = alone && first.bytes.length <= most;
    const payload = single ? first.bytes : this.#pack(frames, now);
    if (payload.length > most && !alone) {
      const half = Math.ceil(frames.length / 2);
      return this.#publish(frames.slice(0, half), live) + this.#publish(frames.slice(half), live);
    }
    if (payload.length > most) {
      this.#leave(first, { bytes: payload.length, mostBytes: most });
      return 0;
    }
    const expiryMs = Math.max(...frames.map((frame) => this.#remember(frame, live)));
    const measured = this.#network.sent(payload.length, now);
    const connection = this.#connection;
    if (!live) this.#catchUpMessages += 1;
    const confirmed = () => {
      if (connection !== this.#connection) return;
      measured(clock());
      if (!this.#answered) this.#repeatSoon(frames);
      if (!live) this.#catchUpMessages -= 1;
      this.pump();
    };
    transmit(single ? (first.stream === EVENT_STREAM ? 'event' : 'telemetry') : 'batch', payload, { expiryMs, confirmed });
    return payload.length;
  }

  /** A frame that this broker never takes would only cost the connection, or a place on the way: it waits for another broker or its expiry. */
  #leave({ boot, stream, seq }: FrameRef, payload: { bytes: number; mostBytes: number }): void {
    this.#inFlight.remove({ boot, stream, seq });
    const name = `${boot}/${stream}/${seq}/${payload.mostBytes}`;
    if (this.#said.has(name)) return;
    if (this.#said.size >= MOST_SAID) this.#said.clear();
    this.#said.add(name);
    this.#options.onTooLarge({ boot, stream, seq }, payload);
  }

  /** Notes that a frame is on its way; returns after how many milliseconds it will be sent again. */
  #remember({ boot, stream, seq }: FrameRef, live: boolean): number {
    const now = this.#options.clock();
    const attempts = this.#inFlight.attempts({ boot, stream, seq }) + 1;
    const pauseMs = this.#pauseMs(this.#options.ackTimeoutMs, attempts);
    this.#inFlight.add({ boot, stream, seq, live, attempts, dueMs: now + pauseMs });
    return pauseMs;
  }

  #repeatSoon(frames: readonly FrameRef[]): void {
    const firstMs = Math.min(this.#options.ackTimeoutMs, UNANSWERED_ACK_TIMEOUT_MS);
    const now = this.#options.clock();
    for (const frame of frames) this.#inFlight.hasten(frame, (attempts) => this.#pauseMs(firstMs, attempts), now);
  }

  #pauseMs(firstMs: number, attempts: number): number {
    const { clock, random } = this.#options;
    const patience = this.#network.kind(clock()) === 'good' ? 1 : SLOW_PATIENCE;
    return Math.min(LONGEST_ACK_TIMEOUT_MS, firstMs * patience * 2 ** (attempts - 1)) * (1 + random() / 4);
  }

  #later(name: 'start' | 'live' | 'backlog', ms: number, act: () => void): void {
    if (this.#timers.has(name)) return;
    const fire = () => {
      this.#timers.delete(name);
      act();
    };
    this.#timers.set(name, setTimeout(fire, ms));
  }
}

/** Removes frames from the front, at least one, as many as fit. */
function takeBatch<T extends LiveFrame>(queue: T[], mostBytes: number, mostFrames: number): T[] {
  let count = 0;
  for (let bytes = 0; count < Math.min(queue.length, mostFrames); count += 1) {
    bytes += joinedBytes((queue[count] as T).bytes);
    if (count > 0 && bytes > mostBytes) break;
  }
  return queue.splice(0, Math.max(1, count));
}
