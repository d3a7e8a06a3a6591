/** How much may pass in a second, and how much of it at once after a rest. */
export interface Rate {
  perSecond: number;
  burst: number;
}

/**
 * Lets an amount pass at a steady rate. What is taken may exceed what is there: the debt is waited for before the next. Time is handed
 * in and may jump; a jump gives at most one burst.
 */
export class TokenBucket {
  #tokens: number;
  #atMs: number;

  constructor(
    private readonly rate: Rate,
    nowMs: number,
  ) {
    this.#tokens = rate.burst;
    this.#atMs = nowMs;
  }

  /** What may pass now; zero or less while a debt is open. */
  available(nowMs: number): number {
    const elapsedMs = Math.max(0, nowMs - this.#atMs);
    this.#atMs = nowMs;
    this.#tokens = Math.min(this.rate.burst, this.#tokens + (elapsedMs / 1000) * this.rate.perSecond);
    return this.#tokens;
  }

  take(amount: number, nowMs: number): void {
    this.#tokens = this.available(nowMs) - amount;
  }

  /** Milliseconds until there is something again. */
  waitMs(nowMs: number): number {
    const missing = 1 - this.available(nowMs);
    return missing <= 0 ? 0 : Math.ceil((missing / this.rate.perSecond) * 1000);
  }
}
