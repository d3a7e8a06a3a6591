import { EventLogError } from '@headway/event-log/port';
import kafkajs, { type Kafka as KafkaClient, type LogEntry, logLevel } from 'kafkajs';

export interface KafkaEventLogOptions {
  /** `host:port` of at least one broker. */
  brokers: string[];
  /** Name under which brokers log us, default `headway`. */
  clientId?: string;
  /** Where the client's own messages go; silent when absent. */
  log?: (level: 'debug' | 'info' | 'warn' | 'error', message: string, fields: Record<string, unknown>) => void;
  /** How long an append waits before the first of a batch is sent, default 2 ms. */
  lingerMs?: number;
  /** How long an append may try before it rejects with `unavailable`, default 2 minutes. */
  deliveryTimeoutMs?: number;
  /** Bytes that may wait for their commit before `append` rejects with `overloaded`, default 64 MiB. */
  maxBufferedBytes?: number;
}

const LEVELS = { [logLevel.DEBUG]: 'debug', [logLevel.INFO]: 'info', [logLevel.WARN]: 'warn' } as const;

/** A client whose own retries are short, because ours above it go on for ever. */
export function createClient({ brokers, clientId = 'headway', log }: KafkaEventLogOptions): KafkaClient {
  const route = ({ level, log: entry, namespace }: LogEntry) => {
    const { message, timestamp: _, ...fields } = entry;
    log?.(level in LEVELS ? LEVELS[level as keyof typeof LEVELS] : 'error', `${namespace}: ${message}`, fields);
  };
  return new kafkajs.Kafka({
    brokers,
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    retry: { retries: 3, initialRetryTime: 100, maxRetryTime: 1_000, restartOnFailure: () => Promise.resolve(false) },
    logLevel: log ? logLevel.INFO : logLevel.NOTHING,
    logCreator: () => route,
  });
}

const typeOf = (error: unknown) => (error as { type?: string }).type;

/** Whether the broker refused a batch because a record in it is too large. */
export const isTooLarge = (error: unknown) => ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'].includes(typeOf(error) ?? '');

/** The client's failure in our words. */
export function toEventLogError(cause: unknown, brokers: string[]): EventLogError {
  if (cause instanceof EventLogError) return cause;
  const text = (cause as Error).message;
  if (typeOf(cause) === 'UNKNOWN_TOPIC_OR_PARTITION') return new EventLogError('unknown-topic', text, { cause });
  if (isTooLarge(cause)) return new EventLogError('record-too-large', text, { cause });
  return new EventLogError('unavailable', `Kafka at ${brokers.join(', ')} does not answer: ${text}`, { cause });
}
