export { archiveStreams } from './archive.js';
export { completenessOf, listIncomplete, sumLedgers } from './completeness.js';
export type { LedgerSums } from './completeness.js';
export { changeCursor, changesSince } from './changes.js';
export type { ChangeCursor, FleetChanges } from './changes.js';
export { findSilent, lockConnectivity, readConnections, saveConnectivity, takeOffline } from './connectivity.js';
export type { ConnectivityRow } from './connectivity.js';
export {
  addDeadLetters,
  findDeadLetter,
  haveBodies,
  listDeadLetters,
  openDeadLetters,
  pruneDeadLetters,
  readBody,
} from './dead-letters.js';
export type { DeadLetterFilter, DeadLetterWithBody, LetterKey } from './dead-letters.js';
export { DeadLetterEntity } from './entities/dead-letter.entity.js';
export { addReceipts, forgetReceipts, listReceipts, placeIn } from './receipts.js';
export type { ReceiptRow, StoredFrame } from './receipts.js';
export { closeLetter, isStored, keepLetter, leaseLetter, releaseLetter } from './redriving.js';
export { findRegistration, listRegistrations, markPublished, saveRegistration, unpublished } from './registrations.js';
export type { RegistrationRow } from './registrations.js';
export { FLEET_ENTITIES, FLEET_MIGRATIONS } from './schema.js';
export { askSoon, closeFormerBoots, lockDueStreams, lockStreams, saveAsking, saveStreams } from './streams.js';
export type { StreamKey, StreamRow, StreamUpdate } from './streams.js';
export { addTurns, listTurns, pruneTurns, summariseTurns } from './turns.js';
export type { TurnFilter } from './turns.js';
export { readTwin, upsertTwins } from './twins.js';
export type { VehicleSample } from './twins.js';
export { countVehicles, findVehicle, listVehicles, upsertVehicles } from './vehicles.js';
export type { VehicleFilter, VehicleRow, VehicleUpdate } from './vehicles.js';
