export { applyHead, applyLost, applyStored, close, countsOf, EMPTY_LEDGER, missingOf } from './ledger.js';
export type { StoredOutcome, StreamLedger } from './ledger.js';
export { rangesOf, sizeOf, subtract, union } from './ranges.js';
export type { Ranges } from './ranges.js';
export { askForGaps, MOST_RANGES_ASKED, NOT_ASKING, noteGaps } from './resend.js';
export type { Asking, ResendPolicy } from './resend.js';
export { compareSamples, mergeFrame } from './twin.js';
export type { SampleOrder, Twin, TwinSample } from './twin.js';
