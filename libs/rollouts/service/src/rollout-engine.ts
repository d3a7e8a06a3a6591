import type { Decision } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import {
  applyEffect,
  decideRollout,
  type Evidence,
  isPending,
  planMembership,
  type RolloutEffect,
  type RolloutEvent,
  RolloutTransitionError,
} from '@headway/rollouts/decisions';
import {
  addAudit,
  addRelease,
  currentModel,
  findModel,
  findModelByDigest,
  loadEvidence,
  lockRollout,
  matchingVehicles,
  type MemberEntity,
  ModelEntity,
  type Outbox,
  ReleaseEntity,
  RolloutEntity,
  saveMembers,
} from '@headway/rollouts/store';
import type { EntityManager } from 'typeorm';
import type { Director } from './director.js';
import type { OutboxWorker } from './outbox-worker.js';
import type { RolloutsOptions } from './rollouts-options.js';

/** A vehicle that still owes an answer and has been silent for so long gets its assignment again. */
const REPEAT_MS = 30_000;

interface EngineParts {
  options: RolloutsOptions;
  outbox: Outbox;
  worker: OutboxWorker;
  director: Director;
}

interface ApplyOptions {
  /** Who asked for it, for the audit record. */
  actor?: string;
  /** Runs in the same transaction before the decision; may change the rollout's release and may throw. */
  prepare?: (manager: EntityManager, rollout: RolloutEntity, now: number) => Promise<void>;
}

/** One decision's working set: all of it is written back in the same transaction. */
interface Work {
  manager: EntityManager;
  rollout: RolloutEntity;
  members: MemberEntity[];
  now: number;
}

/**
 * Brings events to rollouts. The rollout's row is locked, the pure rules decide, and what they want is written down together with the new
 * state: a process that dies at any moment leaves either everything or nothing of a decision.
 */
export class RolloutEngine {
  constructor(private readonly parts: EngineParts) {}

  /**
   * @param event made from the evidence that the decision is to rest on
   * @throws AppError `not-found`, `conflict` when the rollout's state does not allow the event
   */
  async apply(id: string, event: (now: number, evidence: Evidence) => RolloutEvent, { actor, prepare }: ApplyOptions = {}): Promise<void> {
    const { options, worker } = this.parts;
    await options.dataSource.transaction(async (manager) => {
      const now = options.clock.epochMs();
      const rollout = await lockRollout(manager, id);
      await prepare?.(manager, rollout, now);
      await this.formCohort(manager, rollout);
      const evidence = await loadEvidence(manager, id);
      const occurred = event(now, evidence);
      const { state, effects } = decide(rollout, occurred);
      const work: Work = { manager, rollout, members: evidence.members, now };
      if (actor) await this.audit(work, actor, `rollout.${occurred.type}`, { state: state.state });
      const before = new Map(work.members.map((member) => [member.vin, member]));
      for (const effect of effects) await this.carryOut(work, effect, state.state);
      await this.repeat(work);
      await saveMembers(
        manager,
        work.members.filter((member) => before.get(member.vin) !== member),
      );
      await manager.update(
        RolloutEntity,
        { id },
        { record: state, state: state.state, releaseCounter: rollout.releaseCounter, updatedAt: now },
      );
    });
    worker.wake();
  }

  /** Vehicles are placed once, when an approved rollout first sees any. */
  private async formCohort(manager: EntityManager, rollout: RolloutEntity): Promise<void> {
    if (rollout.state !== 'approved') return;
    const { members } = await loadEvidence(manager, rollout.id);
    if (members.length > 0) return;
    const vehicles = await matchingVehicles(manager, rollout.filter);
    const digests = new Map(vehicles.map((vehicle) => [vehicle.vin, vehicle.digest]));
    const places = planMembership({
      vins: [...digests.keys()],
      salt: rollout.salt,
      percents: rollout.record.stages.map((stage) => stage.percent),
      controlPercent: rollout.controlPercent,
    });
    await saveMembers(
      manager,
      places.map((place) => ({ ...waitingMember(rollout.id), ...place, fromDigest: digests.get(place.vin) ?? null })),
    );
  }

  private async carryOut(work: Work, effect: RolloutEffect, state: string): Promise<void> {
    const { manager, rollout, now } = work;
    work.members = applyEffect(work.members, effect, now);
    switch (effect.type) {
      case 'assign':
        return this.assign(work, effect.vins);
      case 'rollback':
        return this.rollBack(work, effect.vins);
      case 'release':
        await manager.update(ModelEntity, { id: rollout.model }, { state: 'released', releasedAt: now });
        return;
      case 'notify':
        return this.notify(work, effect.decision, state);
      case 'expire':
      case 'retry':
        return;
    }
  }

  private async assign(work: Work, vins: readonly string[]): Promise<void> {
    const { manager, rollout } = work;
    const model = await findModel(manager, rollout.model);
    const release = await manager.findOneByOrFail(ReleaseEntity, { family: model.family, counter: rollout.releaseCounter ?? 0 });
    await this.replace(work, vins, (members) => this.parts.director.assign(manager, members, { model, release }));
  }

  /** Sends vehicles what they ran before, each artifact under one new and higher release counter, so that anti-rollback holds. */
  private async rollBack(work: Work, vins: readonly string[]): Promise<void> {
    const { manager, rollout, now } = work;
    await manager.update(ModelEntity, { id: rollout.model, state: 'released' }, { state: 'withdrawn' });
    const fallback = await currentModel(manager, 'vehicle');
    const named = new Set(vins);
    const touched = work.members.filter((member) => named.has(member.vin));
    for (const digest of new Set(touched.map((member) => member.fromDigest))) {
      const model = (digest && (await findModelByDigest(manager, digest))) || fallback;
      const affected = touched.filter((member) => member.fromDigest === digest).map((member) => member.vin);
      if (!model || model.digest === rollout.record.digest) {
        await this.replace(work, affected, async (stuck) => stuck.map((member) => ({ ...member, state: 'stuck', reason: 'no-artifact' })));
        continue;
      }
      const release = await addRelease(manager, model, { reason: 'rollback', now });
      await manager.update(ModelEntity, { id: model.id }, { releaseCounter: release.counter });
      await this.parts.outbox.put(manager, [{ kind: 'sign', family: model.family, counter: release.counter }]);
      await this.replace(work, affected, async (returning) => {
        const assigned = await this.parts.director.assign(manager, returning, { model, release });
        return assigned.map((member) => ({ ...member, fromDigest: model.digest }));
      });
    }
  }

  private async replace(work: Work, vins: readonly string[], change: (members: MemberEntity[]) => Promise<MemberEntity[]>): Promise<void> {
    const named = new Set(vins);
    const changed = await change(work.members.filter((member) => named.has(member.vin)));
    const byVin = new Map(changed.map((member) => [member.vin, member]));
    work.members = work.members.map((member) => byVin.get(member.vin) ?? member);
  }

  /** A broker may lose what it retained, and a vehicle may have been away: silence is asked again. */
  private async repeat(work: Work): Promise<void> {
    const { manager, now } = work;
    const isUnheard = ({ state, publishedAt, reportedAt }: MemberEntity) =>
      isPending(state) && publishedAt !== null && now - Math.max(publishedAt, reportedAt ?? 0) > REPEAT_MS;
    const unheard = work.members.filter(isUnheard);
    await this.parts.director.repeat(
      manager,
      unheard.flatMap((member) => member.assignment ?? []),
    );
    work.members = work.members.map((member) => (unheard.includes(member) ? { ...member, publishedAt: now } : member));
  }

  private async notify(work: Work, decision: Decision, state: string): Promise<void> {
    const { rollout, now } = work;
    const { version, digest } = rollout.record;
    const record = { rollout: rollout.id, model: rollout.model, version, digest, state, decision };
    const id = `rollout-${rollout.id}-${decision.at}-${decision.outcome}-${decision.stage}`;
    await this.parts.outbox.put(work.manager, [{ kind: 'record', topic: 'rollout.status', key: rollout.id, id, at: now, record }]);
    await this.audit(work, `rule:${decision.rule}`, `rollout.decided.${decision.outcome}`, { ...decision });
  }

  private async audit({ manager, rollout, now }: Work, actor: string, action: string, details: Record<string, unknown>): Promise<void> {
    const { version, digest } = rollout.record;
    await addAudit(manager, this.parts.outbox, {
      at: now,
      actor,
      action,
      subject: `rollout/${rollout.id}`,
      details: { version, digest, ...details },
    });
  }
}

/** A member that nothing has happened to yet. */
export const waitingMember = (rollout: string) => ({
  rollout,
  state: 'waiting' as const,
  reason: null,
  assignment: null,
  assignedAt: null,
  reportedAt: null,
  publishedAt: null,
});

function decide(rollout: RolloutEntity, event: RolloutEvent) {
  try {
    return decideRollout(rollout.record, event);
  } catch (cause) {
    if (cause instanceof RolloutTransitionError) throw new AppError('conflict', cause.message, { cause });
    throw cause;
  }
}
