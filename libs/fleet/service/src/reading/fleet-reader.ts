import { LOG_TOPIC_SPECS, LOG_TOPICS, type LogTopic } from '@headway/contracts';
import { BatchCollector, type RecordBatch, type Subscription } from '@headway/event-log/port';
import {
  addDeadLetters,
  addReceipts,
  addTurns,
  askSoon,
  closeFormerBoots,
  lockStreams,
  saveStreams,
  type StoredFrame,
  upsertTwins,
  upsertVehicles,
} from '@headway/fleet/store';
import { applyTogether } from '@headway/platform/database';
import { describeError } from '@headway/platform/errors';
import type { ResendPolicy } from '@headway/telemetry/ledger';
import type { EntityManager } from 'typeorm';
import { type FleetOptions, RESEND_POLICY } from '../fleet-options.js';
import type { LiveFeed } from '../live-feed.js';
import { addEffect, type Effects, noEffects, samplesOf, vehicleUpdates } from './effects.js';
import { type Facts, readFacts } from './facts.js';
import { applyPresence } from './presence.js';
import { changesOf, changeStream, type ChangedStream, streamName } from './stream-changes.js';

/** Consumer group and name of the stored positions. */
const READER = 'fleet';
const TOPICS: LogTopic[] = [LOG_TOPICS.frames, LOG_TOPICS.vehicleEvents, LOG_TOPICS.presence, LOG_TOPICS.deadLetter];
const LINGER_MS = 150;
const MOST_BATCH_BYTES = 262_144;

/**
 * Reads what vehicles send into ledgers, twins, vehicles, turns and dead letters. Effect and positions are one transaction,
 * and the ledger lets every frame take effect once, so neither a redelivery nor a repetition by the vehicle shows.
 */
export class FleetReader {
  private subscription: Subscription | undefined;
  private readonly collector = new BatchCollector((batches) => this.apply(batches), LINGER_MS);
  private readonly policy: ResendPolicy;

  constructor(
    private readonly options: FleetOptions,
    private readonly feed: LiveFeed,
  ) {
    this.policy = { ...RESEND_POLICY, ...options.resend };
  }

  async start(): Promise<void> {
    const { eventLog, logger } = this.options;
    await eventLog.ensureTopics(TOPICS.map((topic) => ({ topic, ...LOG_TOPIC_SPECS[topic] })));
    this.subscription = await eventLog.subscribe({
      group: READER,
      topics: TOPICS,
      startFrom: 'earliest',
      maxBatchBytes: MOST_BATCH_BYTES,
      onBatch: (batch) => this.collector.add(batch),
      onRedelivery: ({ error, attempt, topic }) => logger.warn('fleet.batch-failed', { topic, attempt, reason: describeError(error) }),
    });
  }

  async stop(): Promise<void> {
    await this.subscription?.stop();
  }

  /** Records that are not read yet. */
  lag(): Promise<bigint> {
    return this.subscription?.lag() ?? Promise.resolve(0n);
  }

  private async apply(batches: RecordBatch[]): Promise<void> {
    const { dataSource } = this.options;
    const changes = await applyTogether(dataSource, { reader: READER, batches }, (manager, fresh) => this.write(manager, readFacts(fresh)));
    if (changes) this.feed.wake();
  }

  private async write(manager: EntityManager, facts: Facts): Promise<true> {
    const nowMs = this.options.clock.epochMs();
    const streams = await this.changeStreams(manager, facts, nowMs);
    const { effects, stored } = this.takeEffect(facts, streams);
    await saveStreams(
      manager,
      [...streams.values()].map(({ update }) => update),
    );
    await addReceipts(manager, stored);
    await closeFormerBoots(manager, effects.started);
    await upsertTwins(manager, samplesOf(effects));
    const presence = await applyPresence(manager, facts);
    const vehicles = vehicleUpdates(facts, effects.models, presence);
    await upsertVehicles(manager, vehicles);
    const back = vehicles.filter(({ presence }) => presence?.online).map(({ vin }) => vin);
    await askSoon(manager, back, nowMs + this.policy.graceMs);
    await addTurns(manager, effects.turns);
    await addDeadLetters(manager, facts.deadLetters);
    this.report(facts, effects);
    return true;
  }

  private async changeStreams(manager: EntityManager, facts: Facts, nowMs: number): Promise<Map<string, ChangedStream>> {
    const changes = new Map(changesOf(facts).map((change) => [streamName(change), change]));
    if (changes.size === 0) return new Map();
    const rows = await lockStreams(manager, [...changes.values()]);
    const changed = new Map<string, ChangedStream>();
    for (const row of rows) {
      const change = changes.get(streamName(row));
      if (change) changed.set(streamName(row), changeStream(row, change, { nowMs, policy: this.policy }));
    }
    return changed;
  }

  /** Adds up the effects of fresh frames; `applied` counts them where they happen, so that a frame applied twice would show. */
  private takeEffect(facts: Facts, streams: Map<string, ChangedStream>): { effects: Effects; stored: StoredFrame[] } {
    const effects = noEffects();
    const stored: StoredFrame[] = [];
    for (const fact of facts.frames) {
      const { boot, stream, seq } = fact.frame;
      const changed = streams.get(streamName({ vin: fact.vin, boot, stream }));
      if (!changed?.fresh.delete(seq)) continue;
      addEffect(effects, fact, this.options.signals);
      changed.update.applied++;
      const { vin, partition, offset, storedAtMs: storedAt } = fact;
      stored.push({ vin, boot, stream, seq, partition, offset: Number(offset), storedAt });
    }
    return { effects, stored };
  }

  private report({ frames, unreadable }: Facts, { refused }: Effects): void {
    const { metrics, logger } = this.options;
    metrics.counter('headway_fleet_frames_total', 'Frames read from the log, repetitions included').add(frames.length);
    if (refused > 0)
      metrics.counter('headway_fleet_samples_refused_total', 'Samples that the catalogue does not know or allow').add(refused);
    for (const { topic, offset, reason } of unreadable) {
      metrics.counter('headway_fleet_unreadable_total', 'Records that could not be read', ['topic']).add(1, { topic });
      logger.warn('fleet.unreadable', { topic, offset: String(offset), reason });
    }
  }
}
