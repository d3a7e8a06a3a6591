import type { Frame, SignalValue } from '@headway/contracts';

/** Where a sample stands in a vehicle's history. */
export interface SampleOrder {
  /** Start of its frame by the vehicle's clock, but not after the log took it. */
  startMs: number;
  boot: string;
  seq: number;
}

/** A signal's value with its place in history. */
export interface TwinSample extends SampleOrder {
  /** Numeric id of the signal. */
  signal: number;
  value: SignalValue;
  /** When it was read. */
  atMs: number;
}

/**
 * Which of two samples is the newer. In one boot the sequence alone decides, whatever the clock says: the start of a frame whose
 * clock runs ahead is when the log took it, and frames reach the log in any order. Between boots it is the start, then the boot.
 * While the clock of a boot does not run backwards this is a total order, so that the newest of any set of samples does not depend
 * on the order in which they come, and a replay never turns a twin back.
 */
export function compareSamples(a: SampleOrder, b: SampleOrder): number {
  if (a.boot === b.boot) return a.seq - b.seq;
  if (a.startMs !== b.startMs) return a.startMs - b.startMs;
  return a.boot < b.boot ? -1 : 1;
}

/** Newest samples by signal id. */
export type Twin = Map<number, TwinSample>;

interface MergeOptions {
  /**
   * Instant at which the frame was certainly there; a vehicle whose clock runs ahead is held to it, so that it cannot keep
   * its twin from ever changing again.
   */
  latestMs: number;
  /** Whether a value may stand in a twin. */
  accepts: (signal: number, value: SignalValue) => boolean;
}

/** Takes from a frame the last sample of every signal that is newer than the twin's; gives how many were not acceptable. */
export function mergeFrame(twin: Twin, { boot, seq, startTimeMs, columns }: Frame, { latestMs, accepts }: MergeOptions): number {
  const startMs = Math.min(startTimeMs, latestMs);
  const order: SampleOrder = { startMs, boot, seq };
  let refused = 0;
  for (const { signal, offsetsMs, values } of columns) {
    const known = twin.get(signal);
    if (known && compareSamples(known, order) >= 0) continue;
    const value = values.at(-1) as SignalValue;
    if (accepts(signal, value)) twin.set(signal, { signal, value, atMs: startMs + (offsetsMs.at(-1) as number), startMs, boot, seq });
    else refused++;
  }
  return refused;
}
