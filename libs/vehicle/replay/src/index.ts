export { loadMapping, OBD_MAPPING_PATH } from './mapping.js';
export type { Mapping } from './mapping.js';
export { RecordedDrive } from './recorded-drive.js';
export type { RecordedRow } from './recorded-drive.js';
export { replayDrive } from './replay.js';
export type { ReplayOptions } from './replay.js';
export { describeSummary } from './summary.js';
export type { ReplaySummary, RowRefusal } from './summary.js';
