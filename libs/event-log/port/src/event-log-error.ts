/**
 * - `unavailable`: the log cannot be reached or did not commit in time; the outcome of an append is unknown
 * - `overloaded`: too many bytes wait for their commit
 * - `unknown-topic`: create it with `ensureTopics` first
 * - `record-too-large`: above `MAX_RECORD_BYTES`
 * - `invalid`: a name, count or position that makes no sense
 * - `locked`: another process has the embedded log's folder open
 * - `closed`: `close` or `stop` was called
 */
export type EventLogErrorCode = 'unavailable' | 'overloaded' | 'unknown-topic' | 'record-too-large' | 'invalid' | 'locked' | 'closed';

const RETRYABLE: ReadonlySet<EventLogErrorCode> = new Set(['unavailable', 'overloaded']);

/** Every failure of an event log, with a stable code. */
export class EventLogError extends Error {
  override readonly name = 'EventLogError';

  constructor(
    readonly code: EventLogErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}
