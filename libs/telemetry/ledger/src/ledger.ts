import { contains, lastOf, type Ranges, rangesOf, sizeOf, subtract, union } from './ranges.js';

/**
 * What is known of one (vehicle, boot, stream). Every number from 1 to `head` is stored, declared lost, or missing (being
 * asked for). Facts only ever add up, so they may come in any order and any number of times.
 */
export interface StreamLedger {
  /** Committed in the log. */
  stored: Ranges;
  /** Declared lost by the vehicle and never seen; a frame that turns up after all is stored, not lost. */
  lost: Ranges;
  /** Highest sequence known to have been assigned. */
  head: number;
  /** The boot is over: `head` will not grow by itself. */
  closed: boolean;
}

/** Nothing is known yet. */
export const EMPTY_LEDGER: StreamLedger = { stored: [], lost: [], head: 0, closed: false };

/** The outcome of {@link applyStored}. */
export interface StoredOutcome {
  ledger: StreamLedger;
  /** Of the given sequences those that had not been stored before, each once: their frames may take effect. */
  fresh: Set<number>;
}

/** Frames were read from the log. */
export function applyStored(ledger: StreamLedger, sequences: readonly number[]): StoredOutcome {
  const fresh = new Set(sequences.filter((seq) => !contains(ledger.stored, seq)));
  if (fresh.size === 0) return { ledger, fresh };
  const added = rangesOf([...fresh].map((seq) => [seq, seq] as const));
  return {
    fresh,
    ledger: {
      ...ledger,
      stored: union(ledger.stored, added),
      lost: subtract(ledger.lost, added),
      head: Math.max(ledger.head, lastOf(added)),
    },
  };
}

/** The vehicle has declared frames lost. */
export function applyLost(ledger: StreamLedger, ranges: Iterable<readonly [number, number]>): StreamLedger {
  const lost = rangesOf(ranges);
  return { ...ledger, lost: subtract(union(ledger.lost, lost), ledger.stored), head: Math.max(ledger.head, lastOf(lost)) };
}

/** The vehicle has told how far it had counted. */
export const applyHead = (ledger: StreamLedger, lastSeq: number): StreamLedger =>
  lastSeq > ledger.head ? { ...ledger, head: lastSeq } : ledger;

/** The boot is over; `lastSeq` is how far it had counted, where that is known. */
export const close = (ledger: StreamLedger, lastSeq = 0): StreamLedger => ({ ...applyHead(ledger, lastSeq), closed: true });

/** The numbers that are neither stored nor declared lost. */
export const missingOf = ({ head, stored, lost }: StreamLedger): Ranges =>
  head === 0 ? [] : subtract(subtract([[1, head]], stored), lost);

/** Counts of a ledger; they add up to `head`. */
export function countsOf(ledger: StreamLedger): { assigned: number; stored: number; declaredLost: number; missing: number } {
  const stored = sizeOf(ledger.stored);
  const declaredLost = sizeOf(ledger.lost);
  return { assigned: ledger.head, stored, declaredLost, missing: ledger.head - stored - declaredLost };
}
