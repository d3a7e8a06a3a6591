import { type DynamicModule, Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Charts } from './chart.js';
import { HistoryController } from './history.controller.js';
import { HistoryKeeper } from './history-keeper.js';
import { HISTORY_OPTIONS, type HistoryOptions } from './history-options.js';

/** The telemetry of the last hours as a Nest module. It reads the event log while the application runs. */
@Module({})
export class HistoryModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(@Inject(HistoryKeeper) private readonly keeper: HistoryKeeper) {}

  static register(options: HistoryOptions): DynamicModule {
    return {
      module: HistoryModule,
      controllers: [HistoryController],
      providers: [
        { provide: Charts, useValue: new Charts(options) },
        { provide: HISTORY_OPTIONS, useValue: options },
        { provide: HistoryKeeper, useValue: new HistoryKeeper(options) },
      ],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.keeper.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.keeper.stop();
  }
}
