import { createHash } from 'node:crypto';
import { inCohort } from '@headway/campaigns/rules';
import { type CampaignRow, listVehicles, markPublished, type PublishedRow, readClock, runningCampaigns } from '@headway/campaigns/store';
import { type Campaign, type CampaignSet, MAX_CAMPAIGNS } from '@headway/contracts';
import { describeError } from '@headway/platform/errors';
import type { CampaignsOptions } from './campaigns-options.js';

const PAGE = 500;
/** Messages on their way to the broker at once. */
const AT_ONCE = 32;
const EVERY_MS = 10_000;
const NOTHING = createHash('sha256').update('[]').digest('hex');

/** A campaign as vehicles get it. */
export const toCampaign = ({
  revision,
  definition: { cohort: _cohort, ...campaign },
}: Pick<CampaignRow, 'revision' | 'definition'>): Campaign => ({
  ...campaign,
  revision,
});

/** The campaigns of one vehicle; where there are too many, the least important stay out. */
export const campaignsFor = (vin: string, running: readonly CampaignRow[]): Campaign[] =>
  running
    .filter(({ id, definition }) => inCohort(definition.cohort, id, vin))
    .slice(0, MAX_CAMPAIGNS)
    .map(toCampaign);

/**
 * Gives every vehicle that was ever seen the campaigns it is to have, as a retained message. It compares what a vehicle should have with what
 * the broker was given, so that it may run at any time, twice, or after a crash.
 */
export class Distributor {
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: CampaignsOptions) {}

  /** Something has changed, or may have. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#running = this.#distribute()
      .catch((error: unknown) => this.options.logger.warn('campaigns.distribution-failed', { reason: describeError(error) }))
      .finally(() => {
        this.#running = undefined;
        if (this.#stopped) return;
        if (this.#again) {
          this.#again = false;
          this.wake();
        } else this.#timer = setTimeout(() => this.wake(), this.options.distributeEveryMs ?? EVERY_MS);
      });
  }

  /** Waits for the vehicles in hand. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #distribute(): Promise<void> {
    const { dataSource, clock } = this.options;
    // One view of the database: a set must not go out under the number of the change before it.
    const [revision, running] = await dataSource.transaction('REPEATABLE READ', async (manager) => [
      await readClock(manager),
      await runningCampaigns(manager, clock.epochMs()),
    ]);
    for (let after = ''; !this.#stopped;) {
      const vehicles = await listVehicles(dataSource, { after, limit: PAGE });
      const lacking = vehicles.flatMap((vehicle) => this.#lacks(vehicle, running, revision) ?? []);
      for (let from = 0; from < lacking.length; from += AT_ONCE) await this.#publish(lacking.slice(from, from + AT_ONCE));
      const last = vehicles.at(-1);
      if (!last || vehicles.length < PAGE) return;
      after = last.vin;
    }
  }

  #lacks({ vin, digest, revision: published, republish }: PublishedRow, running: readonly CampaignRow[], revision: number) {
    const campaigns = campaignsFor(vin, running);
    const wanted = createHash('sha256').update(JSON.stringify(campaigns)).digest('hex');
    if (!republish && wanted === (digest ?? NOTHING)) return undefined;
    // The same set keeps its number, so that the vehicle knows it again.
    const set: CampaignSet = { revision: wanted === digest && published !== null ? published : revision, campaigns };
    return { vin, digest: wanted, set };
  }

  async #publish(lacking: { vin: string; digest: string; set: CampaignSet }[]): Promise<void> {
    const { publishDown, dataSource, metrics } = this.options;
    const outcomes = await Promise.allSettled(
      lacking.map(({ vin, set }) => publishDown(vin, Buffer.from(JSON.stringify(set)), { retain: true, qos: 1 })),
    );
    const done = lacking.filter((_, at) => outcomes[at]?.status === 'fulfilled');
    await markPublished(
      dataSource,
      done.map(({ vin, digest, set }) => ({ vin, digest, revision: set.revision })),
    );
    metrics.counter('headway_campaign_sets_total', 'Campaign sets handed to the broker').add(done.length);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
