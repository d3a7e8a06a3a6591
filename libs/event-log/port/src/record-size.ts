import type { LogRecord } from './event-log.js';
import { MAX_RECORD_BYTES } from './event-log.js';
import { EventLogError } from './event-log-error.js';

/** Bytes that a record counts for in every limit: key, value and headers. */
export function recordBytes(record: Pick<LogRecord, 'key' | 'value' | 'headers'>): number {
  let bytes = record.value.byteLength + record.key.length;
  for (const name in record.headers) bytes += name.length + (record.headers[name] as string).length;
  return bytes;
}

/** {@link recordBytes} of a record within the limit; throws `record-too-large` for any other. */
export function checkedRecordBytes(record: LogRecord): number {
  const bytes = recordBytes(record);
  if (bytes > MAX_RECORD_BYTES) {
    const text = `a record of ${bytes} bytes for topic ${record.topic} is above the limit of ${MAX_RECORD_BYTES}`;
    throw new EventLogError('record-too-large', text);
  }
  return bytes;
}

/** Throws `record-too-large` before anything of a call has been appended. */
export function checkRecordSizes(records: readonly LogRecord[]): void {
  for (const record of records) checkedRecordBytes(record);
}
