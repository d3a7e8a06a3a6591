import type { EventLog } from '@headway/event-log/port';
import type { Logger } from '@headway/platform/logging';
import type { Metrics } from '@headway/platform/metrics';
import type { Catalogue } from '@headway/signals';
import type { DataSource } from 'typeorm';

export interface CommandsOptions {
  /** Opened with `COMMANDS_MIGRATIONS`. */
  dataSource: DataSource;
  eventLog: Pick<EventLog, 'ensureTopics' | 'subscribe'>;
  /** Hands a message to the broker for a vehicle, QoS 1; rejects when the broker is away. */
  publishDown: (vin: string, payload: string) => Promise<void>;
  /** Whether the fleet has ever heard of a vehicle. */
  isKnown: (vin: string) => Promise<boolean>;
  catalogue: Catalogue;
  /** Milliseconds since the epoch. */
  clock: { epochMs(): number };
  newId: () => string;
  logger: Logger;
  metrics: Metrics;
  /** Replaces when an unanswered command is sent again. */
  resend?: Partial<ResendPolicy>;
}

/** When an unanswered command is sent again: after `firstPauseMs`, then twice as long each time. */
export interface ResendPolicy {
  firstPauseMs: number;
  longestPauseMs: number;
}
export const RESEND_POLICY: ResendPolicy = { firstPauseMs: 2_000, longestPauseMs: 60_000 };

/** Injection token of the options. */
export const COMMANDS_OPTIONS = Symbol('CommandsOptions');
