export { applyOverlay, parseCatalogue } from './catalogue.js';
export { extendSignalIds, parseSignalIds } from './ids.js';
export type { SignalIds } from './ids.js';
export type { Catalogue, Datatype, Scalar, Signal } from './signal.js';
export { SignalsError } from './signals-error.js';
export type { SignalsErrorCode } from './signals-error.js';
export { convertUnit } from './units.js';
export { fitValue, validateValue } from './value.js';
export type { ValueCheck, ValueRefusal } from './value.js';
