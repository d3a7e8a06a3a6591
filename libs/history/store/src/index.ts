export { forgetFrames, historySize } from './forget-frames.js';
export type { HistoryBounds } from './forget-frames.js';
export { readFrames } from './read-frames.js';
export type { FrameQuery, VehicleFrame } from './read-frames.js';
export { HISTORY_MIGRATIONS } from './schema.js';
export { sliceOf, writeFrames } from './write-frames.js';
export type { HistoryFrame } from './write-frames.js';
