export { checkSignals } from './check-signals.js';
export type { SignalsCheck } from './check-signals.js';
export { loadBuiltInSignals, loadSignals } from './load-signals.js';
export type { SignalFiles, Signals } from './load-signals.js';
