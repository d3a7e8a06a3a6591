import {
  decodeFrame,
  LOG_TOPIC_SPECS,
  LOG_TOPICS,
  type ManualAction,
  type TurnFinished,
  type VehicleEvent,
  vehicleEventSchema,
} from '@headway/contracts';
import type { StoredRecord, Subscription } from '@headway/event-log/port';
import {
  type Derived,
  fromCorrection,
  fromDisagreement,
  fromManualAction,
  isTeachingAction,
  keep,
  mayLearnFrom,
} from '@headway/learning/feedback';
import { addCandidate, type Outbox, toCandidate, turns } from '@headway/learning/store';
import { applyOnce } from '@headway/platform/database';
import { describeError } from '@headway/platform/errors';
import type { EntityManager } from 'typeorm';
import type { LearningOptions } from './learning-options.js';

/** Consumer group and name of the stored positions. */
const READER = 'learning-feedback';

/** A turn can be corrected for so long; then its words are forgotten. */
const TURN_RETENTION_MS = 7 * 86_400_000;
const FORGET_EVERY_MS = 3_600_000;

interface ReaderParts {
  options: LearningOptions;
  outbox: Outbox;
  pseudonymOf: (vin: string) => string;
  /** Called after new records were committed to the outbox. */
  onOutbox: () => void;
}

function readEvent(record: StoredRecord): VehicleEvent | undefined {
  const text = decodeFrame(record.value).event;
  return text === undefined ? undefined : vehicleEventSchema.parse(JSON.parse(text));
}

/**
 * Reads `vehicle.events` and keeps what drivers teach. Effect and position are one transaction; an event that comes again finds its turn and
 * its candidate already there. What was not consented to is dropped here and reaches neither a table nor a log.
 */
export class FeedbackReader {
  private subscription: Subscription | undefined;
  private forgottenAt = 0;

  constructor(private readonly parts: ReaderParts) {}

  async start(): Promise<void> {
    const { eventLog } = this.parts.options;
    const topics = [LOG_TOPICS.vehicleEvents, LOG_TOPICS.feedback];
    await eventLog.ensureTopics(topics.map((topic) => ({ topic, ...LOG_TOPIC_SPECS[topic] })));
    this.subscription = await eventLog.subscribe({
      group: READER,
      topics: [LOG_TOPICS.vehicleEvents],
      startFrom: 'earliest',
      onBatch: async (batch) => {
        let added = 0;
        await applyOnce(this.parts.options.dataSource, { reader: READER, batch }, async (manager, records) => {
          added = await this.apply(manager, records);
        });
        if (added > 0) this.parts.onOutbox();
      },
      onRedelivery: ({ error, attempt }) =>
        this.parts.options.logger.warn('learning.batch-failed', { attempt, reason: describeError(error) }),
    });
  }

  async stop(): Promise<void> {
    await this.subscription?.stop();
  }

  private async apply(manager: EntityManager, records: readonly StoredRecord[]): Promise<number> {
    let added = 0;
    for (const record of records) {
      const event = this.read(record);
      if (event?.type !== 'turn.finished' && event?.type !== 'manual.action') continue;
      const vehicle = this.parts.pseudonymOf(record.key);
      const derived =
        event.type === 'turn.finished'
          ? await this.fromTurn(manager, { vehicle, event, receivedAt: record.timestampMs })
          : await this.fromAction(manager, { vehicle, event });
      for (const candidate of derived) if (await this.add(manager, vehicle, candidate)) added += 1;
    }
    await this.forget(manager);
    return added;
  }

  /** An event that cannot be read was accepted by ingest, so it is of a newer kind: skipped, never a reason to stand still. */
  private read(record: StoredRecord): VehicleEvent | undefined {
    try {
      return readEvent(record);
    } catch (error) {
      this.parts.options.logger.warn('learning.event-unreadable', { offset: String(record.offset), reason: describeError(error) });
      return undefined;
    }
  }

  private async fromTurn(
    manager: EntityManager,
    { vehicle, event, receivedAt }: { vehicle: string; event: TurnFinished; receivedAt: number },
  ): Promise<Derived[]> {
    if (!mayLearnFrom(event)) return [];
    const turn = keep(event);
    await turns.keep(manager, { vehicle, turn, receivedAt });
    const former = event.corrects ? await turns.find(manager, vehicle, event.corrects) : undefined;
    const corrections = await turns.correcting(manager, vehicle, event.turn);
    const derived = [
      fromDisagreement(event),
      former && fromCorrection(turn, former),
      ...corrections.map((correction) => fromCorrection(correction, turn)),
    ];
    return derived.filter((candidate) => candidate !== undefined);
  }

  private async fromAction(manager: EntityManager, { vehicle, event }: { vehicle: string; event: ManualAction }): Promise<Derived[]> {
    if (!isTeachingAction(event)) return [];
    const turn = await turns.find(manager, vehicle, event.afterTurn);
    const derived = fromManualAction(event, turn, (action) => this.parts.options.ontology.labelFromManualAction(action));
    return derived ? [derived] : [];
  }

  private async add(manager: EntityManager, vehicle: string, derived: Derived): Promise<boolean> {
    const { clock, metrics } = this.parts.options;
    const now = clock.epochMs();
    const added = await addCandidate(manager, { vehicle, derived, now });
    if (!added) return false;
    const record = { type: 'candidate.added', at: now, cluster: added.cluster, candidate: toCandidate(added) } as const;
    await this.parts.outbox.put(manager, added.cluster, record);
    metrics
      .counter('headway_learning_candidates_total', 'Candidate labels derived from what drivers do.', ['kind'])
      .add(1, { kind: derived.kind });
    return true;
  }

  private async forget(manager: EntityManager): Promise<void> {
    const now = this.parts.options.clock.epochMs();
    if (now - this.forgottenAt < FORGET_EVERY_MS) return;
    this.forgottenAt = now;
    await turns.forgetBefore(manager, now - TURN_RETENTION_MS);
  }
}
