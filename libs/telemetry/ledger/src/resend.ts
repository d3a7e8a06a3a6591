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
  /** Since when the oldest of the missing numbers is missing, as far as is known: never too late. */
  sinceMs: number | null;
  /** When it was first asked for. */
  askedMs: number | null;
}

/** Nothing to ask for. */
export const NOT_ASKING: Asking = { dueMs: null, attempts: 0, sinceMs: null, askedMs: null };

/** Most ranges in one request: a vehicle answers them one by one. */
export const MOST_RANGES_ASKED = 500;

/**
 * To be called when a ledger has changed: starts the grace of a new gap, and forgets gaps that have closed. `formerHead` is the ledger's head
 * before the change: when nothing below it is missing any more, what is missing now has only just begun to be.
 */
export function noteGaps(
  asking: Asking,
  missing: Ranges,
  { nowMs, formerHead, policy }: { nowMs: number; formerHead: number; policy: ResendPolicy },
): Asking {
  const [first] = missing;
  if (!first) return NOT_ASKING;
  const isNew = asking.dueMs === null || first[0] > formerHead;
  return isNew ? { dueMs: nowMs + policy.graceMs, attempts: 0, sinceMs: nowMs, askedMs: null } : asking;
}

/** To be called when a request goes out: which ranges it names, and when the next one is due. `random` is in [0, 1). */
export function askForGaps(
  asking: Asking,
  missing: Ranges,
  { nowMs, random, policy }: { nowMs: number; random: number; policy: ResendPolicy },
): { asking: Asking; ranges: Ranges } {
  const pause = Math.min(policy.firstPauseMs * 2 ** asking.attempts, policy.longestPauseMs) * (0.75 + random / 2);
  const next = { ...asking, dueMs: nowMs + pause, attempts: asking.attempts + 1, askedMs: asking.askedMs ?? nowMs };
  return { asking: next, ranges: missing.slice(0, MOST_RANGES_ASKED) };
}
