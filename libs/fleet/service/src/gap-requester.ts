import { downTopic, type Resend } from '@headway/contracts';
import { lockDueStreams, saveAsking } from '@headway/fleet/store';
import { describeError } from '@headway/platform/errors';
import { pseudonym } from '@headway/platform/logging';
import { askForGaps, missingOf, NOT_ASKING, type ResendPolicy, sizeOf } from '@headway/telemetry/ledger';
import { type FleetOptions, RESEND_POLICY } from './fleet-options.js';

const LOOK_EVERY_MS = 1_000;
/** Requests of one round, and of one vehicle in it: a vehicle with a thousand boots must not keep the others waiting. */
const MOST_STREAMS = 200;
const MOST_OF_A_VEHICLE = 20;

/** Asks vehicles for what the ledgers miss, until it comes or is declared lost. Any number of processes may do so at once. */
export class GapRequester {
  private readonly policy: ResendPolicy;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private round: Promise<void> = Promise.resolve();

  constructor(private readonly options: FleetOptions) {
    this.policy = { ...RESEND_POLICY, ...options.resend };
  }

  start(): void {
    const next = () => {
      if (!this.stopped) this.timer = setTimeout(() => (this.round = this.look().finally(next)), LOOK_EVERY_MS);
    };
    next();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private async look(): Promise<void> {
    try {
      const requests = await this.take();
      for (const { vin, request } of requests) await this.options.publishDown(downTopic(vin, 'resend'), JSON.stringify(request));
    } catch (error) {
      this.options.logger.warn('fleet.resend-failed', { reason: describeError(error) });
    }
  }

  /** The next date is written before the request goes out: a crash in between costs a pause, not a flood. */
  private take(): Promise<{ vin: string; request: Resend }[]> {
    const { dataSource, clock, random, metrics, logger } = this.options;
    const nowMs = clock.epochMs();
    return dataSource.transaction(async (manager) => {
      const rows = await lockDueStreams(manager, nowMs, { limit: MOST_STREAMS, ofVehicle: MOST_OF_A_VEHICLE });
      const asked = rows.map((row) => {
        const missing = missingOf(row.ledger);
        if (missing.length === 0) return { row: { ...row, asking: NOT_ASKING }, ranges: missing };
        const { asking, ranges } = askForGaps(row.asking, missing, { nowMs, random: random(), policy: this.policy });
        return { row: { ...row, asking }, ranges };
      });
      await saveAsking(
        manager,
        asked.map(({ row }) => row),
      );
      return asked
        .filter(({ ranges }) => ranges.length > 0)
        .map(({ row, ranges }) => {
          metrics.counter('headway_fleet_resend_requests_total', 'Requests for missing frames').add();
          logger.info('fleet.resend', {
            vehicle: pseudonym(row.vin),
            stream: row.stream,
            frames: sizeOf(ranges),
            attempt: row.asking.attempts,
          });
          return {
            vin: row.vin,
            request: { boot: row.boot, stream: row.stream, ranges: ranges.map(([from, to]): [number, number] => [from, to]) },
          };
        });
    });
  }
}
