import { fleetCompleteness, pruneDeadLetters, pruneTurns } from '@headway/fleet/store';
import { describeError } from '@headway/platform/errors';
import type { FleetOptions } from './fleet-options.js';

const EVERY_MS = 15_000;
/** Rounds of measuring between two rounds of forgetting. */
const PRUNE_EVERY = 20;
const TURNS_KEPT = 20_000;
const DEAD_LETTERS_KEPT = 10_000;

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

  private async work(): Promise<void> {
    const { dataSource, metrics, logger } = this.options;
    try {
      const { incomplete, totals } = await fleetCompleteness(dataSource);
      metrics.gauge('headway_fleet_missing_frames', 'Frames that vehicles have numbered and the log does not have').set(totals.missing);
      metrics.gauge('headway_fleet_lost_frames', 'Frames that vehicles have declared lost').set(totals.declaredLost);
      metrics.gauge('headway_fleet_incomplete_vehicles', 'Vehicles of which frames are missing').set(incomplete);
      metrics.gauge('headway_fleet_visible_duplicates', 'Frames that took effect twice; always 0').set(totals.duplicatesVisible);
      if (this.rounds++ % PRUNE_EVERY === 0) {
        await pruneTurns(dataSource, TURNS_KEPT);
        await pruneDeadLetters(dataSource, DEAD_LETTERS_KEPT);
      }
    } catch (error) {
      logger.warn('fleet.housekeeping-failed', { reason: describeError(error) });
    }
  }
}
