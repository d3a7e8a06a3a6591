import type { Catalogue, Signal } from './signal.js';
import type { Translation } from './translation.js';

/** A property of a signal that is another one in the other catalogue. */
export interface SignalChange {
  path: string;
  property: 'kind' | 'datatype' | 'unit' | 'min' | 'max' | 'allowed' | 'pattern';
  before: unknown;
  after: unknown;
}

/** What became of a catalogue. */
export interface CatalogueDifference {
  added: string[];
  removed: string[];
  /** Removed, but a translation table knows where it is now. */
  renamed: { from: string; to: string }[];
  changed: SignalChange[];
}

const PROPERTIES = ['kind', 'datatype', 'unit', 'min', 'max', 'allowed'] as const;

/** How `after` differs from `before`, for a person who is to roll it out. */
export function compareCatalogues(before: Catalogue, after: Catalogue, translations: readonly Translation[] = []): CatalogueDifference {
  const renamed: CatalogueDifference['renamed'] = [];
  const removed: string[] = [];
  for (const path of before.keys()) {
    if (after.has(path)) continue;
    const successor = translations.map((translation) => translation.successorOf(path)).find((found) => found !== undefined);
    if (successor && 'path' in successor && after.has(successor.path)) renamed.push({ from: path, to: successor.path });
    else removed.push(path);
  }
  const changed = [...after.values()].flatMap((signal) => {
    const former = before.get(signal.path);
    return former ? changesOf(former, signal) : [];
  });
  return { added: [...after.keys()].filter((path) => !before.has(path)), removed, renamed, changed };
}

function changesOf(former: Signal, signal: Signal): SignalChange[] {
  const pairs = [
    ...PROPERTIES.map((property) => [property, former[property] ?? null, signal[property] ?? null] as const),
    ['pattern', former.pattern?.source ?? null, signal.pattern?.source ?? null] as const,
  ];
  return pairs
    .filter(([, before, after]) => JSON.stringify(before) !== JSON.stringify(after))
    .map(([property, before, after]) => ({ path: signal.path, property, before, after }));
}
