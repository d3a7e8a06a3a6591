export { IngestService } from './ingest-service.js';
export type { IngestOptions } from './ingest-service.js';
