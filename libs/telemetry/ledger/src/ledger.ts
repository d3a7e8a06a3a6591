import { HIGHEST_SEQUENCE, type LossCounts, type LossReason } from '@headway/contracts';
import { addLossCounts, allLost, declare, type Losses, lossCountsOf, recover } from './losses.js';
import { contains, lastOf, type Ranges, rangesOf, sizeOf, subtract, union } from './ranges.js';

/** The beginning of a stream whose numbers have their fate for good, so that only counts are kept. */
export interface Settled {
  /** Last of these numbers; 0 when there are none. */
  upTo: number;
  stored: number;
  lost: LossCounts;
}

/**
 * What is known of one (vehicle, boot, stream). Every number from 1 to `head` is stored, declared lost, or missing (being
 * asked for). Facts only ever add up, so they may come in any order and any number of times.
 */
export interface StreamLedger {
  /** Committed in the log. */
  stored: Ranges;
  /** Declared lost and never seen; a frame that turns up after all is stored, not lost. */
  lost: Losses;
  /** Highest sequence known to have been assigned. */
  head: number;
  /** The boot is over: `head` will not grow by itself. */
  closed: boolean;
  /** `stored` and `lost` begin after it. */
  settled: Settled;
}

/** Nothing is known yet. */
export const EMPTY_LEDGER: StreamLedger = { stored: [], lost: {}, head: 0, closed: false, settled: { upTo: 0, stored: 0, lost: {} } };

/** Most ranges that a ledger keeps: a few dozen are usual; only a broken or hostile vehicle has thousands of separate gaps. */
export const MOST_RANGES = 4_000;

/** The outcome of {@link applyStored}. */
export interface StoredOutcome {
  ledger: StreamLedger;
  /** Of the given sequences those that had not been stored before, each once: their frames may take effect. */
  fresh: Set<number>;
}

/** Frames were read from the log. One whose number is settled is not fresh: its fate has been decided. */
export function applyStored(ledger: StreamLedger, sequences: readonly number[]): StoredOutcome {
  const { settled, stored, lost, head } = ledger;
  const fresh = new Set(sequences.filter((seq) => seq > settled.upTo && seq <= HIGHEST_SEQUENCE && !contains(stored, seq)));
  if (fresh.size === 0) return { ledger, fresh };
  const added = rangesOf([...fresh].map((seq) => [seq, seq] as const));
  const next = { ...ledger, stored: union(stored, added), lost: recover(lost, added), head: Math.max(head, lastOf(added)) };
  return { fresh, ledger: settle(next) };
}

/** Frames are declared lost, for a reason. */
export function applyLost(ledger: StreamLedger, ranges: Iterable<readonly [number, number]>, reason: LossReason): StreamLedger {
  const { settled, stored, lost, head } = ledger;
  const named = subtract(believable(ranges), settled.upTo > 0 ? [[1, settled.upTo]] : []);
  return settle({ ...ledger, lost: declare(lost, reason, subtract(named, stored)), head: Math.max(head, lastOf(named)) });
}

/** No stream gets further than {@link HIGHEST_SEQUENCE}, whatever somebody says. */
const believable = (ranges: Iterable<readonly [number, number]>): Ranges =>
  rangesOf([...ranges].map(([from, to]) => [from, Math.min(to, HIGHEST_SEQUENCE)] as const));

/** The vehicle has told how far it had counted. A number that no stream reaches tells nothing. */
export const applyHead = (ledger: StreamLedger, lastSeq: number): StreamLedger =>
  lastSeq > ledger.head && lastSeq <= HIGHEST_SEQUENCE ? { ...ledger, head: lastSeq } : ledger;

/** The boot is over; `lastSeq` is how far it had counted, where that is known. */
export const close = (ledger: StreamLedger, lastSeq = 0): StreamLedger => ({ ...applyHead(ledger, lastSeq), closed: true });

/** The numbers that are neither stored nor declared lost. */
export function missingOf({ head, stored, lost, settled }: StreamLedger): Ranges {
  if (head <= settled.upTo) return [];
  return subtract(subtract([[settled.upTo + 1, head]], stored), allLost(lost));
}

/** Counts of a ledger; `stored`, `declaredLost` and `missing` add up to `assigned`. */
export function countsOf({ head, stored, lost, settled }: StreamLedger) {
  const storedCount = settled.stored + sizeOf(stored);
  const lostBy = addLossCounts(settled.lost, lossCountsOf(lost));
  const declaredLost = Object.values(lostBy).reduce((sum, count) => sum + count, 0);
  return { assigned: head, stored: storedCount, declaredLost, lostBy, missing: head - storedCount - declaredLost };
}

/**
 * Keeps a ledger from growing without bounds: once it has more than {@link MOST_RANGES} ranges, the older half of them is settled and only
 * counted from then on. What is missing in it is given up and counts as lost: `fragmented`.
 */
function settle(ledger: StreamLedger): StreamLedger {
  const { stored, lost, settled } = ledger;
  const ends = [...stored, ...Object.values(lost).flat()].map(([, to]) => to);
  if (ends.length <= MOST_RANGES) return ledger;
  const upTo = ends.sort((a, b) => a - b)[ends.length - MOST_RANGES / 2 - 1] as number;
  const decided: Ranges = [[settled.upTo + 1, upTo]];
  const within = (ranges: Ranges) => subtract(ranges, subtract(ranges, decided));
  const given = declare(lost, 'fragmented', subtract(subtract(decided, stored), allLost(lost)));
  const decidedLosses = recover(given, [[upTo + 1, Number.MAX_SAFE_INTEGER]]);
  return {
    ...ledger,
    stored: subtract(stored, decided),
    lost: recover(given, decided),
    settled: {
      upTo,
      stored: settled.stored + sizeOf(within(stored)),
      lost: addLossCounts(settled.lost, lossCountsOf(decidedLosses)),
    },
  };
}
