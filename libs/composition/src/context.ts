import { randomUUID } from 'node:crypto';
import type { EventLog } from '@headway/event-log/port';
import type { Logger } from '@headway/platform/logging';
import { createMetrics, type Metrics } from '@headway/platform/metrics';
import type { Signals } from '@headway/signals/loader';
import type { DataSource } from 'typeorm';
import type { Downlink } from './downlink.js';

/** What every feature is composed from: the drivers an app has chosen, and the few impure things the domain is handed. */
export interface Context {
  eventLog: EventLog;
  downlink: Downlink;
  signals: Signals;
  logger: Logger;
  metrics: Metrics;
  /** Milliseconds since the epoch, and monotonic milliseconds. */
  clock: { epochMs(): number; nowMs(): number };
  newId: () => string;
  /** Folder of this app's own files. */
  dataFolder: string;
}

/** A context with the tables of one or more scopes. */
export interface StoreContext extends Context {
  dataSource: DataSource;
}

/** The parts of a context that need no server. */
export function localContext(
  logger: Logger,
  { dataFolder, signals }: Pick<Context, 'dataFolder' | 'signals'>,
): Pick<Context, 'signals' | 'logger' | 'metrics' | 'clock' | 'newId' | 'dataFolder'> {
  return {
    signals,
    logger,
    metrics: createMetrics(),
    clock: { epochMs: () => Date.now(), nowMs: () => performance.now() },
    newId: randomUUID,
    dataFolder,
  };
}
