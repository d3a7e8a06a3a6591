import { foldUtterance, gramsOf, similarity } from './utterance.js';

/** Two utterances at least this alike (cosine of character n-grams) belong to one group. */
export const ALIKE = 0.3;

/** Distinct utterances that make a group of its own; fewer stay with the label's scattered ones. */
export const LEAST_GROUP = 3;

/** What placing needs to know about a cluster of the candidate's label. */
export interface OpenCluster {
  id: string;
  /** Holds the utterances that are alike to too few others. */
  scattered: boolean;
  /** Distinct utterances, at least one. */
  utterances: readonly string[];
}

/** Where a candidate belongs. `moves` are utterances of the scattered cluster that leave it to found a group together with the candidate. */
export type Placement = { cluster: string } | { cluster: 'scattered' } | { cluster: 'group'; moves: string[] };

function closest(utterance: string, clusters: readonly OpenCluster[]): OpenCluster | undefined {
  const grams = gramsOf(utterance);
  let best: OpenCluster | undefined;
  let bestScore = ALIKE;
  for (const cluster of clusters) {
    for (const member of cluster.utterances) {
      const score = similarity(grams, gramsOf(member));
      if (score < bestScore || (score === bestScore && best)) continue;
      best = cluster;
      bestScore = score;
    }
  }
  return best;
}

/** The utterances of `pool` that `seed` reaches through likeness (single link), without the seed itself. */
function reached(seed: string, pool: readonly string[]): string[] {
  const left = new Map(pool.filter((text) => foldUtterance(text) !== foldUtterance(seed)).map((text) => [text, gramsOf(text)]));
  const found: string[] = [];
  const frontier = [gramsOf(seed)];
  for (let grams = frontier.pop(); grams; grams = frontier.pop()) {
    for (const [text, other] of left) {
      if (similarity(grams, other) < ALIKE) continue;
      left.delete(text);
      found.push(text);
      frontier.push(other);
    }
  }
  return found;
}

/**
 * Decides where an utterance goes among the open clusters of its label. One label can mix several things: drivers who lower a window
 * because the air is stale, and one who happened to lower it after asking for the news. Groups of alike phrasings are reviewed apart,
 * what is alike to nothing is kept in one scattered cluster. Existing clusters never merge or split, so that a reviewer's page stays put.
 */
export function placeUtterance(utterance: string, clusters: readonly OpenCluster[]): Placement {
  const folded = foldUtterance(utterance);
  const same = clusters.find((cluster) => cluster.utterances.some((text) => foldUtterance(text) === folded));
  if (same) return { cluster: same.id };
  const group = closest(
    utterance,
    clusters.filter((cluster) => !cluster.scattered),
  );
  if (group) return { cluster: group.id };
  const scattered = clusters.find((cluster) => cluster.scattered);
  const moves = reached(utterance, scattered?.utterances ?? []);
  if (moves.length + 1 >= LEAST_GROUP) return { cluster: 'group', moves };
  return { cluster: scattered?.id ?? 'scattered' };
}
