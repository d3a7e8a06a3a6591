import { ModelEntity, ReleaseEntity } from './entities/model.entity.js';
import { AuditChainEntity, OutboxEntity } from './entities/outbox.entity.js';
import { MemberEntity, RolloutEntity, TurnEntity } from './entities/rollout.entity.js';
import { AssignmentEntity, VehicleEntity } from './entities/vehicle.entity.js';
import { CreateRollouts1795300000100 } from './migrations/create-rollouts.js';

/** Entities of registry and rollouts, for the app's data source. */
export const ROLLOUTS_ENTITIES = [
  ModelEntity,
  ReleaseEntity,
  RolloutEntity,
  MemberEntity,
  TurnEntity,
  VehicleEntity,
  AssignmentEntity,
  OutboxEntity,
  AuditChainEntity,
];

/** Migrations of registry and rollouts, oldest first. */
export const ROLLOUTS_MIGRATIONS = [CreateRollouts1795300000100];
