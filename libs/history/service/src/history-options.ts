import type { EventLog } from '@headway/event-log/port';
import type { Logger } from '@headway/platform/logging';
import type { Metrics } from '@headway/platform/metrics';
import type { Catalogue, SignalIds, SignalMaps } from '@headway/signals';
import type { DataSource } from 'typeorm';

export interface HistoryOptions {
  /** Opened with `HISTORY_MIGRATIONS`. */
  dataSource: DataSource;
  eventLog: Pick<EventLog, 'ensureTopics' | 'subscribe'>;
  signals: { catalogue: Catalogue; ids: SignalIds; maps: SignalMaps };
  /** How long frames are kept, milliseconds; 0 keeps none. */
  keepMs: number;
  /** Most bytes of frames that are kept. */
  maxBytes: number;
  /** Milliseconds since the epoch. */
  clock: { epochMs(): number };
  logger: Logger;
  metrics: Metrics;
}

/** Injection token of the options. */
export const HISTORY_OPTIONS = Symbol('HistoryOptions');
