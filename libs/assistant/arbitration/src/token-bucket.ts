/** Allowance that grows with the work it is a share of: `earn` on every request, `take` for every extra one. */
export class TokenBucket {
  private tokens: number;

  /** `share` of requests may be doubled on average, `burst` at once. */
  constructor(
    private readonly share: number,
    private readonly burst: number,
  ) {
    this.tokens = burst;
  }

  earn(): void {
    this.tokens = Math.min(this.burst, this.tokens + this.share);
  }

  take(): boolean {
    // The sum of twenty shares of 5 % is a little under one in floating point.
    if (this.tokens < 1 - 1e-9) return false;
    this.tokens -= 1;
    return true;
  }
}
