import { foldUtterance } from './utterance.js';

/** One vehicle's vote for a label of an utterance. */
export interface Vote {
  utterance: string;
  /** Intents joined by `+`. */
  label: string;
  vehicle: string;
}

/** An utterance that vehicles have labelled differently: each label with the number of vehicles behind it. */
export interface Contradiction {
  utterance: string;
  labels: Record<string, number>;
  /** The label of more vehicles than any other; null when the greatest share is shared. */
  majority: string | null;
}

/** Vehicles behind each label, one vote a vehicle however often it spoke. */
function tally(votes: readonly Vote[]): Record<string, number> {
  const vehicles = new Map<string, Set<string>>();
  for (const vote of votes) {
    const voters = vehicles.get(vote.label) ?? new Set();
    vehicles.set(vote.label, voters.add(vote.vehicle));
  }
  return Object.fromEntries([...vehicles].map(([label, voters]) => [label, voters.size]));
}

function majorityOf(labels: Record<string, number>): string | null {
  const [first, second] = Object.entries(labels).sort((a, b) => b[1] - a[1]);
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : null;
}

/** Utterances with more than one label among the votes, in the order they first appear. */
export function findContradictions(votes: readonly Vote[]): Contradiction[] {
  const byText = new Map<string, Vote[]>();
  for (const vote of votes) {
    const key = foldUtterance(vote.utterance);
    byText.set(key, [...(byText.get(key) ?? []), vote]);
  }
  return [...byText.values()].flatMap((group) => {
    const labels = tally(group);
    if (Object.keys(labels).length < 2) return [];
    return [{ utterance: group[0]?.utterance ?? '', labels, majority: majorityOf(labels) }];
  });
}
