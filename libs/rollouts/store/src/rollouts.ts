import type { CohortFilter, PageQuery, RolloutState } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { decodeCursor } from '@headway/platform/http';
import type { Evidence, Turns } from '@headway/rollouts/decisions';
import { type EntityManager, In } from 'typeorm';
import { MemberEntity, RolloutEntity, TurnEntity } from './entities/rollout.entity.js';
import { VehicleEntity } from './entities/vehicle.entity.js';

/** States in which time alone may change a rollout. */
export const LIVE_STATES: RolloutState[] = ['approved', 'running', 'halted', 'rolling-back'];

export interface RolloutFilter extends PageQuery {
  state?: RolloutState;
  model?: string;
}

/** @throws AppError `not-found` */
export async function findRollout(manager: EntityManager, id: string): Promise<RolloutEntity> {
  const rollout = await manager.findOneBy(RolloutEntity, { id });
  if (!rollout) throw new AppError('not-found', `there is no rollout ${id}`);
  return rollout;
}

/** The rollout, its row locked until the transaction ends: decisions about it are made one after the other. */
export async function lockRollout(manager: EntityManager, id: string): Promise<RolloutEntity> {
  const rollout = await manager.findOne(RolloutEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!rollout) throw new AppError('not-found', `there is no rollout ${id}`);
  return rollout;
}

/** Ids of the rollouts that have to be looked at, oldest first. */
export async function liveRollouts(manager: EntityManager): Promise<string[]> {
  const rows = await manager.find(RolloutEntity, { select: { id: true }, where: { state: In(LIVE_STATES) }, order: { createdAt: 'ASC' } });
  return rows.map((row) => row.id);
}

/** A page of rollouts, newest first; one row more than asked for tells that there are more. */
export async function listRollouts(
  manager: EntityManager,
  { limit, cursor, state, model }: RolloutFilter,
): Promise<{ rows: RolloutEntity[]; total: number }> {
  const query = manager.createQueryBuilder(RolloutEntity, 'rollout');
  if (state) query.andWhere('rollout.state = :state', { state });
  if (model) query.andWhere('rollout.model = :model', { model });
  const total = await query.getCount();
  if (cursor) {
    const [at, id] = decodeCursor(cursor);
    query.andWhere('(rollout.createdAt < :at OR (rollout.createdAt = :at AND rollout.id > :id))', { at, id });
  }
  const rows = await query
    .orderBy('rollout.createdAt', 'DESC')
    .addOrderBy('rollout.id', 'ASC')
    .limit(limit + 1)
    .getMany();
  return { rows, total };
}

const findMembers = (manager: EntityManager, rollout: string) =>
  manager.find(MemberEntity, { where: { rollout }, order: { bucket: 'ASC', vin: 'ASC' } });

export async function saveMembers(manager: EntityManager, members: readonly MemberEntity[]): Promise<void> {
  for (let at = 0; at < members.length; at += 500) await manager.upsert(MemberEntity, members.slice(at, at + 500), ['rollout', 'vin']);
}

/** Everything a decision about a rollout is made from. */
export async function loadEvidence(manager: EntityManager, rollout: string): Promise<Evidence & { members: MemberEntity[] }> {
  const members = await findMembers(manager, rollout);
  const rows = await manager.query<({ candidate: boolean } & Turns)[]>(
    `SELECT candidate, count(*)::int AS turns, count(*) FILTER (WHERE fallback)::int AS fallbacks,
            count(*) FILTER (WHERE correction)::int AS corrections
     FROM rollouts_turns WHERE rollout = $1 GROUP BY candidate`,
    [rollout],
  );
  const arm = (candidate: boolean): Turns => {
    const { turns = 0, fallbacks = 0, corrections = 0 } = rows.find((row) => row.candidate === candidate) ?? {};
    return { turns, fallbacks, corrections };
  };
  return { members, candidate: arm(true), control: arm(false) };
}

/** Counts turns; one that was counted before is left out. */
export async function addTurns(manager: EntityManager, turns: readonly TurnEntity[]): Promise<void> {
  if (turns.length > 0)
    await manager
      .createQueryBuilder()
      .insert()
      .into(TurnEntity)
      .values([...turns])
      .orIgnore()
      .execute();
}

/** The known vehicles that a filter lets in. */
export async function matchingVehicles(manager: EntityManager, filter: CohortFilter): Promise<VehicleEntity[]> {
  const { vins, fromVersions } = filter;
  return manager.find(VehicleEntity, {
    where: { ...(vins ? { vin: In(vins) } : {}), ...(fromVersions ? { version: In(fromVersions) } : {}) },
    order: { vin: 'ASC' },
  });
}
