import { createHmac, randomBytes } from 'node:crypto';
import { pino } from 'pino';

/** Structured log: the event's name first, then its fields. */
export interface Logger {
  debug(event: string, fields?: Record<string, unknown>): void;
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
  /** A logger whose lines all carry `fields`. */
  with(fields: Record<string, unknown>): Logger;
}

interface LoggerOptions {
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Name of the app, on every line. */
  app: string;
  /** File to append to; standard error when absent. */
  file?: string;
}

/** A logger that writes JSON lines (pino). */
export function createLogger({ level, app, file }: LoggerOptions): Logger {
  const destination = pino.destination(file ? { dest: file, mkdir: true, sync: true } : { dest: 2, sync: true });
  return wrap(pino({ level, base: { app }, serializers: { error: pino.stdSerializers.err } }, destination));
}

function wrap(log: pino.Logger): Logger {
  return {
    debug: (event, fields = {}) => log.debug(fields, event),
    info: (event, fields = {}) => log.info(fields, event),
    warn: (event, fields = {}) => log.warn(fields, event),
    error: (event, fields = {}) => log.error(fields, event),
    with: (fields) => wrap(log.child(fields)),
  };
}

const processKey = randomBytes(32);

/** A VIN as it may stand in a log: a keyed hash that cannot be turned back and changes with every process. */
export const pseudonym = (vin: string) => createHmac('sha256', processKey).update(vin).digest('hex').slice(0, 12);
