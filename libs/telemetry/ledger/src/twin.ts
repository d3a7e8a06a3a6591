import type { Frame, SignalValue } from '@headway/contracts';

/** Where a sample stands in a vehicle's history. */
export interface SampleOrder {
  /** Start of its frame, the vehicle's clock. */
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
 * A total order of samples: by start time, then boot, then sequence. Being total, the newest of any set of samples does not
 * depend on the order in which they come, so a replay never turns a twin back.
 */
export function compareSamples(a: SampleOrder, b: SampleOrder): number {
  if (a.startMs !== b.startMs) return a.startMs - b.startMs;
  if (a.boot !== b.boot) return a.boot < b.boot ? -1 : 1;
  return a.seq - b.seq;
}

/**
 * The newest sample of every signal in a frame.
 * @param latestMs instant at which the frame was certainly there; a vehicle whose clock runs ahead is held to it, so that it
 *   cannot keep its twin from ever changing again
 */
export function samplesOf({ boot, seq, startTimeMs, columns }: Frame, latestMs: number): TwinSample[] {
  const startMs = Math.min(startTimeMs, latestMs);
  return columns.map(({ signal, offsetsMs, values }) => ({
    signal,
    value: values.at(-1) as SignalValue,
    atMs: startMs + (offsetsMs.at(-1) as number),
    startMs,
    boot,
    seq,
  }));
}

/** Keeps of each signal the newer sample; changes `twin` and tells which samples were taken. */
export function mergeSamples(twin: Map<number, TwinSample>, samples: Iterable<TwinSample>): TwinSample[] {
  const taken: TwinSample[] = [];
  for (const sample of samples) {
    const known = twin.get(sample.signal);
    if (known && compareSamples(known, sample) >= 0) continue;
    twin.set(sample.signal, sample);
    taken.push(sample);
  }
  return taken;
}
