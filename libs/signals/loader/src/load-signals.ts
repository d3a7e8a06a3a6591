import { dirname, resolve } from 'node:path';
import { assetPath } from '@headway/platform/assets';
import {
  applyOverlay,
  type Catalogue,
  type KnownMap,
  makeSignalMaps,
  meaningsOf,
  parseCatalogue,
  parseSignalIds,
  parseTranslation,
  type SignalIds,
  type SignalMaps,
  SignalsError,
  type Translation,
} from '@headway/signals';
import { z } from 'zod';
import { openIdFile } from './id-file.js';
import { readJsonFile } from './json-file.js';

/** What a process knows about signals. */
export interface Signals {
  catalogue: Catalogue;
  ids: SignalIds;
  /** Maps of vehicles on older catalogues. */
  maps: SignalMaps;
}

/** Which files describe the signals; all paths relative to the working directory. */
export interface SignalFiles {
  /** A catalogue in the official JSON export; the built-in one when absent. */
  catalogue?: string;
  /** Overlays, applied in order after our own. */
  overlays?: readonly string[];
  /** The append-only id map; extended and written when signals are new. Needed as soon as one of the others is given. */
  ids?: string;
  /** Maps of vehicles with other numbers: JSON files that name `ids`, `catalogue` and `overlays`, relative to themselves. */
  maps?: readonly string[];
}

const BUILT_IN = {
  catalogue: assetPath('libs/signals/assets/catalogue.json'),
  overlay: assetPath('libs/assistant/ontology/assets/overlay.json'),
  ids: assetPath('libs/signals/assets/signal-ids.json'),
};
const TRANSLATION = assetPath('libs/signals/assets/translation-5.1-6.0.json');

/** Says in which file the defect is. */
function inFile<T>(file: string, read: (json: unknown) => T): T {
  const json = readJsonFile(file);
  try {
    return read(json);
  } catch (error) {
    throw error instanceof SignalsError ? new SignalsError(error.code, `${file}: ${error.message}`) : error;
  }
}

/** The table of where signals of VSS 5.1 are in 6.0. */
export const loadTranslation = (): Translation => inFile(TRANSLATION, parseTranslation);

/**
 * A catalogue with overlays laid on it in order.
 * @throws SignalsError `invalid-catalogue` naming file, path and reason
 */
export function loadCatalogue(file: string, overlays: readonly string[] = []): Catalogue {
  const bare = inFile(file, parseCatalogue);
  return overlays.reduce<Catalogue>((current, overlay) => inFile(overlay, (json) => applyOverlay(current, json)), bare);
}

/** The compact catalogue that ships with Headway, with the actuators that VSS lacks. */
export function loadBuiltInSignals(): Signals {
  const { catalogue, ids } = builtIn();
  return { catalogue, ids, maps: makeSignalMaps(ids, { catalogue, translations: [loadTranslation()] }) };
}

function builtIn(): { catalogue: Catalogue; ids: SignalIds } {
  return {
    catalogue: loadCatalogue(BUILT_IN.catalogue, [BUILT_IN.overlay]),
    ids: parseSignalIds(readJsonFile(BUILT_IN.ids, 'invalid-ids')),
  };
}

/**
 * Signals as the settings name them; the built-in ones when they name none.
 * @throws SignalsError when a file does not hold what it should, or would change what numbers on the wire mean
 */
export function loadSignals({ catalogue: file, overlays = [], ids: idFile, maps = [] }: SignalFiles): Signals {
  const ours = builtIn();
  if (!file && overlays.length === 0 && !idFile && maps.length === 0) return loadBuiltInSignals();
  if (!idFile && (file || overlays.length > 0)) {
    throw new SignalsError('invalid-ids', 'a catalogue of your own needs an id map of its own: name the file that keeps it');
  }
  const catalogue =
    file || overlays.length > 0 ? loadCatalogue(file ?? BUILT_IN.catalogue, [BUILT_IN.overlay, ...overlays]) : ours.catalogue;
  const pinned = idFile ? openIdFile(idFile, catalogue, ours) : { ids: ours.ids, history: undefined };
  const others: KnownMap[] = [...maps.map(loadMap), { ids: ours.ids, meaningOf: (path) => ours.catalogue.get(path) }];
  return {
    catalogue,
    ids: pinned.ids,
    maps: makeSignalMaps(pinned.ids, {
      catalogue,
      translations: [loadTranslation()],
      others,
      ...(pinned.history ? { versions: meaningsOf(pinned.history) } : {}),
    }),
  };
}

const mapSchema = z.strictObject({
  ids: z.string().min(1),
  catalogue: z.string().min(1),
  overlays: z.array(z.string().min(1)).default([]),
});

/** A map of vehicles with other numbers: what their numbers are, and what the signals meant to them. */
function loadMap(file: string): KnownMap {
  const result = mapSchema.safeParse(readJsonFile(file, 'invalid-ids'));
  if (!result.success) throw new SignalsError('invalid-ids', `${file}: a map names its ids, its catalogue and perhaps overlays`);
  const beside = (name: string) => resolve(dirname(file), name);
  const catalogue = loadCatalogue(beside(result.data.catalogue), result.data.overlays.map(beside));
  return { ids: parseSignalIds(readJsonFile(beside(result.data.ids), 'invalid-ids')), meaningOf: (path) => catalogue.get(path) };
}
