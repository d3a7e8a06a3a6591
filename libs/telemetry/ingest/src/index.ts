export { IngestService } from './ingest-service.js';
export type { IngestOptions } from './ingest-service.js';
export { readAgain } from './read-again.js';
export type { ReadAgain, Rereading } from './read-again.js';
export { followVehicleRegistry } from './vehicle-registry.js';
export type { KnownVehicles } from './vehicle-registry.js';
