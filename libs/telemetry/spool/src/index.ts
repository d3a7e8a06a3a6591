export { Spool } from './spool.js';
export type { AppendKey, Dropped, Head, Priority, SpooledFrame, SpoolOptions, SpoolStats } from './spool-types.js';
