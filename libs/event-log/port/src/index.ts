export { BatchCollector } from './batch-collector.js';
export { DEFAULT_BATCH_BYTES, DEFAULT_BATCH_RECORDS, EVENT_LOG, MAX_RECORD_BYTES } from './event-log.js';
export type {
  EventLog,
  EventLogHealth,
  LogRecord,
  LostRecords,
  PartitionOffsets,
  Receipt,
  RecordBatch,
  Redelivery,
  StartFrom,
  StoredRecord,
  SubscribeOptions,
  Subscription,
  TopicSpec,
} from './event-log.js';
export { EventLogError } from './event-log-error.js';
export type { EventLogErrorCode } from './event-log-error.js';
export { murmur2, partitionOf } from './partition.js';
export { checkedRecordBytes, checkRecordSizes, recordBytes } from './record-size.js';
export { checkTopicSpec } from './topic-spec.js';
export { deliver, redeliveryDelayMs } from './redelivery.js';
