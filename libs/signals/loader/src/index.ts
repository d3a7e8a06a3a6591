export { historyFile } from './id-file.js';
export { readJsonFile } from './json-file.js';
export { loadBuiltInSignals, loadCatalogue, loadSignals, loadTranslation } from './load-signals.js';
export type { SignalFiles, Signals } from './load-signals.js';
