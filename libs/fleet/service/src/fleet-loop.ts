import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { FleetOptions } from './fleet-options.js';
import { GapRequester } from './gap-requester.js';
import { Housekeeping } from './housekeeping.js';
import { LiveFeed } from './live-feed.js';
import { FleetReader } from './reading/fleet-reader.js';
import { Redriver } from './redriver.js';
import { RegionDirectory } from './region-directory.js';
import { Registrations } from './registrations.js';
import { SilenceWatch } from './silence-watch.js';
import { VehicleViews } from './vehicle-views.js';

/** The parts of the fleet service, joined, with their common start and stop. */
export class FleetLoop implements OnApplicationBootstrap, OnModuleDestroy {
  readonly views: VehicleViews;
  readonly feed: LiveFeed;
  readonly regions: RegionDirectory;
  readonly registrations: Registrations;
  readonly redriver: Redriver;
  private readonly reader: FleetReader;
  private readonly requester: GapRequester;
  private readonly housekeeping: Housekeeping;
  private readonly silence: SilenceWatch;

  constructor(options: FleetOptions) {
    const views = (this.views = new VehicleViews(options.signals));
    this.feed = new LiveFeed({
      dataSource: options.dataSource,
      describe: (sample) => views.signalOf(sample),
      fleetSignals: views.summarySignals,
      logger: options.logger,
    });
    this.regions = new RegionDirectory(options);
    this.registrations = new Registrations(options);
    this.redriver = new Redriver(options, this.registrations);
    this.reader = new FleetReader(options, this.feed);
    this.requester = new GapRequester(options);
    this.housekeeping = new Housekeeping(options);
    this.silence = new SilenceWatch({ options, feed: this.feed, reader: this.reader });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.reader.start();
    await this.registrations.start();
    this.requester.start();
    this.housekeeping.start();
    this.silence.start();
    this.regions.start();
  }

  /** The batch and the request in hand are finished first. */
  async onModuleDestroy(): Promise<void> {
    await this.feed.close();
    this.regions.stop();
    await this.registrations.stop();
    await this.requester.stop();
    await this.housekeeping.stop();
    await this.silence.stop();
    await this.reader.stop();
  }
}
