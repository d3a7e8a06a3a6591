import type { Random } from '@headway/simulation';

/** Everything that a run does to the platform, by what it happens to. */
export const FAULT_KINDS = [
  'ingest.kill',
  'ingest.kill-all',
  'ingest.stall',
  'broker.kill',
  'broker.stall',
  'kafka.kill',
  'kafka.stall',
  'postgres.kill',
  'postgres.stall',
  'fleet.kill',
  'publisher.kill',
  'network.vehicles-cut',
  'network.ingest-cut',
  'network.kafka-cut',
  'network.kafka-stall',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  kind: FaultKind;
  /** Chooses among several processes of the kind, in [0, 1). */
  which: number;
}

/** Faults that are in force together, and are then all mended. */
export interface Episode {
  faults: Fault[];
  /** Pause before it strikes, and between its faults. */
  quietMs: number;
  betweenMs: number;
  /** How long the last of them stays in force. */
  holdMs: number;
}

const TOGETHER = 0.35;
const QUIET_MS = { least: 200, most: 1_500 };
const BETWEEN_MS = { least: 0, most: 1_000 };
const HOLD_MS = { least: 200, most: 3_000 };

/** One of each kind in an order of its own, some in pairs: the same for the same seed. */
export function planEpisodes(random: Random): Episode[] {
  const deck: FaultKind[] = [...FAULT_KINDS];
  for (let at = deck.length - 1; at > 0; at--) {
    const other = Math.floor(random.next() * (at + 1));
    [deck[at], deck[other]] = [deck[other] as FaultKind, deck[at] as FaultKind];
  }
  const episodes: Episode[] = [];
  while (deck.length > 0) {
    const kinds = deck.splice(0, random.next() < TOGETHER ? 2 : 1);
    episodes.push({
      faults: kinds.map((kind) => ({ kind, which: random.next() })),
      quietMs: random.between(QUIET_MS.least, QUIET_MS.most),
      betweenMs: random.between(BETWEEN_MS.least, BETWEEN_MS.most),
      holdMs: random.between(HOLD_MS.least, HOLD_MS.most),
    });
  }
  return episodes;
}
