import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { CompletenessController } from './controllers/completeness.controller.js';
import { DeadLettersController } from './controllers/dead-letters.controller.js';
import { ConnectivityController } from './controllers/connectivity.controller.js';
import { FleetController } from './controllers/fleet.controller.js';
import { RegistrationsController } from './controllers/registrations.controller.js';
import { TurnsController } from './controllers/turns.controller.js';
import { VehiclesController } from './controllers/vehicles.controller.js';
import { FleetLoop } from './fleet-loop.js';
import { FLEET_OPTIONS, type FleetOptions } from './fleet-options.js';
import { LiveFeed } from './live-feed.js';
import { Redriver } from './redriver.js';
import { RegionDirectory } from './region-directory.js';
import { Registrations } from './registrations.js';
import { VehicleViews } from './vehicle-views.js';

const part = <T>(token: Type<T>, pick: (loop: FleetLoop) => T): Provider => ({ provide: token, useFactory: pick, inject: [FleetLoop] });

/** Ledgers, twins, turns and the region directory as a Nest module. It reads the event log while the application runs. */
@Module({})
export class FleetModule {
  static register(options: FleetOptions): DynamicModule {
    return {
      module: FleetModule,
      controllers: [
        VehiclesController,
        ConnectivityController,
        CompletenessController,
        RegistrationsController,
        DeadLettersController,
        TurnsController,
        FleetController,
      ],
      providers: [
        { provide: FLEET_OPTIONS, useValue: options },
        { provide: FleetLoop, useFactory: (given: FleetOptions) => new FleetLoop(given), inject: [FLEET_OPTIONS] },
        part(LiveFeed, ({ feed }) => feed),
        part(Redriver, ({ redriver }) => redriver),
        part(Registrations, ({ registrations }) => registrations),
        part(RegionDirectory, ({ regions }) => regions),
        part(VehicleViews, ({ views }) => views),
      ],
    };
  }
}
