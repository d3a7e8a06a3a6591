export { loadBuiltInSignals, loadSignals } from './load-signals.js';
export type { SignalFiles, Signals } from './load-signals.js';
