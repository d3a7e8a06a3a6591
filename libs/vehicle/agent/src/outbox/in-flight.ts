import type { SequenceRanges } from '@headway/contracts';

/** Names a frame. */
export interface FrameRef {
  boot: string;
  stream: number;
  seq: number;
}

/** A frame that was published and that the platform has not acknowledged. */
export interface Sent extends FrameRef {
  /** Whether it went out as it came up, or while catching up. */
  live: boolean;
  dueMs: number;
  attempts: number;
}

const keyOf = ({ boot, stream, seq }: FrameRef) => `${boot}/${stream}/${seq}`;
const within = (seq: number, ranges: SequenceRanges) => ranges.some(([first, last]) => seq >= first && seq <= last);

/** The frames on their way, counted apart by whether they are live. */
export class InFlight {
  readonly #sent = new Map<string, Sent>();
  #live = 0;

  get size(): number {
    return this.#sent.size;
  }

  count(live: boolean): number {
    return live ? this.#live : this.#sent.size - this.#live;
  }

  has(frame: FrameRef): boolean {
    return this.#sent.has(keyOf(frame));
  }

  /** Times that a frame was sent so far. */
  attempts(frame: FrameRef): number {
    return this.#sent.get(keyOf(frame))?.attempts ?? 0;
  }

  /** Brings the repetition forward, never back. */
  hasten(frame: FrameRef, pauseMs: (attempts: number) => number, nowMs: number): void {
    const sent = this.#sent.get(keyOf(frame));
    if (sent) sent.dueMs = Math.min(sent.dueMs, nowMs + pauseMs(sent.attempts));
  }

  add(sent: Sent): void {
    this.remove(sent);
    this.#sent.set(keyOf(sent), sent);
    if (sent.live) this.#live += 1;
  }

  remove(frame: FrameRef): void {
    const sent = this.#sent.get(keyOf(frame));
    if (!sent) return;
    this.#sent.delete(keyOf(frame));
    if (sent.live) this.#live -= 1;
  }

  acknowledge(boot: string, stream: number, ranges: SequenceRanges): void {
    for (const sent of [...this.#sent.values()]) {
      if (sent.boot === boot && sent.stream === stream && within(sent.seq, ranges)) this.remove(sent);
    }
  }

  due(nowMs: number): Sent[] {
    return [...this.#sent.values()].filter(({ dueMs }) => dueMs <= nowMs);
  }

  clear(): void {
    this.#sent.clear();
    this.#live = 0;
  }
}
