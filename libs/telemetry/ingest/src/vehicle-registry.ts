import { LOG_TOPIC_SPECS, LOG_TOPICS, registrationRecordSchema } from '@headway/contracts';
import type { EventLog, StoredRecord } from '@headway/event-log/port';
import { describeError } from '@headway/platform/errors';
import type { Logger } from '@headway/platform/logging';

/** Which vehicles may send telemetry. */
export interface KnownVehicles {
  knows(vin: string): boolean;
}

interface RegistryOptions {
  eventLog: Pick<EventLog, 'ensureTopics' | 'offsets' | 'subscribe'>;
  /** Gives each process a consumer group of its own: every one of them needs every record. */
  newId: () => string;
  logger: Logger;
}

/** The registered vehicles, as the topic `fleet.registry` says: read from its beginning at each start, and followed from then on. */
export async function followVehicleRegistry({
  eventLog,
  newId,
  logger,
}: RegistryOptions): Promise<KnownVehicles & { stop(): Promise<void> }> {
  const topic = LOG_TOPICS.registry;
  await eventLog.ensureTopics([{ topic, ...LOG_TOPIC_SPECS[topic] }]);
  const vins = new Set<string>();
  const ends = new Map(
    (await eventLog.offsets(topic)).filter(({ first, next }) => next > first).map(({ partition, next }) => [partition, next]),
  );
  let caughtUp: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (caughtUp = resolve));
  if (ends.size === 0) caughtUp();
  const subscription = await eventLog.subscribe({
    group: `ingest-registry-${newId()}`,
    topics: [topic],
    startFrom: 'earliest',
    onBatch: async ({ partition, records }) => {
      for (const record of records) apply(record, vins, logger);
      const end = ends.get(partition);
      if (end !== undefined && (records.at(-1)?.offset ?? 0n) + 1n >= end) ends.delete(partition);
      if (ends.size === 0) caughtUp();
    },
  });
  await ready;
  logger.info('ingest.registry-read', { vehicles: vins.size });
  return { knows: (vin) => vins.has(vin), stop: () => subscription.stop() };
}

function apply({ value, offset }: StoredRecord, vins: Set<string>, logger: Logger): void {
  try {
    const { vin, registered } = registrationRecordSchema.parse(JSON.parse(Buffer.from(value).toString('utf8')));
    if (registered) vins.add(vin);
    else vins.delete(vin);
  } catch (error) {
    logger.warn('ingest.registration-unreadable', { offset: String(offset), reason: describeError(error) });
  }
}
