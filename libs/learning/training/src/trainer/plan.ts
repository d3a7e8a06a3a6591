import { Random } from '../random/random.js';

/** Purposes random numbers are drawn for; each has its own stream. */
const ORDER = 2;

/** How many batches are sorted by length together: enough that neighbours have equal length, few enough to stay random. */
const POOL = 50;

/**
 * The batches of one epoch: every example once, in an order that depends on the seed, the epoch and the member that reads them only.
 * Examples of one batch have nearly the same length, so that little is computed on padding.
 */
export function epochBatches(
  lengths: readonly number[],
  batchSize: number,
  { seed, epoch, member = 0 }: { seed: number; epoch: number; member?: number },
): Int32Array[] {
  const random = new Random(seed, ORDER, epoch, ...(member > 0 ? [member] : []));
  const order = random.shuffle(Array.from(lengths.keys()));
  const batches: Int32Array[] = [];
  for (let start = 0; start < order.length; start += POOL * batchSize) {
    const pool = order.slice(start, start + POOL * batchSize).sort((a, b) => lengths[a]! - lengths[b]!);
    for (let i = 0; i < pool.length; i += batchSize) batches.push(Int32Array.from(pool.slice(i, i + batchSize)));
  }
  return random.shuffle(batches);
}

export interface Schedule {
  peak: number;
  /** Steps in which the rate rises from 0 to its peak. */
  warmup: number;
  steps: number;
  shape: 'cosine' | 'linear';
}

/** Learning rate of a step, counted from 1: a linear rise, then a fall to a hundredth of the peak. */
export function learningRate(step: number, { peak, warmup, steps, shape }: Schedule): number {
  if (step <= warmup) return (peak * step) / warmup;
  const done = (step - warmup) / Math.max(1, steps - warmup);
  const fall = shape === 'linear' ? 1 - done : (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
  return peak * Math.max(0.01, fall);
}
