import { DeadLetterEntity } from './entities/dead-letter.entity.js';
import { StreamEntity } from './entities/stream.entity.js';
import { TurnCountEntity } from './entities/turn-count.entity.js';
import { TurnEntity } from './entities/turn.entity.js';
import { TwinSignalEntity } from './entities/twin-signal.entity.js';
import { VehicleEntity } from './entities/vehicle.entity.js';
import { AddConnectivity1795920000000 } from './migrations/add-connectivity.js';
import { MarkChanges1795930000000 } from './migrations/mark-changes.js';
import { ProveCompleteness1795380000000 } from './migrations/prove-completeness.js';
import { CreateFleet1795310000000 } from './migrations/create-fleet.js';

/** Entities of the fleet, for the app's data source. */
export const FLEET_ENTITIES = [VehicleEntity, StreamEntity, TwinSignalEntity, TurnEntity, TurnCountEntity, DeadLetterEntity];

/** Migrations of the fleet, oldest first. */
export const FLEET_MIGRATIONS = [
  CreateFleet1795310000000,
  ProveCompleteness1795380000000,
  AddConnectivity1795920000000,
  MarkChanges1795930000000,
];
