export type { PublishDown } from './ack-publisher.js';
export { IngestModule } from './ingest-module.js';
export { IngestService } from './ingest-service.js';
export type { IngestOptions } from './ingest-service.js';
