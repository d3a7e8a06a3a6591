import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SignalsError } from './signals-error.js';

const LARGEST_ID = 4_294_967_295;
/** Digits of a map's hash that a frame carries. */
export const SHORT_HASH = 8;

/**
 * Numbers for signals on the wire. A number once given to a path is never changed and never given again, so the newest map
 * reads the frames of every older one.
 */
export interface SignalIds {
  /** Number of a path; undefined when it has none yet. */
  idOf(path: string): number | undefined;
  /** Path of a number; undefined for numbers of a newer map. */
  pathOf(id: number): string | undefined;
  /** Paths in the order of their numbers. */
  paths: readonly string[];
  /** SHA-256 of the lines `id path`, ascending: names the map, 64 hexadecimal digits. */
  hash: string;
  /** The first 8 digits of `hash`, as `Frame.catalogue` carries them. */
  shortHash: string;
}

const idsSchema = z.record(z.string().min(1), z.number().int().min(1).max(LARGEST_ID));

/**
 * Reads an id map: `{ "Vehicle.Speed": 1, … }`.
 * @throws SignalsError `invalid-ids`
 */
export function parseSignalIds(json: unknown): SignalIds {
  const result = idsSchema.safeParse(json);
  if (!result.success) throw new SignalsError('invalid-ids', `an id map gives each path a positive number: ${result.error.message}`);
  return makeIds(new Map(Object.entries(result.data)));
}

/** The map with numbers for further paths, counted on from the largest. Known paths keep theirs. */
export function extendSignalIds(ids: SignalIds, paths: Iterable<string>): SignalIds {
  const byPath = new Map(ids.paths.map((path) => [path, ids.idOf(path) as number]));
  let last = Math.max(0, ...byPath.values());
  for (const path of [...paths].sort()) if (!byPath.has(path)) byPath.set(path, ++last);
  return makeIds(byPath);
}

function makeIds(byPath: Map<string, number>): SignalIds {
  const ordered = [...byPath].sort(([, a], [, b]) => a - b);
  const byId = new Map(ordered.map(([path, id]) => [id, path]));
  if (byId.size !== byPath.size) throw new SignalsError('invalid-ids', 'two paths have the same number');
  const hash = createHash('sha256');
  for (const [path, id] of ordered) hash.update(`${id} ${path}\n`);
  const digest = hash.digest('hex');
  return {
    idOf: (path) => byPath.get(path),
    pathOf: (id) => byId.get(id),
    paths: ordered.map(([path]) => path),
    hash: digest,
    shortHash: digest.slice(0, SHORT_HASH),
  };
}
