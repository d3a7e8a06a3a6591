import { readFileSync } from 'node:fs';
import { assetPath } from '@headway/platform/assets';
import {
  applyOverlay,
  type Catalogue,
  makeSignalMaps,
  parseCatalogue,
  parseSignalIds,
  type SignalIds,
  type SignalMaps,
} from '@headway/signals';

/** What a process knows about signals. */
export interface Signals {
  catalogue: Catalogue;
  ids: SignalIds;
  /** Maps of vehicles on older catalogues. */
  maps: SignalMaps;
}

/** Files of a catalogue in the official JSON export, its overlays in order, and its id map. */
export interface SignalFiles {
  catalogue: string;
  overlays: string[];
  ids: string;
}

const BUILT_IN: SignalFiles = {
  catalogue: assetPath('libs/signals/assets/catalogue.json'),
  overlays: [assetPath('libs/assistant/ontology/assets/overlay.json')],
  ids: assetPath('libs/signals/assets/signal-ids.json'),
};

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/**
 * Reads a catalogue with its overlays and ids.
 * @throws SignalsError when a file does not hold what it should
 */
export function loadSignals(files: SignalFiles): Signals {
  const bare = parseCatalogue(readJson(files.catalogue));
  const catalogue = files.overlays.reduce<Catalogue>((current, file) => applyOverlay(current, readJson(file)), bare);
  const ids = parseSignalIds(readJson(files.ids));
  return { catalogue, ids, maps: makeSignalMaps(ids) };
}

/** The compact catalogue that ships with Headway, with the actuators that VSS lacks. */
export const loadBuiltInSignals = (): Signals => loadSignals(BUILT_IN);
