import { type DynamicModule, Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CampaignsController } from './campaigns.controller.js';
import { CAMPAIGNS_OPTIONS, type CampaignsOptions } from './campaigns-options.js';
import { CampaignsReader } from './campaigns-reader.js';
import { CampaignsService } from './campaigns-service.js';
import { Distributor } from './distributor.js';
import { DryRuns } from './dry-runs.js';

/** Collection campaigns as a Nest module. It reads the event log and hands sets to vehicles while the application runs. */
@Module({})
export class CampaignsModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(Distributor) private readonly distributor: Distributor,
    @Inject(CampaignsReader) private readonly reader: CampaignsReader,
  ) {}

  static register(options: CampaignsOptions): DynamicModule {
    const distributor = new Distributor(options);
    return {
      module: CampaignsModule,
      controllers: [CampaignsController],
      providers: [
        { provide: CAMPAIGNS_OPTIONS, useValue: options },
        { provide: Distributor, useValue: distributor },
        { provide: CampaignsReader, useValue: new CampaignsReader({ options, distributor }) },
        { provide: CampaignsService, useValue: new CampaignsService({ options, distributor }) },
        { provide: DryRuns, useValue: new DryRuns(options) },
      ],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.reader.start();
    this.distributor.wake();
  }

  /** What is in hand is finished first. */
  async onModuleDestroy(): Promise<void> {
    await this.reader.stop();
    await this.distributor.stop();
  }
}
