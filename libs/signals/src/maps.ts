import { createHash } from 'node:crypto';
import { SHORT_HASH, type SignalIds } from './ids.js';

/** The id maps that a platform can read, by the short hash that frames carry in `catalogue`. */
export interface SignalMaps {
  /** The map that is extended and written; every prefix of it is known too. */
  readonly current: SignalIds;
  /**
   * Whether frames that name this map can be read. The empty hash stands for the current map. Any other hash is schema drift:
   * nobody knows which signals the frame's numbers are.
   */
  isKnownCatalogue(shortHash: string): boolean;
  /** The map of a frame; undefined when nobody knows it. */
  mapOf(shortHash: string): SignalIds | undefined;
}

/**
 * Knows the current map, every map that it has grown from (maps are append-only, so each older one is a prefix), and maps with
 * numbers of their own.
 */
export function makeSignalMaps(current: SignalIds, others: readonly SignalIds[] = []): SignalMaps {
  const known = new Map<string, SignalIds>([['', current]]);
  for (const ids of [...others].reverse()) for (const hash of prefixHashes(ids)) known.set(hash, ids);
  for (const hash of prefixHashes(current)) known.set(hash, current);
  return {
    current,
    isKnownCatalogue: (shortHash) => known.has(shortHash),
    mapOf: (shortHash) => known.get(shortHash),
  };
}

/** Short hashes of a map and of all maps it may have been before, from one signal up. */
export function prefixHashes(ids: SignalIds): string[] {
  const hash = createHash('sha256');
  return ids.paths.map((path) => {
    hash.update(`${ids.idOf(path) ?? 0} ${path}\n`);
    return hash.copy().digest('hex').slice(0, SHORT_HASH);
  });
}
