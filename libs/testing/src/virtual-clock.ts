interface Timer {
  atMs: number;
  order: number;
  callback: () => void;
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A clock that only moves when it is told to, firing timers in order and letting promises settle between them. */
export class VirtualClock {
  private readonly timers = new Set<Timer>();
  private order = 0;

  constructor(private currentMs = 0) {}

  nowMs(): number {
    return this.currentMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { atMs: this.currentMs + Math.max(0, delayMs), order: (this.order += 1), callback };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Resolves after `delayMs` of virtual time; rejects with the signal's reason when it is aborted before. */
  wait(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.after(delayMs, resolve);
      signal?.addEventListener('abort', () => {
        cancel();
        reject(signal.reason);
      });
    });
  }

  /** Timers that are still to fire. */
  get pending(): number {
    return this.timers.size;
  }

  async advance(byMs: number): Promise<void> {
    const untilMs = this.currentMs + byMs;
    await settle();
    for (let next = this.next(untilMs); next; next = this.next(untilMs)) {
      this.timers.delete(next);
      this.currentMs = Math.max(this.currentMs, next.atMs);
      next.callback();
      await settle();
    }
    this.currentMs = untilMs;
  }

  private next(untilMs: number): Timer | undefined {
    const due = [...this.timers].filter(({ atMs }) => atMs <= untilMs);
    return due.sort((a, b) => a.atMs - b.atMs || a.order - b.order)[0];
  }
}
