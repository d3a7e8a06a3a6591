import { existsSync } from 'node:fs';
import {
  type Catalogue,
  continueHistory,
  extendSignalIds,
  parseHistory,
  parseSignalIds,
  type SignalHistory,
  type SignalIds,
} from '@headway/signals';
import { readJsonFile, writeJsonFile } from './json-file.js';

/** An id map with its memory. */
export interface PinnedIds {
  ids: SignalIds;
  history: SignalHistory;
}

/** Where the history of an id map lies. */
export const historyFile = (idFile: string): string => `${idFile.replace(/\.json$/, '')}.history.json`;

/**
 * Opens an id map for a catalogue: signals without a number get the next ones, and both files are written when something is new.
 * A map that does not exist yet begins with `base`, so that vehicles on the built-in map are understood.
 * @throws SignalsError `ids-conflict` when the map or the catalogue would change what numbers on the wire mean
 */
export function openIdFile(file: string, catalogue: Catalogue, base: { ids: SignalIds; catalogue: Catalogue }): PinnedIds {
  const exists = existsSync(file);
  const known = exists ? parseSignalIds(readJsonFile(file, 'invalid-ids')) : base.ids;
  const memory = historyFile(file);
  const former = existsSync(memory)
    ? parseHistory(readJsonFile(memory, 'invalid-ids'))
    : exists
      ? undefined
      : continueHistory(undefined, base.ids, base.catalogue);
  // A map that was edited by hand is compared with its history before anything is added to it.
  if (former) continueHistory(former, known, mergedMeanings(former, catalogue));
  const ids = extendSignalIds(known, catalogue.keys());
  const history = continueHistory(former, ids, catalogue);
  if (!exists || ids.hash !== known.hash) writeJsonFile(file, Object.fromEntries(ids.paths.map((path) => [path, ids.idOf(path)])));
  if (JSON.stringify(history) !== JSON.stringify(former) || !existsSync(memory)) writeJsonFile(memory, history);
  return { ids, history };
}

/** The catalogue without what changed its meaning: that is judged once the map has its new signals. */
function mergedMeanings(former: SignalHistory, catalogue: Catalogue): Catalogue {
  const known = new Set(former.signals.map(([, path]) => path));
  return new Map([...catalogue].filter(([path]) => !known.has(path)));
}
