import { decodeFrame, LOG_TOPIC_SPECS, LOG_TOPICS, type VehicleEvent, vehicleEventSchema } from '@headway/contracts';
import type { StoredRecord, Subscription } from '@headway/event-log/port';
import { applyOnce } from '@headway/platform/database';
import { describeError } from '@headway/platform/errors';
import type { OutboxWorker } from './outbox-worker.js';
import type { RolloutsOptions } from './rollouts-options.js';
import type { VehicleProgress } from './vehicle-progress.js';

/** Consumer group and name of the stored positions. */
const READER = 'rollouts-vehicles';

/** Reads `vehicle.events`: effect and position are one transaction. */
export class VehicleEventsReader {
  private subscription: Subscription | undefined;

  constructor(private readonly parts: { options: RolloutsOptions; progress: VehicleProgress; worker: OutboxWorker }) {}

  async start(): Promise<void> {
    const { options, progress, worker } = this.parts;
    const topics = [LOG_TOPICS.vehicleEvents, LOG_TOPICS.rolloutStatus, LOG_TOPICS.audit];
    await options.eventLog.ensureTopics(topics.map((topic) => ({ topic, ...LOG_TOPIC_SPECS[topic] })));
    this.subscription = await options.eventLog.subscribe({
      group: READER,
      topics: [LOG_TOPICS.vehicleEvents],
      startFrom: 'earliest',
      onBatch: async (batch) => {
        await applyOnce(options.dataSource, { reader: READER, batch }, async (manager, records) => {
          const events = records.flatMap((record) => this.read(record) ?? []);
          await progress.apply(manager, events);
        });
        worker.wake();
      },
      onRedelivery: ({ error, attempt }) => options.logger.warn('rollouts.batch-failed', { attempt, reason: describeError(error) }),
    });
  }

  async stop(): Promise<void> {
    await this.subscription?.stop();
  }

  /** An event that cannot be read was accepted by ingest, so it is of a newer kind: skipped, never a reason to stand still. */
  private read(record: StoredRecord): { vin: string; event: VehicleEvent } | undefined {
    try {
      const text = decodeFrame(record.value).event;
      return text === undefined ? undefined : { vin: record.key, event: vehicleEventSchema.parse(JSON.parse(text)) };
    } catch (error) {
      this.parts.options.logger.warn('rollouts.event-unreadable', { offset: String(record.offset), reason: describeError(error) });
      return undefined;
    }
  }
}
