export { Spool } from './spool.js';
export { PRIORITIES } from './spool-types.js';
export type { AppendKey, Dropped, Head, Priority, SpooledFrame, SpoolOptions, SpoolStats } from './spool-types.js';
