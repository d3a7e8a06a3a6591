import { randomUUID } from 'node:crypto';
import type { Page, Rollout, RolloutRequest } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { pageOf } from '@headway/platform/http';
import { countStage, DEFAULT_STAGES, draftRollout, type Evidence } from '@headway/rollouts/decisions';
import {
  addAudit,
  addRelease,
  findModel,
  findRollout,
  listRollouts,
  liveRollouts,
  loadEvidence,
  newestRelease,
  ModelEntity,
  type Outbox,
  RolloutEntity,
  type RolloutFilter,
} from '@headway/rollouts/store';
import type { EntityManager } from 'typeorm';
import type { RolloutEngine } from './rollout-engine.js';
import type { OutboxWorker } from './outbox-worker.js';
import type { RolloutsOptions } from './rollouts-options.js';

interface ServiceParts {
  options: RolloutsOptions;
  outbox: Outbox;
  worker: OutboxWorker;
  engine: RolloutEngine;
}

/** What operators do with rollouts. */
export class RolloutsService {
  constructor(private readonly parts: ServiceParts) {}

  /** @throws AppError `not-found`, `gate-not-passed`, `conflict` for a model that no vehicle may run */
  async create(request: RolloutRequest, by: string): Promise<Rollout> {
    const { options, outbox, worker } = this.parts;
    const { newId = randomUUID, clock } = options;
    const id = newId();
    await options.dataSource.transaction(async (manager) => {
      const model = await findModel(manager, request.model);
      checkEligible(model);
      const now = clock.epochMs();
      const stages = request.stages ?? [...DEFAULT_STAGES];
      checkStages(stages);
      const record = draftRollout({ digest: model.digest, version: model.version, stages, rollbackAfterMs: request.rollbackAfterMs });
      await manager.insert(RolloutEntity, {
        id,
        model: model.id,
        state: record.state,
        salt: newId(),
        filter: request.cohort,
        controlPercent: request.controlPercent,
        releaseCounter: null,
        note: request.note ?? null,
        record,
        createdAt: now,
        updatedAt: now,
      });
      const details = { model: model.id, version: model.version, digest: model.digest, stages, controlPercent: request.controlPercent };
      await addAudit(manager, outbox, { at: now, actor: by, action: 'rollout.create', subject: `rollout/${id}`, details });
    });
    worker.wake();
    return this.get(id);
  }

  async get(id: string): Promise<Rollout> {
    const { manager } = this.parts.options.dataSource;
    return this.show(await findRollout(manager, id), await loadEvidence(manager, id));
  }

  async list(filter: RolloutFilter): Promise<Page<Rollout>> {
    const { manager } = this.parts.options.dataSource;
    const { rows, total } = await listRollouts(manager, filter);
    const page = pageOf(
      rows,
      filter.limit,
      total,
      (row) => row,
      (row) => [row.createdAt, row.id],
    );
    const items = await Promise.all(page.items.map(async (row) => this.show(row, await loadEvidence(manager, row.id))));
    return { ...page, items };
  }

  /** Approves a draft; only one rollout may be under way, so that release counters rise in the order of the rollouts. */
  async approve(id: string, by: string): Promise<Rollout> {
    await this.parts.engine.apply(id, (now) => ({ type: 'approve', now, by }), {
      actor: by,
      prepare: async (manager, rollout, now) => {
        const [other] = (await liveRollouts(manager)).filter((live) => live !== id);
        if (other) throw new AppError('conflict', `rollout ${other} is under way; end it first`);
        if (rollout.state === 'draft') rollout.releaseCounter = await this.takeRelease(manager, rollout, now);
      },
    });
    return this.get(id);
  }

  async halt(id: string, by: string, reason: string): Promise<Rollout> {
    await this.parts.engine.apply(id, (now) => ({ type: 'halt', now, by, reason }), { actor: by });
    return this.get(id);
  }

  async resume(id: string, by: string): Promise<Rollout> {
    await this.parts.engine.apply(id, (now, evidence) => ({ type: 'resume', now, by, evidence }), { actor: by });
    return this.get(id);
  }

  /** @throws AppError `conflict` too when another rollout is under way */
  async rollback(id: string, by: string, reason: string): Promise<Rollout> {
    await this.parts.engine.apply(id, (now, evidence) => ({ type: 'rollback', now, by, reason, evidence }), {
      actor: by,
      prepare: async (manager) => {
        const [other] = (await liveRollouts(manager)).filter((live) => live !== id);
        if (other) throw new AppError('conflict', `rollout ${other} is under way; end it first`);
      },
    });
    return this.get(id);
  }

  async cancel(id: string, by: string): Promise<Rollout> {
    await this.parts.engine.apply(id, (now) => ({ type: 'cancel', now, by }), { actor: by });
    return this.get(id);
  }

  /** The model's release, if no newer one of the family exists; else a new one, so that no vehicle finds it too old. */
  private async takeRelease(manager: EntityManager, rollout: RolloutEntity, now: number): Promise<number> {
    const model = await findModel(manager, rollout.model);
    checkEligible(model);
    const { release, isNewest } = await newestRelease(manager, model);
    if (isNewest) return release.counter;
    const { counter } = await addRelease(manager, model, { reason: 'rollout', now });
    await manager.update(ModelEntity, { id: model.id }, { releaseCounter: counter });
    await this.parts.outbox.put(manager, [{ kind: 'sign', family: model.family, counter }]);
    return counter;
  }

  private show(rollout: RolloutEntity, evidence: Evidence): Rollout {
    const { record } = rollout;
    const now = this.parts.options.clock.epochMs();
    const passedAt = record.decisions.filter((decision) => decision.outcome === 'promote' || decision.outcome === 'complete');
    return {
      id: rollout.id,
      model: rollout.model,
      version: record.version,
      digest: record.digest,
      state: record.state,
      stages: record.stages.map((stage, index) => {
        const { vehicles, healthy, failed } = countStage(evidence.members, index, { now, deadlineMs: stage.deadlineMs });
        const counted = passedAt.find((decision) => decision.stage === stage.name && decision.numbers['stageTurns'] !== undefined);
        const running = index === record.currentStage ? evidence.candidate.turns - record.stageTurnsBefore : 0;
        return {
          ...stage,
          state: record.stageStates[index] ?? 'pending',
          vehicles,
          healthy,
          failed,
          turns: counted?.numbers['stageTurns'] ?? running,
        };
      }),
      currentStage: record.currentStage,
      controlPercent: rollout.controlPercent,
      rollbackAfterMs: record.rollbackAfterMs,
      cohort: evidence.members.length,
      decisions: record.decisions,
      approvedBy: record.approvedBy,
      note: rollout.note,
      createdAt: rollout.createdAt,
      updatedAt: rollout.updatedAt,
    };
  }
}

function checkEligible(model: ModelEntity): void {
  if (model.family !== 'vehicle') throw new AppError('conflict', `${model.id} is not a model for vehicles`);
  if (model.state === 'withdrawn') throw new AppError('conflict', `${model.id} was withdrawn`);
  if (!model.shipped && !model.gate?.passed) throw new AppError('gate-not-passed', `${model.id} has no gate report that it passed`);
}

function checkStages(stages: readonly { name: string; percent: number }[]): void {
  const isRising = stages.every((stage, index) => index === 0 || stage.percent > stages[index - 1]!.percent);
  if (!isRising) throw new AppError('invalid-request', 'each stage must reach a larger share than the one before');
  if (new Set(stages.map((stage) => stage.name)).size < stages.length) throw new AppError('invalid-request', 'stages need different names');
}
