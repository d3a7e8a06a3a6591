export { startEmbeddedPostgres } from './embedded-postgres.js';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres.js';
export { openDatabase } from './open-database.js';
export type { DatabaseOptions } from './open-database.js';
export { OutboxDrain } from './outbox-drain.js';
export type { OutboxDrainOptions, OutboxRows } from './outbox-drain.js';
export { applyOnce, applyTogether, readPositions } from './positions.js';
export type { PositionedBatch } from './positions.js';
export { startTemporaryPostgres } from './temporary-postgres.js';
