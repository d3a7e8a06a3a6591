import type { SentFrame } from '../publishers/record.js';
import type { Occurrence } from './account.js';

/** How long the platform took to catch up after an episode. */
interface Recovery {
  ms: number;
  /** Frames that were outstanding when everything was up again, and the one that was committed last. */
  frames: number;
  last?: string;
}

/**
 * How long the platform took to catch up once everything that had been harmed was up again: until the last of the frames that
 * were sent and not committed at that moment was committed. 0 when nothing was outstanding.
 * @param upMs the moment, epoch milliseconds
 */
export function recoveryOf(upMs: number, sent: ReadonlyMap<string, SentFrame>, occurrences: ReadonlyMap<string, Occurrence>): Recovery {
  const recovery: Recovery = { ms: 0, frames: 0 };
  for (const [name, { atMs }] of sent) {
    const committedMs = occurrences.get(name)?.committedMs ?? 0;
    if (atMs > upMs || committedMs <= upMs) continue;
    recovery.frames++;
    if (committedMs - upMs <= recovery.ms) continue;
    recovery.ms = committedMs - upMs;
    recovery.last = name;
  }
  return recovery;
}

/** The value below which the given share of the numbers lies, the nearest rank; 0 of none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
