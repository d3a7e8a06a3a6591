import { CE_TYPES, CONTENT_TYPES, LOG_TOPIC_SPECS, LOG_TOPICS, type RegistrationRecord } from '@headway/contracts';
import type { LogRecord } from '@headway/event-log/port';
import { findRegistration, markPublished, type RegistrationRow, saveRegistration, unpublished } from '@headway/fleet/store';
import { describeError } from '@headway/platform/errors';
import type { FleetOptions } from './fleet-options.js';

const RETRY_MS = 1_000;
const MOST_AT_ONCE = 500;

/** The register of vehicles: decided in the database, told to every ingest instance through the event log. */
export class Registrations {
  private publishing: Promise<void> = Promise.resolve();
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly options: FleetOptions) {}

  /** Tells the log what an earlier process could not. */
  async start(): Promise<void> {
    const topic = LOG_TOPICS.registry;
    await this.options.eventLog.ensureTopics([{ topic, ...LOG_TOPIC_SPECS[topic] }]);
    void this.publish();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.publishing;
  }

  /**
   * Changes whether a vehicle may send. Resolves when the log has it or, while the log is away, when it is certain to get it.
   * @returns false when that is how it was
   */
  async change(vin: string, registered: boolean): Promise<boolean> {
    const { dataSource, clock } = this.options;
    const changed = await saveRegistration(dataSource, { vin, registered, changedAt: clock.epochMs() });
    await this.publish();
    return changed;
  }

  find(vin: string): Promise<RegistrationRow | undefined> {
    return findRegistration(this.options.dataSource, vin);
  }

  /** One publication at a time, so that changes of a vehicle reach the log in their order. */
  private publish(): Promise<void> {
    this.publishing = this.publishing.then(() => this.drain());
    return this.publishing;
  }

  private async drain(): Promise<void> {
    const { dataSource, eventLog, logger } = this.options;
    clearTimeout(this.retry);
    try {
      while (!this.stopped) {
        const rows = await unpublished(dataSource, MOST_AT_ONCE);
        if (rows.length === 0) return;
        await eventLog.append(rows.map(recordOf));
        await markPublished(dataSource, rows);
      }
    } catch (error) {
      logger.warn('fleet.registration-unpublished', { reason: describeError(error) });
      if (!this.stopped) this.retry = setTimeout(() => void this.publish(), RETRY_MS);
    }
  }
}

function recordOf({ vin, registered, changedAt }: RegistrationRow): LogRecord {
  const content: RegistrationRecord = { vin, registered, at: changedAt };
  return {
    topic: LOG_TOPICS.registry,
    key: vin,
    value: Buffer.from(JSON.stringify(content)),
    headers: {
      ce_specversion: '1.0',
      ce_id: `${vin}/registration/${changedAt}`,
      ce_source: '/fleet',
      ce_type: CE_TYPES.registration,
      ce_time: new Date(changedAt).toISOString(),
      ce_subject: vin,
      'content-type': CONTENT_TYPES.json,
    },
  };
}
