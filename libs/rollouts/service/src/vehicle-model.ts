import { modelVersionSchema, rolloutStateSchema, signedAssignmentSchema } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { AssignmentEntity, findModelByDigest, findRollout, MemberEntity, VehicleEntity } from '@headway/rollouts/store';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { toModelVersion } from './registry.js';

/** `GET /v1/vehicles/{vin}/model`: why this model. */
export const vehicleModelSchema = z.object({
  vin: z.string(),
  /** What the vehicle attests to run. */
  active: z.object({ version: z.string(), digest: z.string(), attestedAt: z.number() }),
  /** The registered model behind it, with its gate, its dataset and its parent; null when the registry does not know it. */
  model: modelVersionSchema.nullable(),
  /** Ancestors by fine-tuning, nearest first. */
  lineage: z.array(z.object({ version: z.string(), digest: z.string(), datasetHash: z.string().nullable() })),
  /** The last thing the director told it, signature included; null when it runs what it was made with. */
  assignment: signedAssignmentSchema.nullable(),
  /** The rollout that assignment belongs to, and the vehicle's place in it. */
  rollout: z
    .object({
      id: z.string(),
      state: rolloutStateSchema,
      approvedBy: z.string().nullable(),
      stage: z.string(),
      control: z.boolean(),
      bucket: z.number(),
      memberState: z.string(),
      reason: z.string().nullable(),
    })
    .nullable(),
});
export type VehicleModel = z.infer<typeof vehicleModelSchema>;

const MAX_ANCESTORS = 20;

/** @throws AppError `not-found` */
export async function whyThisModel({ manager }: DataSource, vin: string): Promise<VehicleModel> {
  const vehicle = await manager.findOneBy(VehicleEntity, { vin });
  if (!vehicle) throw new AppError('not-found', 'this vehicle has not said yet what it runs');
  const { version, digest, attestedAt } = vehicle;
  const model = await findModelByDigest(manager, digest);
  const assigned = vehicle.assignment ? await manager.findOneBy(AssignmentEntity, { id: vehicle.assignment }) : null;
  const lineage: VehicleModel['lineage'] = [];
  for (let parent = model?.parentDigest; parent && lineage.length < MAX_ANCESTORS;) {
    const ancestor = await findModelByDigest(manager, parent);
    if (!ancestor) break;
    lineage.push({ version: ancestor.version, digest: ancestor.digest, datasetHash: ancestor.datasetHash });
    parent = ancestor.parentDigest;
  }
  let rollout: VehicleModel['rollout'] = null;
  if (assigned?.rollout) {
    const { id, record } = await findRollout(manager, assigned.rollout);
    const member = await manager.findOneByOrFail(MemberEntity, { rollout: id, vin });
    const { control, bucket, state: memberState, reason } = member;
    const stage = record.stages[member.stage]?.name ?? '';
    rollout = { id, state: record.state, approvedBy: record.approvedBy, stage, control, bucket, memberState, reason };
  }
  return {
    vin,
    active: { version, digest, attestedAt },
    model: model ? toModelVersion(model) : null,
    lineage,
    assignment: assigned?.signed ?? null,
    rollout,
  };
}
