import { connect } from 'node:net';
import { EventLogError } from '@headway/event-log/port';
import kafkajs, { type Kafka as KafkaClient, type LogEntry, logLevel } from 'kafkajs';
import type { BrokerAddress } from './broker-connection.js';
import { BrokerError } from './broker-errors.js';
import { sparingLog } from './sparing-log.js';

export interface KafkaEventLogOptions {
  /** `host:port` of at least one broker. */
  brokers: string[];
  /** Name under which brokers log us, default `headway`. */
  clientId?: string;
  /** Where the client's own messages go; silent when absent. */
  log?: (level: 'debug' | 'info' | 'warn' | 'error', message: string, fields: Record<string, unknown>) => void;
  /**
   * Where a broker that names itself so is reached from here, e.g. through a tunnel or a forwarded port; as it names itself when
   * absent.
   */
  route?: (address: BrokerAddress) => BrokerAddress;
  /** How long an append waits before the first of a batch is sent, default 2 ms. */
  lingerMs?: number;
  /** How long an append may try before it rejects with `unavailable`, default 2 minutes. */
  deliveryTimeoutMs?: number;
  /** Bytes that may wait for their commit before `append` rejects with `overloaded`, default 64 MiB. */
  maxBufferedBytes?: number;
}

/** What brokers log us as. */
export const DEFAULT_CLIENT_ID = 'headway';
const KEEP_ALIVE_MS = 60_000;
const LEVELS = { [logLevel.DEBUG]: 'debug', [logLevel.INFO]: 'info', [logLevel.WARN]: 'warn' } as const;

/** A client whose own retries are short, because ours above it go on for ever. */
export function createClient({ brokers, clientId = DEFAULT_CLIENT_ID, log, route }: KafkaEventLogOptions): KafkaClient {
  const sparing = log && sparingLog(log);
  const toLog = ({ level, log: entry, namespace }: LogEntry) => {
    const { message, timestamp: _, ...fields } = entry;
    sparing?.(level in LEVELS ? LEVELS[level as keyof typeof LEVELS] : 'error', `${namespace}: ${message}`, fields);
  };
  return new kafkajs.Kafka({
    brokers,
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    retry: { retries: 3, initialRetryTime: 100, maxRetryTime: 1_000, restartOnFailure: () => Promise.resolve(false) },
    logLevel: log ? logLevel.INFO : logLevel.NOTHING,
    logCreator: () => toLog,
    ...(route
      ? { socketFactory: ({ host, port, onConnect }) => connect(route({ host, port }), onConnect).setKeepAlive(true, KEEP_ALIVE_MS) }
      : {}),
  });
}

const typeOf = (error: unknown) => (error as { type?: string }).type;

/** The client's failure in our words. */
export function toEventLogError(cause: unknown, brokers: string[]): EventLogError {
  if (cause instanceof EventLogError) return cause;
  const text = (cause as Error).message;
  if (typeOf(cause) === 'UNKNOWN_TOPIC_OR_PARTITION') return new EventLogError('unknown-topic', text, { cause });
  if (cause instanceof BrokerError) {
    if (cause.tooLarge) return new EventLogError('record-too-large', text, { cause });
    return new EventLogError('unavailable', `Kafka at ${brokers.join(', ')} refuses: ${text}`, { cause });
  }
  return new EventLogError('unavailable', `Kafka at ${brokers.join(', ')} does not answer: ${text}`, { cause });
}
