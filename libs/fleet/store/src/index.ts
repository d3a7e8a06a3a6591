export { addDeadLetters, listDeadLetters, pruneDeadLetters } from './dead-letters.js';
export type { DeadLetterFilter } from './dead-letters.js';
export { DeadLetterEntity } from './entities/dead-letter.entity.js';
export { FLEET_ENTITIES, FLEET_MIGRATIONS } from './schema.js';
export {
  askSoon,
  closeFormerBoots,
  completenessOf,
  fleetCompleteness,
  lockDueStreams,
  lockStreams,
  saveAsking,
  saveStreams,
} from './streams.js';
export type { StreamKey, StreamRow, StreamUpdate } from './streams.js';
export { addTurns, listTurns, pruneTurns, summariseTurns } from './turns.js';
export type { TurnFilter } from './turns.js';
export { readTwin, upsertTwins } from './twins.js';
export type { VehicleSample } from './twins.js';
export { countVehicles, findVehicle, listVehicles, upsertVehicles } from './vehicles.js';
export type { VehicleFilter, VehicleRow, VehicleUpdate } from './vehicles.js';
