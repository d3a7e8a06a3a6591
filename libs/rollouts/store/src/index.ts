export { addAudit, auditHash } from './audit.js';
export type { AuditRecord } from './audit.js';
export { ModelEntity, ReleaseEntity } from './entities/model.entity.js';
export { MemberEntity, RolloutEntity, TurnEntity } from './entities/rollout.entity.js';
export { AssignmentEntity, VehicleEntity } from './entities/vehicle.entity.js';
export { addRelease, currentModel, findModel, findModelByDigest, listModels, modelOrder, newestRelease } from './models.js';
export type { ModelFilter } from './models.js';
export { Outbox } from './outbox.js';
export type { OutboxRow, OutboxTask } from './outbox.js';
export {
  addTurns,
  findRollout,
  listRollouts,
  LIVE_STATES,
  liveRollouts,
  loadEvidence,
  lockRollout,
  matchingVehicles,
  saveMembers,
} from './rollouts.js';
export type { RolloutFilter } from './rollouts.js';
export { ROLLOUTS_ENTITIES, ROLLOUTS_MIGRATIONS } from './schema.js';
