import type { Ack, Column, Resend, UpChannel, VehicleEvent } from '@headway/contracts';
import { encodeFrame, EVENT_STREAM, type Stream, TELEMETRY_STREAM } from '@headway/contracts';
import type { Dropped, Head, Priority, Spool } from '@headway/telemetry/spool';
import type { FrameRef } from './outbox/in-flight.js';
import type { NetworkHint } from './outbox/network.js';
import { type CatchUpOptions, type Delivery, Outbox, type OutboxOptions } from './outbox/outbox.js';
import { answerResend } from './resend.js';

export interface UplinkOptions {
  boot: string;
  /** Short hash of the signal id map. */
  catalogue: string;
  spool: Spool;
  clock: () => number;
  monotonic?: () => number;
  random: () => number;
  publish: (channel: UpChannel, payload: Uint8Array, delivery: Delivery) => void;
  /** What the broker takes at the moment; without it anything. */
  room?: () => { ready: boolean; messageBytes: number };
  /** New frames on their way at once, published and not yet acknowledged by the platform. */
  windowFrames?: number;
  /** A frame that is not acknowledged after this long is published again; the pause doubles each time. */
  ackTimeoutMs?: number;
  /** Longest random pause after a connection, so that a fleet leaving a tunnel does not speak at once. */
  reconnectJitterMs?: number;
  /** What the car knows of its connection; `auto` by default. */
  network?: () => NetworkHint;
  /** How fast to catch up with what could not be sent. */
  catchUp?: Partial<CatchUpOptions>;
  /** Told of a frame that waits because the broker does not take messages of its size. */
  onTooLarge?: OutboxOptions['onTooLarge'];
}

const DEFAULTS = { windowFrames: 64, ackTimeoutMs: 10_000, reconnectJitterMs: 500 };
const CATCH_UP: CatchUpOptions = { framesPerSecond: 500, bytesPerSecond: 262_144, windowFrames: 512, jitterMs: 5_000 };
/** Declaring a loss takes room too; after this many rounds the rest is left to the ledger's question. */
const DECLARATION_ROUNDS = 8;

interface Content {
  stream: Stream;
  startTimeMs: number;
  columns: Column[];
  event?: string;
  campaign?: string | undefined;
  priority: Priority;
}

interface TelemetryOrigin {
  campaign?: string | undefined;
  priority?: Priority;
}

/**
 * Numbers, spools and publishes frames, and keeps each until the platform has acknowledged it. Sequences are assigned here and
 * nowhere else: from 1, without gaps, in each stream of this boot.
 */
export class Uplink {
  readonly #options: UplinkOptions;
  readonly #outbox: Outbox;
  readonly #assigned: Record<Stream, number> = { [TELEMETRY_STREAM]: 0, [EVENT_STREAM]: 0 };
  #former: Set<string>;
  #drained: (() => void)[] = [];

  constructor(options: UplinkOptions) {
    this.#options = options;
    this.#outbox = new Outbox({
      monotonic: () => performance.now(),
      network: () => 'auto',
      room: () => ({ ready: true, messageBytes: Number.POSITIVE_INFINITY }),
      onTooLarge: () => undefined,
      ...DEFAULTS,
      ...options,
      catchUp: { ...CATCH_UP, ...options.catchUp },
      transmit: options.publish,
      onCorrupt: (frame) => this.#corrupt(frame),
    });
    this.#former = new Set(this.previousHeads().map((head) => head.boot));
  }

  /** Highest sequence assigned in each stream of this boot, and frames that wait for their acknowledgement. */
  get state(): { telemetry: number; event: number; pending: number; inFlight: number } {
    const { [TELEMETRY_STREAM]: telemetry, [EVENT_STREAM]: event } = this.#assigned;
    return { telemetry, event, pending: this.#options.spool.stats().frames, inFlight: this.#outbox.inFlight };
  }

  /** How far the boots before this one had counted. */
  previousHeads(): Head[] {
    return this.#options.spool.heads().filter((head) => head.boot !== this.#options.boot);
  }

  /**
   * Sends samples. `campaign` names the campaign that collected them; `priority` says how long they are kept when the disk is full and
   * what goes before them after a time offline.
   */
  sendTelemetry(startTimeMs: number, columns: Column[], { campaign, priority = 'normal' }: TelemetryOrigin = {}): void {
    this.#declare(this.#send({ stream: TELEMETRY_STREAM, startTimeMs, columns, priority, campaign }));
  }

  sendEvent(event: VehicleEvent): void {
    this.#declare(this.#sendEvent(event));
  }

  /** Tells how far every stream has counted, this very event included. */
  sendHeads(): void {
    const { boot, clock } = this.#options;
    const heads: Head[] = [
      ...this.previousHeads(),
      { boot, stream: TELEMETRY_STREAM, lastSeq: this.#assigned[TELEMETRY_STREAM] },
      { boot, stream: EVENT_STREAM, lastSeq: this.#assigned[EVENT_STREAM] + 1 },
    ];
    this.sendEvent({ type: 'stream.heads', at: clock(), heads });
  }

  #sendEvent(event: VehicleEvent): Dropped[] {
    return this.#send({ stream: EVENT_STREAM, startTimeMs: event.at, columns: [], event: JSON.stringify(event), priority: 'critical' });
  }

  #send({ stream, priority, ...content }: Content): Dropped[] {
    const { boot, catalogue, spool } = this.#options;
    const seq = this.#assigned[stream] + 1;
    const bytes = encodeFrame({ ...content, boot, stream, seq, catalogue: stream === EVENT_STREAM ? '' : catalogue });
    this.#assigned[stream] = seq;
    const dropped = spool.append(bytes, { boot, stream, seq, priority });
    this.#outbox.offer({ boot, stream, seq, bytes }, priority);
    return dropped;
  }

  #declare(dropped: Dropped[]): void {
    let open = dropped;
    for (let round = 0; open.length > 0 && round < DECLARATION_ROUNDS; round += 1) {
      open = open.flatMap(({ boot, stream, ranges, reason }) => {
        const at = this.#options.clock();
        const event: VehicleEvent = { type: 'frames.lost', at, boot, stream, ranges, reason };
        return this.#sendEvent(event);
      });
    }
  }

  /** The link is up: everything unacknowledged goes out (again). */
  connected(): void {
    this.#outbox.connected();
  }

  disconnected(): void {
    this.#outbox.disconnected();
  }

  onAck({ boot, stream, ranges }: Ack): void {
    this.#options.spool.ack(boot, stream, ranges);
    for (const former of this.#former) this.#closeFormer(former);
    if (this.state.pending === 0) for (const resolve of this.#drained.splice(0)) resolve();
    this.#outbox.acknowledged(boot, stream, ranges);
  }

  /** Resolves when the platform has acknowledged every frame. */
  drained(): Promise<void> {
    if (this.state.pending === 0) return Promise.resolve();
    return new Promise((resolve) => this.#drained.push(resolve));
  }

  /** A former boot is forgotten once `boot.started`, which names it, and all of its own frames are acknowledged. */
  #closeFormer(former: string): void {
    const { boot, spool } = this.#options;
    if (this.#assigned[EVENT_STREAM] === 0 || spool.has(boot, EVENT_STREAM, [[1, 1]]).length > 0) return;
    spool.forget(former);
    if (!spool.heads().some((head) => head.boot === former)) this.#former.delete(former);
  }

  /** Answers the ledger: sends what is here, declares what is not. */
  onResend(request: Resend): void {
    const { boot, spool, clock } = this.#options;
    const assigned = request.boot === boot ? (this.#assigned[request.stream as Stream] ?? 0) : Number.MAX_SAFE_INTEGER;
    const here = spool.has(request.boot, request.stream, request.ranges);
    const { lost } = answerResend(request.ranges, here, assigned);
    if (lost.length > 0) {
      this.sendEvent({ type: 'frames.lost', at: clock(), boot: request.boot, stream: request.stream, ranges: lost, reason: 'unknown' });
    }
    this.#outbox.ask(here.map((seq) => ({ boot: request.boot, stream: request.stream, seq })));
  }

  /** To be called about once a second: repeats what was not acknowledged in time and gives up what is too old. */
  tick(): void {
    this.#declare(this.#options.spool.expire());
    this.#outbox.tick();
  }

  #corrupt({ boot, stream, seq }: FrameRef): void {
    this.#options.spool.ack(boot, stream, [[seq, seq]]);
    this.#declare([{ boot, stream, ranges: [[seq, seq]], reason: 'corrupt' }]);
  }

  stop(): void {
    this.disconnected();
  }
}
