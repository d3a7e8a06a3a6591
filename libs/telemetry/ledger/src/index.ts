export { applyHead, applyLost, applyStored, close, countsOf, EMPTY_LEDGER, missingOf } from './ledger.js';
export type { StreamLedger } from './ledger.js';
export { sizeOf } from './ranges.js';
export type { Ranges } from './ranges.js';
export { askForGaps, NOT_ASKING, noteGaps } from './resend.js';
export type { Asking, ResendPolicy } from './resend.js';
export { compareSamples, mergeFrame } from './twin.js';
export type { Twin, TwinSample } from './twin.js';
