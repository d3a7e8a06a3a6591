import { randomUUID } from 'node:crypto';
import type { Assignment, SignedAssignment } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import {
  AssignmentEntity,
  type MemberEntity,
  type ModelEntity,
  type Outbox,
  type ReleaseEntity,
  VehicleEntity,
} from '@headway/rollouts/store';
import { type EntityManager, In } from 'typeorm';
import type { RolloutsOptions } from './rollouts-options.js';

const DAY_MS = 86_400_000;
/** How long an assignment may be carried out; a vehicle that stays away longer gets a new one at its next start. */
const ASSIGNMENT_LIFETIME_MS = 30 * DAY_MS;

interface Order {
  model: Pick<ModelEntity, 'version' | 'digest' | 'bytes'>;
  release: Pick<ReleaseEntity, 'counter' | 'target'>;
}

/** Tells vehicles what to run: signs, remembers and hands over, all in the caller's transaction. */
export class Director {
  constructor(
    private readonly options: RolloutsOptions,
    private readonly outbox: Outbox,
  ) {}

  /** Gives each member an assignment of its own and returns the members with it. */
  async assign(manager: EntityManager, members: readonly MemberEntity[], order: Order): Promise<MemberEntity[]> {
    const now = this.options.clock.epochMs();
    const signed = members.map((member) => this.sign(member, order));
    await manager.insert(
      AssignmentEntity,
      signed.map((payload) => ({
        id: payload.signed.assignment,
        vin: payload.signed.vin,
        rollout: payload.signed.rollout,
        signed: payload,
        createdAt: now,
      })),
    );
    for (const { signed: assignment } of signed) {
      await manager.update(VehicleEntity, { vin: assignment.vin }, { assignment: assignment.assignment });
    }
    await this.handOver(manager, signed);
    return members.map((member, index) => ({ ...member, assignment: signed[index]!.signed.assignment, publishedAt: now }));
  }

  /** Hands assignments over again, to vehicles that may have missed them; one that has aged or names a former address is signed anew. */
  async repeat(manager: EntityManager, assignments: readonly string[]): Promise<void> {
    if (assignments.length === 0) return;
    const rows = await manager.find(AssignmentEntity, { where: { id: In([...assignments]) } });
    const payloads = await Promise.all(rows.map((row) => this.renew(manager, row)));
    await this.handOver(manager, payloads);
  }

  private async renew(manager: EntityManager, { id, signed }: AssignmentEntity): Promise<SignedAssignment> {
    const now = this.options.clock.epochMs();
    const isFresh = signed.signed.expiresAt - now > ASSIGNMENT_LIFETIME_MS / 2 && signed.signed.repositoryUrl === this.repositoryUrl;
    if (isFresh) return signed;
    const renewed = this.options.signer.signAssignment({ ...signed.signed, ...this.validity() });
    await manager.update(AssignmentEntity, { id }, { signed: renewed });
    return renewed;
  }

  private sign({ vin, rollout }: MemberEntity, { model, release }: Order): SignedAssignment {
    const { newId = randomUUID, signer } = this.options;
    const assignment: Assignment = {
      assignment: newId(),
      rollout,
      vin,
      family: 'vehicle',
      version: model.version,
      digest: model.digest,
      bytes: model.bytes,
      target: release.target,
      releaseCounter: release.counter,
      ...this.validity(),
    };
    return signer.signAssignment(assignment);
  }

  private validity(): Pick<Assignment, 'repositoryUrl' | 'issuedAt' | 'expiresAt'> {
    const issuedAt = this.options.clock.epochMs();
    return { repositoryUrl: this.repositoryUrl, issuedAt, expiresAt: issuedAt + ASSIGNMENT_LIFETIME_MS };
  }

  private get repositoryUrl(): string {
    const { repositoryUrl } = this.options;
    const url = typeof repositoryUrl === 'string' ? repositoryUrl : repositoryUrl();
    if (!URL.canParse(url)) throw new AppError('unavailable', 'the image repository has no address yet');
    return url;
  }

  private async handOver(manager: EntityManager, payloads: readonly SignedAssignment[]): Promise<void> {
    await this.outbox.put(
      manager,
      payloads.map((payload) => ({ kind: 'assign' as const, vin: payload.signed.vin, payload })),
    );
  }
}
