import type { ModelVersion, PageQuery } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { decodeCursor } from '@headway/platform/http';
import type { EntityManager } from 'typeorm';
import { ModelEntity, ReleaseEntity } from './entities/model.entity.js';

export interface ModelFilter extends PageQuery {
  family?: ModelVersion['family'];
  state?: ModelVersion['state'];
}

/** @throws AppError `not-found` */
export async function findModel(manager: EntityManager, id: string): Promise<ModelEntity> {
  const model = await manager.findOneBy(ModelEntity, { id });
  if (!model) throw new AppError('not-found', `there is no model ${id}`);
  return model;
}

export const findModelByDigest = (manager: EntityManager, digest: string) => manager.findOneBy(ModelEntity, { digest });

/** The model that was released last in a family. */
export const currentModel = (manager: EntityManager, family: ModelVersion['family']) =>
  manager.findOne(ModelEntity, { where: { family, state: 'released' }, order: { releasedAt: 'DESC', releaseCounter: 'DESC' } });

/** When a model became what it is: released, or else registered. The order of the list. */
export const modelOrder = ({ releasedAt, createdAt }: Pick<ModelEntity, 'releasedAt' | 'createdAt'>) => releasedAt ?? createdAt;

const ORDER = 'COALESCE(model.releasedAt, model.createdAt)';

/** A page of models, the last released or registered first; one row more than asked for tells that there are more. */
export async function listModels(
  manager: EntityManager,
  { limit, cursor, family, state }: ModelFilter,
): Promise<{ rows: ModelEntity[]; total: number }> {
  const query = manager.createQueryBuilder(ModelEntity, 'model');
  if (family) query.andWhere('model.family = :family', { family });
  if (state) query.andWhere('model.state = :state', { state });
  const total = await query.getCount();
  if (cursor) {
    const [at, id] = decodeCursor(cursor);
    query.andWhere(`(${ORDER} < :at OR (${ORDER} = :at AND model.id > :id))`, { at, id });
  }
  const rows = await query
    .orderBy(ORDER, 'DESC')
    .addOrderBy('model.id', 'ASC')
    .limit(limit + 1)
    .getMany();
  return { rows, total };
}

/** Takes the next counter of the model's family for it. The caller signs the target. */
export async function addRelease(
  manager: EntityManager,
  model: Pick<ModelEntity, 'family' | 'digest' | 'version'>,
  { reason, now }: { reason: ReleaseEntity['reason']; now: number },
): Promise<ReleaseEntity> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`rollouts-release-${model.family}`]);
  const { family, digest, version } = model;
  const [row] = await manager.query<{ next: number }[]>(
    'SELECT coalesce(max(counter), 0)::int + 1 AS next FROM rollouts_releases WHERE family = $1',
    [family],
  );
  const counter = row?.next ?? 1;
  const release = { family, counter, digest, target: `${family}/r${counter}/${fileName(version)}.onnx`, reason, createdAt: now };
  await manager.insert(ReleaseEntity, release);
  return release;
}

/** The release of a model that is newest, with the newest counter of the family. */
export async function newestRelease(
  manager: EntityManager,
  model: Pick<ModelEntity, 'family' | 'digest'>,
): Promise<{ release: ReleaseEntity; isNewest: boolean }> {
  const release = await manager.findOneOrFail(ReleaseEntity, { where: { digest: model.digest }, order: { counter: 'DESC' } });
  const newest = await manager.findOneOrFail(ReleaseEntity, { where: { family: model.family }, order: { counter: 'DESC' } });
  return { release, isNewest: newest.counter === release.counter };
}

/** A version as part of a path. */
const fileName = (version: string) => version.replace(/[^A-Za-z0-9._-]/g, '_');
