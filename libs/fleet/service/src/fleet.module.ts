import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { FleetController } from './controllers/fleet.controller.js';
import { TurnsController } from './controllers/turns.controller.js';
import { VehiclesController } from './controllers/vehicles.controller.js';
import { FleetLoop } from './fleet-loop.js';
import { FLEET_OPTIONS, type FleetOptions } from './fleet-options.js';
import { LiveFeed } from './live-feed.js';
import { RegionDirectory } from './region-directory.js';
import { VehicleViews } from './vehicle-views.js';

const part = <T>(token: Type<T>, pick: (loop: FleetLoop) => T): Provider => ({ provide: token, useFactory: pick, inject: [FleetLoop] });

/** Ledgers, twins, turns and the region directory as a Nest module. It reads the event log while the application runs. */
@Module({})
export class FleetModule {
  static register(options: FleetOptions): DynamicModule {
    return {
      module: FleetModule,
      controllers: [VehiclesController, TurnsController, FleetController],
      providers: [
        { provide: FLEET_OPTIONS, useValue: options },
        { provide: FleetLoop, useFactory: (given: FleetOptions) => new FleetLoop(given), inject: [FLEET_OPTIONS] },
        part(LiveFeed, ({ feed }) => feed),
        part(RegionDirectory, ({ regions }) => regions),
        part(VehicleViews, ({ views }) => views),
      ],
    };
  }
}
