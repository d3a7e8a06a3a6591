export { openLmdbEventLog } from './lmdb-event-log.js';
export type { LmdbEventLogOptions } from './lmdb-event-log.js';
