import type { Column, SignalValue } from '@headway/contracts';

/** How one signal is sampled: when it has changed, and at most once in `periodMs`. */
export interface SampledSignal {
  path: string;
  periodMs: number;
}

interface Track extends SampledSignal {
  signal: number;
  dueMs: number;
  /** When the value was last put into a frame, and what it was. */
  sentMs: number;
  last: SignalValue | undefined;
}

/** A value that does not change is repeated this often, so that the twin knows it is alive. */
const REFRESH_MS = 60_000;

/**
 * Turns readings of the vehicle's signals into the columns of a frame: each signal when it changes, no more often than its period,
 * and once a minute at rest. Signals without a wire id are not sent.
 */
export class Sampler {
  readonly #tracks: Track[];
  #columns = new Map<number, Column>();
  #startMs = 0;

  constructor(plan: readonly SampledSignal[], idOf: (path: string) => number | undefined) {
    this.#tracks = plan.flatMap(({ path, periodMs }) => {
      const signal = idOf(path);
      return signal === undefined ? [] : [{ signal, path, periodMs, dueMs: 0, sentMs: 0, last: undefined }];
    });
  }

  /** Reads what is due. */
  sample(nowMs: number, read: (path: string) => SignalValue | undefined): void {
    for (const track of this.#tracks) {
      if (nowMs < track.dueMs) continue;
      const value = read(track.path);
      if (value === undefined) continue;
      if (value === track.last && nowMs - track.sentMs < REFRESH_MS) continue;
      track.dueMs = nowMs - (nowMs % track.periodMs) + track.periodMs;
      track.last = value;
      track.sentMs = nowMs;
      this.#add(track.signal, nowMs, value);
    }
  }

  #add(signal: number, nowMs: number, value: SignalValue): void {
    if (this.#columns.size === 0) this.#startMs = nowMs;
    const column = this.#columns.get(signal) ?? { signal, offsetsMs: [], values: [] };
    this.#columns.set(signal, column);
    // A clock that is set back in mid-frame must not make offsets decrease.
    column.offsetsMs.push(Math.max(nowMs - this.#startMs, column.offsetsMs.at(-1) ?? 0));
    column.values.push(value);
  }

  /** The columns since the last call; undefined when nothing was read. */
  take(): { startTimeMs: number; columns: Column[] } | undefined {
    if (this.#columns.size === 0) return undefined;
    const columns = [...this.#columns.values()];
    this.#columns = new Map();
    return { startTimeMs: this.#startMs, columns };
  }
}
