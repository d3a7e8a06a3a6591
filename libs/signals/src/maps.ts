import { createHash } from 'node:crypto';
import type { Column, Frame, SignalValue } from '@headway/contracts';
import { SHORT_HASH, type SignalIds } from './ids.js';
import type { Catalogue, Signal } from './signal.js';
import type { Translation } from './translation.js';
import { convertUnit } from './units.js';

/** What a signal's values meant in some catalogue: enough to convert them. */
export type Meaning = Pick<Signal, 'datatype' | 'unit'>;

/** An id map with what its signals meant when it was in use; undefined means the same as now. */
export interface KnownMap {
  ids: SignalIds;
  meaningOf: (path: string) => Meaning | undefined;
}

interface MapsOptions {
  /** The current catalogue; without one, frames are left as they are. */
  catalogue?: Catalogue;
  /** Where signals of older releases are now. */
  translations?: readonly Translation[];
  /** What signals meant in former versions of the current map, by short hash. */
  versions?: ReadonlyMap<string, KnownMap['meaningOf']>;
  /** Maps with numbers of their own. */
  others?: readonly KnownMap[];
}

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
  /**
   * The frame under the current numbers, paths, units and data types. `dropped` counts the columns that have no place in the
   * current catalogue, all of them when the map is not known.
   */
  translate(frame: Frame): { frame: Frame; dropped: number };
  /** Where a signal that the current catalogue does not have is now, with its value; undefined when it is nowhere. */
  translateNamed(path: string, value: SignalValue): { path: string; value: SignalValue } | undefined;
}

/** How a column of a former map becomes one of ours. */
interface Step {
  signal: number;
  /** Absent when values stay as they are; undefined for a value without a counterpart. */
  convert?: (value: SignalValue) => SignalValue | undefined;
}

const unchangedMeaning = () => undefined;

/**
 * Knows the current map, every map that it has grown from (maps are append-only, so each older one is a prefix), and maps with
 * numbers of their own.
 */
export function makeSignalMaps(current: SignalIds, options: MapsOptions = {}): SignalMaps {
  const { others = [], versions = new Map<string, KnownMap['meaningOf']>() } = options;
  const known = new Map<string, KnownMap>();
  for (const map of [...others].reverse()) for (const hash of prefixHashes(map.ids)) known.set(hash, map);
  // A map between two recorded versions was in use before the later one.
  let meaningOf: KnownMap['meaningOf'] = unchangedMeaning;
  for (const hash of prefixHashes(current).reverse()) {
    meaningOf = versions.get(hash) ?? meaningOf;
    known.set(hash, { ids: current, meaningOf });
  }
  known.set('', known.get(current.shortHash) ?? { ids: current, meaningOf: unchangedMeaning });
  const translator = new Translator(current, options);
  return {
    current,
    isKnownCatalogue: (shortHash) => known.has(shortHash),
    mapOf: (shortHash) => known.get(shortHash)?.ids,
    translate: (frame) => translator.translate(frame, known.get(frame.catalogue)),
    translateNamed: (path, value) => translator.translateNamed(path, value),
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

class Translator {
  private readonly steps = new Map<SignalIds, Map<KnownMap['meaningOf'], Map<number, Step | undefined>>>();

  constructor(
    private readonly current: SignalIds,
    private readonly options: MapsOptions,
  ) {}

  translate(frame: Frame, map: KnownMap | undefined): { frame: Frame; dropped: number } {
    if (frame.columns.length === 0) return { frame, dropped: 0 };
    if (!map) return { frame: { ...frame, columns: [] }, dropped: frame.columns.length };
    if (!this.options.catalogue) return { frame, dropped: 0 };
    const steps = frame.columns.map(({ signal }) => this.stepOf(signal, map));
    if (steps.every((step, index) => step && !step.convert && step.signal === frame.columns[index]?.signal)) return { frame, dropped: 0 };
    const columns = this.columnsOf(frame, steps, map.ids);
    const kept = columns.filter((column) => column !== undefined);
    return { frame: { ...frame, catalogue: this.current.shortHash, columns: kept }, dropped: columns.length - kept.length };
  }

  /** A column that was always called so comes before one that is called so now. */
  private columnsOf(frame: Frame, steps: (Step | undefined)[], ids: SignalIds): (Column | undefined)[] {
    const isRenamed = (column: Column, step: Step) => ids.pathOf(column.signal) !== this.current.pathOf(step.signal);
    const taken = new Set<number>();
    for (const [index, step] of steps.entries()) if (step && !isRenamed(frame.columns[index] as Column, step)) taken.add(step.signal);
    return frame.columns.map((column, index) => {
      const step = steps[index];
      if (!step || (isRenamed(column, step) && taken.has(step.signal))) return undefined;
      taken.add(step.signal);
      return convertColumn(column, step);
    });
  }

  translateNamed(path: string, value: SignalValue): { path: string; value: SignalValue } | undefined {
    const target = this.target(path, undefined);
    const converted = target?.convert ? target.convert(value) : value;
    return target && converted !== undefined ? { path: target.signal.path, value: converted } : undefined;
  }

  private stepOf(id: number, { ids, meaningOf }: KnownMap): Step | undefined {
    // Numbers that nobody gave are not remembered: there are four thousand million of them.
    if (ids.pathOf(id) === undefined) return undefined;
    const ofMap = this.steps.get(ids) ?? new Map<KnownMap['meaningOf'], Map<number, Step | undefined>>();
    this.steps.set(ids, ofMap);
    const steps = ofMap.get(meaningOf) ?? new Map<number, Step | undefined>();
    ofMap.set(meaningOf, steps);
    if (!steps.has(id)) steps.set(id, this.findStep(id, { ids, meaningOf }));
    return steps.get(id);
  }

  private findStep(id: number, { ids, meaningOf }: KnownMap): Step | undefined {
    const path = ids.pathOf(id);
    if (path === undefined) return undefined;
    const target = this.target(path, meaningOf(path));
    const signal = target && this.current.idOf(target.signal.path);
    if (!target || signal === undefined) return undefined;
    return target.convert ? { signal, convert: target.convert } : { signal };
  }

  /** The signal of the current catalogue that says the same, and how its values come about. */
  private target(path: string, meaning: Meaning | undefined): { signal: Signal; convert?: Step['convert'] } | undefined {
    const { catalogue, translations = [] } = this.options;
    const same = catalogue?.get(path);
    if (same) return withConversion(same, conversion(meaning, same));
    for (const translation of translations) {
      const successor = translation.successorOf(path);
      if (!successor) continue;
      if ('gone' in successor) return undefined;
      const signal = catalogue?.get(successor.path);
      if (!signal) return undefined;
      const old = meaning ?? (successor.unit === undefined ? undefined : { datatype: 'double', unit: successor.unit });
      const convert = conversion(old, signal) ?? ((value: SignalValue) => rounded(signal, value));
      return withConversion(signal, (value) => {
        const changed = successor.change(value);
        return changed === undefined ? undefined : convert(changed);
      });
    }
    return undefined;
  }
}

const withConversion = (signal: Signal, convert: Step['convert']) => (convert ? { signal, convert } : { signal });

function convertColumn(column: Column, { signal, convert }: Step): Column | undefined {
  if (!convert) return signal === column.signal ? column : { ...column, signal };
  const offsetsMs: number[] = [];
  const values: SignalValue[] = [];
  for (const [index, value] of column.values.entries()) {
    const converted = convert(value);
    if (converted === undefined) continue;
    values.push(converted);
    offsetsMs.push(column.offsetsMs[index] as number);
  }
  return values.length > 0 ? { signal, offsetsMs, values } : undefined;
}

/** How values of an older meaning become the signal's; undefined when they need nothing. */
function conversion(old: Meaning | undefined, signal: Signal): Step['convert'] {
  if (!old || (old.unit === signal.unit && old.datatype === signal.datatype)) return undefined;
  const { unit } = old;
  if (unit === signal.unit || unit === null || signal.unit === null) return (value) => rounded(signal, value);
  const target = signal.unit;
  return (value) => (typeof value === 'number' ? rounded(signal, convertOrNothing(value, unit, target)) : value);
}

/** Units that do not measure the same have no counterpart. */
function convertOrNothing(value: number, from: string, to: string): number | undefined {
  try {
    return convertUnit(value, from, to);
  } catch {
    return undefined;
  }
}

const rounded = <T extends SignalValue | undefined>(signal: Signal, value: T): T | number =>
  typeof value === 'number' && /^u?int/.test(signal.datatype) ? Math.round(value) + 0 : value;
