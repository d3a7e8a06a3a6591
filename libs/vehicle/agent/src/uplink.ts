import type { Ack, Column, Frame, Resend, SequenceRanges, UpChannel, VehicleEvent } from '@headway/contracts';
import { encodeFrame, EVENT_STREAM, type Stream, TELEMETRY_STREAM } from '@headway/contracts';
import type { Dropped, Head, Spool } from '@headway/telemetry/spool';
import { answerResend } from './resend.js';

export interface UplinkOptions {
  boot: string;
  /** Short hash of the signal id map. */
  catalogue: string;
  spool: Spool;
  clock: () => number;
  random: () => number;
  publish: (channel: UpChannel, frame: Uint8Array) => void;
  /** Frames on their way at once, published and not yet acknowledged by the platform. */
  windowFrames?: number;
  /** A frame that is not acknowledged after this long is published again; the pause doubles each time. */
  ackTimeoutMs?: number;
  /** Longest random pause after a connection, so that a fleet leaving a tunnel does not speak at once. */
  reconnectJitterMs?: number;
}

interface Sent {
  boot: string;
  stream: number;
  seq: number;
  dueMs: number;
  attempts: number;
}

const DEFAULTS = { windowFrames: 64, ackTimeoutMs: 10_000, reconnectJitterMs: 500 };
const LONGEST_ACK_TIMEOUT_MS = 120_000;
/**
 * Until the platform has answered on a connection: a broker that has just come back takes frames before anybody subscribes, and
 * acknowledges what it then has nobody to give to (MQTT 3.1.1, clause 4.3.2, promises nothing more).
 */
const UNANSWERED_ACK_TIMEOUT_MS = 1_500;
const FRESH_LIMIT = 256;
/** Declaring a loss takes room too; after this many rounds the rest is left to the ledger's question. */
const DECLARATION_ROUNDS = 8;

const keyOf = (boot: string, stream: number, seq: number) => `${boot}/${stream}/${seq}`;
const within = (seq: number, ranges: SequenceRanges) => ranges.some(([first, last]) => seq >= first && seq <= last);

/**
 * Numbers, spools and publishes frames, and keeps each until the platform has acknowledged it. Sequences are assigned here and
 * nowhere else: from 1, without gaps, in each stream of this boot.
 */
export class Uplink {
  readonly #options: Required<UplinkOptions>;
  readonly #assigned: Record<Stream, number> = { [TELEMETRY_STREAM]: 0, [EVENT_STREAM]: 0 };
  readonly #sent = new Map<string, Sent>();
  /** Frames to be published once more because somebody asked. */
  readonly #asked: { boot: string; stream: number; seq: number }[] = [];
  #fresh: { boot: string; stream: number; seq: number }[] = [];
  #backlog: Iterator<{ boot: string; stream: number; seq: number }> | undefined;
  #former: Set<string>;
  #drained: (() => void)[] = [];
  #up = false;
  /** The platform has acknowledged something on this connection. */
  #answered = false;
  #jitter: NodeJS.Timeout | undefined;

  constructor(options: UplinkOptions) {
    this.#options = { ...DEFAULTS, ...options };
    this.#former = new Set(this.previousHeads().map((head) => head.boot));
  }

  /** Highest sequence assigned in each stream of this boot, and frames that wait for their acknowledgement. */
  get state(): { telemetry: number; event: number; pending: number; inFlight: number } {
    const { [TELEMETRY_STREAM]: telemetry, [EVENT_STREAM]: event } = this.#assigned;
    return { telemetry, event, pending: this.#options.spool.stats().frames, inFlight: this.#sent.size };
  }

  /** How far the boots before this one had counted. */
  previousHeads(): Head[] {
    return this.#options.spool.heads().filter((head) => head.boot !== this.#options.boot);
  }

  /** `campaign` names the campaign that collected the columns. */
  sendTelemetry(startTimeMs: number, columns: Column[], campaign?: string): void {
    this.#declare(this.#send(TELEMETRY_STREAM, startTimeMs, { columns, campaign }));
  }

  sendEvent(event: VehicleEvent): void {
    this.#declare(this.#send(EVENT_STREAM, event.at, { columns: [], event: JSON.stringify(event) }));
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

  #send(stream: Stream, startTimeMs: number, content: Pick<Frame, 'columns' | 'event' | 'campaign'>): Dropped[] {
    const { boot, catalogue, spool } = this.#options;
    const seq = this.#assigned[stream] + 1;
    const bytes = encodeFrame({ boot, stream, seq, startTimeMs, catalogue: content.event === undefined ? catalogue : '', ...content });
    this.#assigned[stream] = seq;
    const dropped = spool.append(bytes, { boot, stream, seq, priority: stream === EVENT_STREAM ? 'critical' : 'normal' });
    if (this.#up) {
      if (this.#fresh.length < FRESH_LIMIT) this.#fresh.push({ boot, stream, seq });
      else this.#startOver();
      this.#pump();
    }
    return dropped;
  }

  #declare(dropped: Dropped[]): void {
    let open = dropped;
    for (let round = 0; open.length > 0 && round < DECLARATION_ROUNDS; round += 1) {
      open = open.flatMap(({ boot, stream, ranges, reason }) => {
        const at = this.#options.clock();
        const event: VehicleEvent = { type: 'frames.lost', at, boot, stream, ranges, reason };
        return this.#send(EVENT_STREAM, at, { columns: [], event: JSON.stringify(event) });
      });
    }
  }

  /** The link is up: everything unacknowledged goes out (again), after a short random pause. */
  connected(): void {
    this.#jitter = setTimeout(() => {
      this.#up = true;
      this.#startOver();
      this.#pump();
    }, this.#options.random() * this.#options.reconnectJitterMs);
  }

  disconnected(): void {
    clearTimeout(this.#jitter);
    this.#up = false;
    this.#answered = false;
    this.#sent.clear();
    this.#startOver();
    this.#backlog = undefined;
  }

  onAck({ boot, stream, ranges }: Ack): void {
    this.#answered = true;
    this.#options.spool.ack(boot, stream, ranges);
    for (const [key, sent] of this.#sent) {
      if (sent.boot === boot && sent.stream === stream && within(sent.seq, ranges)) this.#sent.delete(key);
    }
    for (const former of this.#former) this.#closeFormer(former);
    if (this.state.pending === 0) for (const resolve of this.#drained.splice(0)) resolve();
    this.#pump();
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
    for (const seq of here) {
      this.#sent.delete(keyOf(request.boot, request.stream, seq));
      this.#asked.push({ boot: request.boot, stream: request.stream, seq });
    }
    if (lost.length > 0) {
      this.sendEvent({ type: 'frames.lost', at: clock(), boot: request.boot, stream: request.stream, ranges: lost, reason: 'unknown' });
    }
    this.#pump();
  }

  /** To be called about once a second: repeats what was not acknowledged in time and gives up what is too old. */
  tick(): void {
    const now = this.#options.clock();
    this.#declare(this.#options.spool.expire());
    if (!this.#up) return;
    for (const [key, sent] of this.#sent) {
      if (sent.dueMs > now) continue;
      if (!this.#publish(sent, sent.attempts + 1)) this.#sent.delete(key);
    }
    this.#pump();
  }

  #startOver(): void {
    this.#fresh = [];
    this.#backlog = this.#options.spool.pending();
  }

  #next(): { boot: string; stream: number; seq: number } | undefined {
    const asked = this.#asked.shift();
    if (asked) return asked;
    if (this.#backlog) {
      const step = this.#backlog.next();
      if (!step.done) return step.value;
      this.#backlog = undefined;
    }
    return this.#fresh.shift();
  }

  #pump(): void {
    while (this.#up && this.#sent.size < this.#options.windowFrames) {
      const next = this.#next();
      if (!next) return;
      if (!this.#sent.has(keyOf(next.boot, next.stream, next.seq))) this.#publish(next, 1);
    }
  }

  /** False when the frame is not here any more. */
  #publish({ boot, stream, seq }: { boot: string; stream: number; seq: number }, attempts: number): boolean {
    const { spool, clock, random, publish, ackTimeoutMs } = this.#options;
    if (spool.has(boot, stream, [[seq, seq]]).length === 0) return false;
    const bytes = spool.read(boot, stream, seq);
    if (!bytes) {
      spool.ack(boot, stream, [[seq, seq]]);
      this.#declare([{ boot, stream, ranges: [[seq, seq]], reason: 'corrupt' }]);
      return false;
    }
    const firstPause = this.#answered ? ackTimeoutMs : Math.min(ackTimeoutMs, UNANSWERED_ACK_TIMEOUT_MS);
    const pause = Math.min(LONGEST_ACK_TIMEOUT_MS, firstPause * 2 ** (attempts - 1)) * (1 + random() / 4);
    this.#sent.set(keyOf(boot, stream, seq), { boot, stream, seq, attempts, dueMs: clock() + pause });
    publish(stream === EVENT_STREAM ? 'event' : 'telemetry', bytes);
    return true;
  }

  stop(): void {
    this.disconnected();
  }
}
