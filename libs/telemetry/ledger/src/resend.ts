import type { Ranges } from './ranges.js';

/** When gaps are asked for. */
export interface ResendPolicy {
  /** A gap is left alone so long, because frames overtake each other. */
  graceMs: number;
  /** Pause after the first request; doubles with each further one. */
  firstPauseMs: number;
  longestPauseMs: number;
}

/** What is remembered of a stream's gaps. */
export interface Asking {
  /** When to ask (again); null while nothing is missing. */
  dueMs: number | null;
  /** Requests sent since something began to be missing. */
  attempts: number;
}

/** Nothing to ask for. */
export const NOT_ASKING: Asking = { dueMs: null, attempts: 0 };

/** Most ranges in one request: a vehicle answers them one by one. */
export const MOST_RANGES_ASKED = 500;

/** To be called when a ledger has changed: starts the grace of a new gap, and forgets gaps that have closed. */
export function noteGaps(asking: Asking, missing: Ranges, { nowMs, policy }: { nowMs: number; policy: ResendPolicy }): Asking {
  if (missing.length === 0) return NOT_ASKING;
  return asking.dueMs === null ? { dueMs: nowMs + policy.graceMs, attempts: 0 } : asking;
}

/** To be called when a request goes out: which ranges it names, and when the next one is due. `random` is in [0, 1). */
export function askForGaps(
  asking: Asking,
  missing: Ranges,
  { nowMs, random, policy }: { nowMs: number; random: number; policy: ResendPolicy },
): { asking: Asking; ranges: Ranges } {
  const pause = Math.min(policy.firstPauseMs * 2 ** asking.attempts, policy.longestPauseMs) * (0.75 + random / 2);
  return { asking: { dueMs: nowMs + pause, attempts: asking.attempts + 1 }, ranges: missing.slice(0, MOST_RANGES_ASKED) };
}
