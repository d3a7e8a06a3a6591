import type { DeadLetterReason, FrameHeader, Region } from '@headway/contracts';
import type { EventLog, LogRecord } from '@headway/event-log/port';
import type { Logger } from '@headway/platform/logging';
import type { Metrics } from '@headway/platform/metrics';
import type { Catalogue, SignalIds, SignalMaps } from '@headway/signals';
import type { ResendPolicy } from '@headway/telemetry/ledger';
import type { DataSource } from 'typeorm';

/** What a message that came at `receivedAtMs` is worth today; `known` says whether its vehicle may send. */
export type ReadAgain = (
  message: { topic: string; payload: Uint8Array },
  receivedAtMs: number,
  known: boolean,
) => { ok: true; records: LogRecord[]; headers: FrameHeader[] } | { ok: false; reason: DeadLetterReason; detail: string };

export interface FleetOptions {
  /** Opened with `FLEET_ENTITIES` and `FLEET_MIGRATIONS`. */
  dataSource: DataSource;
  eventLog: Pick<EventLog, 'append' | 'ensureTopics' | 'offsets' | 'subscribe'>;
  /** The reading rules of ingest, for dead letters. */
  readAgain: ReadAgain;
  /** Which vehicles may send: all, unless it says otherwise. */
  vehicles?: 'open' | 'registered';
  /** Sends a message to a vehicle; a lost one is repeated later. */
  publishDown: (topic: string, payload: string) => unknown;
  signals: { catalogue: Catalogue; ids: SignalIds; maps: SignalMaps };
  regions: readonly Region[];
  /** Milliseconds since the epoch. */
  clock: { epochMs(): number };
  /** In [0, 1). */
  random: () => number;
  logger: Logger;
  metrics: Metrics;
  /** Replaces when gaps are asked for. */
  resend?: Partial<ResendPolicy>;
  /** Replaces when an online vehicle that says nothing counts as gone, and how often that is looked for. */
  silence?: { afterMs: number; everyMs: number };
}

/** When gaps are asked for, unless the options say otherwise. A vehicle repeats unacknowledged frames by itself after 10 s. */
export const RESEND_POLICY: ResendPolicy = { graceMs: 5_000, firstPauseMs: 15_000, longestPauseMs: 300_000 };

/** Injection token of the options. */
export const FLEET_OPTIONS = Symbol('FleetOptions');
