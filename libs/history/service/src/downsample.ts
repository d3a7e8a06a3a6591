import type { Column, HistoryPoint, SignalValue } from '@headway/contracts';

/** A stretch of time divided into equal buckets. */
export interface Grid {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  bucketMs: number;
}

/** Divides `[fromMs, toMs)` into at most `points` buckets of whole milliseconds. */
export const gridOf = (fromMs: number, toMs: number, points: number): Grid => ({
  fromMs,
  toMs,
  bucketMs: Math.max(1, Math.ceil((toMs - fromMs) / points)),
});

interface Bucket {
  count: number;
  min: number;
  max: number;
  sum: number;
  last: SignalValue;
  lastAtMs: number;
}

/** Gathers the samples of one signal, in any order, into buckets. */
export class Downsampler {
  private readonly buckets = new Map<number, Bucket>();

  constructor(private readonly grid: Grid) {}

  /**
   * Adds the samples of a column that lie on the grid.
   * @param startMs when its frame begins
   */
  add(startMs: number, { offsetsMs, values }: Pick<Column, 'offsetsMs' | 'values'>): void {
    const { fromMs, toMs, bucketMs } = this.grid;
    for (let index = 0; index < values.length; index++) {
      const atMs = startMs + (offsetsMs[index] as number);
      if (atMs < fromMs || atMs >= toMs) continue;
      this.put(Math.floor((atMs - fromMs) / bucketMs), atMs, values[index] as SignalValue);
    }
  }

  private put(place: number, atMs: number, value: SignalValue): void {
    let bucket = this.buckets.get(place);
    if (!bucket) {
      bucket = { count: 0, min: Infinity, max: -Infinity, sum: 0, last: value, lastAtMs: atMs };
      this.buckets.set(place, bucket);
    }
    bucket.count++;
    if (atMs >= bucket.lastAtMs) {
      bucket.last = value;
      bucket.lastAtMs = atMs;
    }
    if (typeof value !== 'number') return;
    bucket.min = Math.min(bucket.min, value);
    bucket.max = Math.max(bucket.max, value);
    bucket.sum += value;
  }

  /** The buckets that have samples, in the order of time. */
  points(): HistoryPoint[] {
    return [...this.buckets]
      .sort(([a], [b]) => a - b)
      .map(([place, { count, min, max, sum, last }]) => {
        const numbers = typeof last === 'number';
        return {
          at: this.grid.fromMs + place * this.grid.bucketMs,
          count,
          last,
          min: numbers ? min : null,
          max: numbers ? max : null,
          mean: numbers ? Math.min(max, Math.max(min, sum / count)) : null,
        };
      });
  }
}
