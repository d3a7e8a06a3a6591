import type { Frame } from '@headway/contracts';
import type { EventLog } from '@headway/event-log/port';
import type { Logger } from '@headway/platform/logging';
import type { Metrics } from '@headway/platform/metrics';
import type { Catalogue, SignalIds, SignalMaps } from '@headway/signals';
import type { DataSource } from 'typeorm';

/** Recorded frames that begin in `[fromMs, toMs)`, each vehicle's in the order of their beginnings. */
export type ReadFrames = (query: {
  vins?: readonly string[] | undefined;
  fromMs: number;
  toMs: number;
}) => AsyncIterable<{ vin: string; frame: Pick<Frame, 'startTimeMs' | 'columns' | 'catalogue'> & Frame }>;

export interface CampaignsOptions {
  /** Opened with `CAMPAIGNS_MIGRATIONS`. */
  dataSource: DataSource;
  eventLog: Pick<EventLog, 'ensureTopics' | 'subscribe'>;
  /** Publishes to `down/campaign` of a vehicle; resolves once the broker has it. */
  publishDown: (vin: string, payload: Uint8Array, options: { retain: true; qos: 1 }) => Promise<void>;
  signals: { catalogue: Catalogue; ids: SignalIds; maps: SignalMaps };
  /** What dry runs read; without it they are refused. */
  readFrames?: ReadFrames;
  /** Milliseconds since the epoch, and monotonic milliseconds. */
  clock: { epochMs(): number; nowMs(): number };
  logger: Logger;
  metrics: Metrics;
  /** Longest wait before vehicles are given what they lack, milliseconds. */
  distributeEveryMs?: number;
}

/** Injection token of the options. */
export const CAMPAIGNS_OPTIONS = Symbol('CampaignsOptions');
