export type { KafkaEventLogOptions } from './client.js';
export { openKafkaEventLog } from './kafka-event-log.js';
