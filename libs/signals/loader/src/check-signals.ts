import {
  type Catalogue,
  type CatalogueDifference,
  type CatalogueProblem,
  compareCatalogues,
  isKnownUnit,
  readCatalogue,
  readOverlay,
  SignalsError,
} from '@headway/signals';
import { readJsonFile } from './json-file.js';
import { loadTranslation } from './load-signals.js';

/** What is to be said of a customer's catalogue before it is used. */
export interface SignalsCheck {
  signals: number;
  sensors: number;
  actuators: number;
  attributes: number;
  arrays: number;
  deprecated: number;
  /** Defects; a platform would not start with this catalogue. */
  problems: (CatalogueProblem & { file: string })[];
  /** Signals that are left out. */
  skipped: (CatalogueProblem & { file: string })[];
  /** Units that values cannot be converted from or to. */
  unknownUnits: string[];
  difference?: CatalogueDifference;
}

interface CheckOptions {
  overlays?: readonly string[];
  /** Another catalogue, e.g. the one in use: how does this one differ from it? */
  against?: string;
}

/** Reads a catalogue and its overlays and gathers everything that is wrong with them, instead of stopping at the first. */
export function checkSignals(file: string, { overlays = [], against }: CheckOptions = {}): SignalsCheck {
  const problems: SignalsCheck['problems'] = [];
  const skipped: SignalsCheck['skipped'] = [];
  const read = (name: string, former: Catalogue | undefined): Catalogue => {
    try {
      const json = readJsonFile(name);
      const reading = former ? readOverlay(former, json) : readCatalogue(json);
      problems.push(...reading.problems.map((problem) => ({ ...problem, file: name })));
      skipped.push(...reading.skipped.map((problem) => ({ ...problem, file: name })));
      return reading.catalogue;
    } catch (error) {
      if (!(error instanceof SignalsError)) throw error;
      problems.push({ file: name, path: '', reason: error.message.replace(`${name}: `, '') });
      return former ?? new Map();
    }
  };
  const catalogue = overlays.reduce<Catalogue>((current, overlay) => read(overlay, current), read(file, undefined));
  const signals = [...catalogue.values()];
  const count = (kind: string) => signals.filter((signal) => signal.kind === kind).length;
  const units = new Set(signals.flatMap(({ unit }) => (unit === null || isKnownUnit(unit) ? [] : [unit])));
  return {
    signals: signals.length,
    sensors: count('sensor'),
    actuators: count('actuator'),
    attributes: count('attribute'),
    arrays: signals.filter(({ datatype }) => datatype.endsWith('[]')).length,
    deprecated: signals.filter(({ deprecation }) => deprecation !== undefined).length,
    problems,
    skipped,
    unknownUnits: [...units].sort(),
    ...(against === undefined ? {} : { difference: compareCatalogues(read(against, undefined), catalogue, [loadTranslation()]) }),
  };
}
