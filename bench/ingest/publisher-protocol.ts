/** How a publisher process is to behave. */
export interface PublisherOptions {
  mqttUrl: string;
  vehicles: number;
  payloadBytes: number;
  /** First 8 hexadecimal digits of the signal ids' hash. */
  catalogue: string;
  /** Ids of signals with numbers as values. */
  signals: number[];
  channel: 'telemetry' | 'telemetry/json';
}

/** What a publisher process is told. */
export type PublisherCommand =
  | { type: 'open'; options: PublisherOptions }
  /**
   * Publish so many messages; `perSecond` limits the rate, `window` how many may be sent and not committed; each vehicle sends
   * `burst` in a row.
   */
  | { type: 'send'; messages: number; perSecond?: number; window: number; burst: number }
  | { type: 'committed'; total: number }
  /** Closes every connection without DISCONNECT, as when a network goes away. */
  | { type: 'cut' };

/** What it answers. */
export type PublisherReport =
  { type: 'opened' } | { type: 'progress'; sent: number; acknowledged: number; lost: number } | { type: 'failed'; reason: string };
