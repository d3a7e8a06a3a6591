import { addVehicles, type CollectedFrame, countCollected, forgetCounted, saveReports } from '@headway/campaigns/store';
import { type CampaignsActive, decodeFrame, LOG_TOPIC_SPECS, LOG_TOPICS, readFrameHeader, vehicleEventSchema } from '@headway/contracts';
import { BatchCollector, type RecordBatch, type StoredRecord, type Subscription } from '@headway/event-log/port';
import { applyTogether } from '@headway/platform/database';
import { describeError } from '@headway/platform/errors';
import type { CampaignsOptions } from './campaigns-options.js';
import type { Distributor } from './distributor.js';

/** Consumer group and name of the stored positions. */
const READER = 'campaigns';
const LINGER_MS = 500;
const FORGET_EVERY_MS = 3_600_000;
/** Frames wait in a vehicle for a week at most. */
const FORGET_AFTER_MS = 8 * 86_400_000;
const TOPICS = [LOG_TOPICS.vehicleEvents, LOG_TOPICS.frames] as const;

/** Reads who is there, what vehicles say of their campaigns, and what these have collected: effect and position are one transaction. */
export class CampaignsReader {
  readonly #collector = new BatchCollector((batches) => this.#apply(batches), LINGER_MS);
  /** Vehicles that are stored, so that most batches need not ask. */
  readonly #known = new Set<string>();
  #subscription: Subscription | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: { options: CampaignsOptions; distributor: Distributor }) {}

  async start(): Promise<void> {
    const { eventLog, logger, dataSource, clock } = this.parts.options;
    await eventLog.ensureTopics(TOPICS.map((topic) => ({ topic, ...LOG_TOPIC_SPECS[topic] })));
    this.#subscription = await eventLog.subscribe({
      group: READER,
      topics: TOPICS,
      startFrom: 'earliest',
      onBatch: (batch) => this.#collector.add(batch),
      onRedelivery: ({ error, attempt }) => logger.warn('campaigns.batch-failed', { attempt, reason: describeError(error) }),
    });
    const forget = () =>
      forgetCounted(dataSource, clock.epochMs() - FORGET_AFTER_MS).catch((error: unknown) =>
        logger.warn('campaigns.forgetting-failed', { reason: describeError(error) }),
      );
    this.#timer = setInterval(() => void forget(), FORGET_EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#subscription?.stop();
  }

  async #apply(batches: readonly RecordBatch[]): Promise<void> {
    const { options, distributor } = this.parts;
    const seen = new Set<string>();
    const wake = await applyTogether(options.dataSource, { reader: READER, batches }, async (manager, fresh) => {
      const frames: CollectedFrame[] = [];
      const reports = new Map<string, CampaignsActive>();
      for (const { topic, records } of fresh) {
        for (const record of records) {
          seen.add(record.key);
          if (topic === LOG_TOPICS.frames) frames.push(...this.#readFrame(record));
          else this.#readReport(record, reports);
        }
      }
      const added = await addVehicles(
        manager,
        [...seen].filter((vin) => !this.#known.has(vin)),
      );
      await saveReports(manager, reports);
      await countCollected(manager, frames);
      return added.length > 0 || reports.size > 0;
    });
    for (const vin of seen) this.#known.add(vin);
    if (wake) distributor.wake();
  }

  /** What cannot be read was accepted by ingest, so it is of a newer kind: skipped, never a reason to stand still. */
  #readFrame({ key: vin, value, timestampMs }: StoredRecord): CollectedFrame[] {
    try {
      const { boot, seq, campaign } = readFrameHeader(value);
      if (campaign === undefined) return [];
      return [{ vin, boot, seq, campaign: campaign.slice(0, campaign.lastIndexOf('@')), bytes: value.length, atMs: timestampMs }];
    } catch {
      return [];
    }
  }

  #readReport({ key: vin, value }: StoredRecord, reports: Map<string, CampaignsActive>): void {
    try {
      const event = vehicleEventSchema.parse(JSON.parse(decodeFrame(value).event ?? 'null'));
      if (event.type === 'campaigns.active' && event.at >= (reports.get(vin)?.at ?? 0)) reports.set(vin, event);
    } catch {
      // As above.
    }
  }
}
