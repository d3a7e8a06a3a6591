const FIRST_BOUND_MS = 1;
const GROWTH = 1.1;
const BUCKETS = 120;
const HALF_LIFE_MS = 60_000;
const RESCALE_AT = 1e12;

const bucketOf = (valueMs: number) =>
  valueMs <= FIRST_BOUND_MS ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log(valueMs / FIRST_BOUND_MS) / Math.log(GROWTH)));

/**
 * Quantiles of recent latencies: a histogram of 10 % wide buckets (1 ms to about 90 s) whose counts halve every minute, by forward decay
 * (Cormode et al. 2009): new observations weigh more instead of old ones being rewritten.
 */
export class DecayedQuantile {
  private readonly weights = new Float64Array(BUCKETS);
  private total = 0;
  private landmarkMs: number | undefined;

  observe(valueMs: number, nowMs: number): void {
    this.landmarkMs ??= nowMs;
    let weight = 2 ** ((nowMs - this.landmarkMs) / HALF_LIFE_MS);
    if (weight > RESCALE_AT) {
      this.rescale(weight);
      this.landmarkMs = nowMs;
      weight = 1;
    }
    const bucket = bucketOf(valueMs);
    this.weights[bucket] = (this.weights[bucket] ?? 0) + weight;
    this.total += weight;
  }

  /** Observations that still count, each with its decayed weight. */
  weight(nowMs: number): number {
    return this.landmarkMs === undefined ? 0 : this.total / 2 ** ((nowMs - this.landmarkMs) / HALF_LIFE_MS);
  }

  /** Upper bound of the bucket that holds the quantile, in milliseconds; undefined before the first observation. */
  quantile(share: number): number | undefined {
    if (this.total === 0) return undefined;
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      seen += this.weights[bucket] ?? 0;
      if (seen >= share * this.total) return FIRST_BOUND_MS * GROWTH ** bucket;
    }
    return FIRST_BOUND_MS * GROWTH ** (BUCKETS - 1);
  }

  private rescale(by: number): void {
    for (let i = 0; i < BUCKETS; i += 1) this.weights[i] = (this.weights[i] ?? 0) / by;
    this.total /= by;
  }
}
