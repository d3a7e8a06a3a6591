import { EVENT_STREAM, LOG_TOPICS, LOSS_REASONS, TELEMETRY_STREAM } from '@headway/contracts';
import { archiveStreams, forgetReceipts, type LedgerSums, pruneDeadLetters, pruneTurns, sumLedgers } from '@headway/fleet/store';
import { describeError } from '@headway/platform/errors';
import type { Metrics } from '@headway/platform/metrics';
import type { FleetOptions } from './fleet-options.js';

const EVERY_MS = 15_000;
/** Rounds of measuring between two rounds of forgetting what grows slowly. */
const PRUNE_EVERY = 20;
const TURNS_KEPT = 20_000;
/** What the database keeps of dead letters; their topic keeps all of them for 30 days. */
const DEAD_LETTERS_KEPT = 10_000;
const DEAD_LETTER_BYTES_KEPT = 134_217_728;
const DEAD_LETTER_AGE_MS = 30 * 86_400_000;
/** Ledgers of a vehicle: two a boot. */
const LEDGERS_KEPT = 1_000;

/** Keeps the metrics that alarms watch, and forgets what lists need no longer show. */
export class Housekeeping {
  private timer: NodeJS.Timeout | undefined;
  private rounds = 0;
  private stopped = false;
  private round: Promise<void> = Promise.resolve();

  constructor(private readonly options: FleetOptions) {}

  start(): void {
    const next = () => {
      if (!this.stopped) this.timer = setTimeout(() => (this.round = this.work().finally(next)), EVERY_MS);
    };
    next();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** One round: measures, and forgets what is beyond the bounds. */
  async work(): Promise<void> {
    const { dataSource, metrics, logger, clock } = this.options;
    try {
      const nowMs = clock.epochMs();
      measure(metrics, await sumLedgers(dataSource), nowMs);
      await pruneDeadLetters(dataSource, {
        letters: DEAD_LETTERS_KEPT,
        bytes: DEAD_LETTER_BYTES_KEPT,
        sinceMs: nowMs - DEAD_LETTER_AGE_MS,
      });
      const folded = await archiveStreams(dataSource, LEDGERS_KEPT);
      if (folded > 0) logger.info('fleet.ledgers-archived', { ledgers: folded });
      if (this.rounds++ % PRUNE_EVERY === 0) {
        await pruneTurns(dataSource, TURNS_KEPT);
        await this.forgetDeletedFrames();
      }
    } catch (error) {
      logger.warn('fleet.housekeeping-failed', { reason: describeError(error) });
    }
  }

  /** A receipt is kept as long as the log has the records that it names. */
  private async forgetDeletedFrames(): Promise<void> {
    const { dataSource, eventLog } = this.options;
    await forgetReceipts(dataSource, TELEMETRY_STREAM, await eventLog.offsets(LOG_TOPICS.frames));
    await forgetReceipts(dataSource, EVENT_STREAM, await eventLog.offsets(LOG_TOPICS.vehicleEvents));
  }
}

function measure(metrics: Metrics, { totals, incomplete, lostBy, oldestGap }: LedgerSums, nowMs: number): void {
  const ageOf = (since: number | null) => (since === null ? 0 : Math.max(0, nowMs - since) / 1_000);
  metrics.gauge('headway_ledger_missing_frames', 'Frames that vehicles have numbered and the log does not have').set(totals.missing);
  metrics.gauge('headway_ledger_incomplete_vehicles', 'Vehicles of which frames are missing').set(incomplete);
  const gap = metrics.gauge('headway_ledger_oldest_gap_seconds', 'How long the oldest gap is open; 0 without one', ['vehicles']);
  gap.set(ageOf(oldestGap.since), { vehicles: 'all' });
  gap.set(ageOf(oldestGap.sinceOnline), { vehicles: 'online' });
  const lost = metrics.gauge('headway_ledger_lost_frames', 'Frames that are declared lost', ['reason']);
  // All of them, so that a reason that has come to nothing says so.
  for (const reason of LOSS_REASONS) lost.set(lostBy[reason] ?? 0, { reason });
  metrics.gauge('headway_ledger_visible_duplicates', 'Frames that took effect twice; always 0').set(totals.duplicatesVisible);
}
