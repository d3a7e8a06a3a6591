const WINDOW_MS = 60_000;
const MOST_SAMPLES = 2_048;

/** Service times of the last minute, at most the latest 2,048 of them. */
export class RecentLatencies {
  private samples: { atMs: number; valueMs: number }[] = [];

  observe(valueMs: number, atMs: number): void {
    this.samples.push({ atMs, valueMs });
    if (this.samples.length >= 2 * MOST_SAMPLES) this.samples = this.samples.slice(-MOST_SAMPLES);
  }

  /** 95th percentile by nearest rank, in milliseconds; 0 when nothing was served. */
  p95Ms(nowMs: number): number {
    const recent = this.samples.slice(-MOST_SAMPLES).filter(({ atMs }) => nowMs - atMs <= WINDOW_MS);
    const sorted = recent.map(({ valueMs }) => valueMs).sort((a, b) => a - b);
    return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
  }
}
