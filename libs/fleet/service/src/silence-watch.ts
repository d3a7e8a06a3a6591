import { noteSilence } from '@headway/fleet/connectivity';
import { findSilent, lockConnectivity, saveConnectivity, takeOffline } from '@headway/fleet/store';
import { describeError } from '@headway/platform/errors';
import type { FleetOptions } from './fleet-options.js';
import type { LiveFeed } from './live-feed.js';

const EVERY_MS = 15_000;
/** An agent at rest declares its streams every five minutes; three of them missing means that it is gone. */
export const SILENT_AFTER_MS = 900_000;
const MOST_AT_ONCE = 500;
/** While the reader is behind by more than this, what vehicles have said lately is not known yet. */
const MOST_LAG = 1_000n;

/**
 * Takes vehicles offline of which nothing is heard any more: a broker that crashed has no last will to send, and the car may never
 * come back to tell. Frames over the same connection bring it back.
 */
export class SilenceWatch {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly parts: { options: FleetOptions; feed: LiveFeed; reader: { lag(): Promise<bigint> } }) {}

  start(): void {
    const next = () => {
      if (!this.stopped)
        this.timer = setTimeout(() => (this.round = this.work().finally(next)), this.parts.options.silence?.everyMs ?? EVERY_MS);
    };
    next();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private async work(): Promise<void> {
    const { options, feed, reader } = this.parts;
    try {
      if ((await reader.lag()) > MOST_LAG) return;
      const gone = await this.takeOffline(options.clock.epochMs() - (options.silence?.afterMs ?? SILENT_AFTER_MS));
      if (gone > 0) feed.wake();
    } catch (error) {
      options.logger.warn('fleet.silence-watch-failed', { reason: describeError(error) });
    }
  }

  private takeOffline(beforeMs: number): Promise<number> {
    return this.parts.options.dataSource.transaction(async (manager) => {
      const vins = await findSilent(manager, beforeMs, MOST_AT_ONCE);
      if (vins.length === 0) return 0;
      // In the order of the reader: connections first, then vehicles.
      const rows = await lockConnectivity(manager, { vins, heard: [] });
      const gone = await takeOffline(manager, vins, beforeMs);
      const silent = gone.map(({ vin, lastSeenAt }) => ({
        vin,
        connections: noteSilence(rows.get(vin)?.connections ?? [], lastSeenAt),
        silent: true,
      }));
      await saveConnectivity(manager, silent);
      return gone.length;
    });
  }
}
