import { CE_TYPES, CONTENT_TYPES } from '@headway/contracts';
import type { LogRecord } from '@headway/event-log/port';
import { OutboxDrain } from '@headway/platform/database';
import { describeError } from '@headway/platform/errors';
import { findModelByDigest, type Outbox, type OutboxRow, type OutboxTask, ReleaseEntity } from '@headway/rollouts/store';
import type { RolloutsOptions } from './rollouts-options.js';

const BATCH = 200;
const RETRY_MS = 1_000;
const encoder = new TextEncoder();

type Task<Kind> = Extract<OutboxTask, { kind: Kind }>;

const toLogRecord = ({ topic, key, id, at, record }: Task<'record'>): LogRecord => ({
  topic,
  key,
  value: encoder.encode(JSON.stringify(record)),
  headers: {
    ce_specversion: '1.0',
    ce_id: id,
    ce_source: '/headway/rollouts',
    ce_type: topic === 'audit' ? CE_TYPES.audit : CE_TYPES.rolloutStatus,
    ce_time: new Date(at).toISOString(),
    'content-type': CONTENT_TYPES.json,
  },
});

/** Neighbouring tasks of one kind, so that they can be done together without leaving the order. */
function runs(tasks: readonly OutboxTask[]): OutboxTask[][] {
  const groups: OutboxTask[][] = [];
  for (const task of tasks) {
    const group = groups.at(-1);
    if (group?.[0]?.kind === task.kind) group.push(task);
    else groups.push([task]);
  }
  return groups;
}

/**
 * Does what transactions have decided: signs targets, hands assignments to the broker, appends to the event log. In order, at least once,
 * and again after a crash: every task may be done twice.
 */
export class OutboxWorker extends OutboxDrain<OutboxRow> {
  constructor(
    outbox: Outbox,
    private readonly parts: RolloutsOptions,
  ) {
    super({
      outbox,
      batch: BATCH,
      retryMs: RETRY_MS,
      carryOut: async (rows) => {
        for (const group of runs(rows.map((row) => row.task))) await this.carryOut(group);
      },
      onFailure: (error) => parts.logger.warn('rollouts.outbox-failed', { reason: describeError(error) }),
    });
  }

  private async carryOut(tasks: OutboxTask[]): Promise<void> {
    switch (tasks[0]?.kind) {
      case 'sign':
        return this.sign(tasks as Task<'sign'>[]);
      case 'assign':
        await Promise.all((tasks as Task<'assign'>[]).map((task) => this.publish(task)));
        return;
      case 'record':
        await this.parts.eventLog.append((tasks as Task<'record'>[]).map(toLogRecord));
    }
  }

  private publish({ vin, payload }: Task<'assign'>): Promise<void> {
    return this.parts.publishDown(vin, 'model', encoder.encode(JSON.stringify(payload)), { retain: true, qos: 1 });
  }

  private async sign(tasks: Task<'sign'>[]): Promise<void> {
    const { dataSource, signer } = this.parts;
    const signed = new Set(signer.targetPaths());
    const targets: Parameters<typeof signer.addTargets>[0][number][] = [];
    for (const { family, counter } of tasks) {
      const release = await dataSource.manager.findOneByOrFail(ReleaseEntity, { family, counter });
      const model = await findModelByDigest(dataSource.manager, release.digest);
      if (!model || signed.has(release.target)) continue;
      const data = { family, version: model.version, releaseCounter: counter, opset: model.card.opset, parent: model.parentDigest ?? '' };
      targets.push({ path: release.target, digest: release.digest, bytes: model.bytes, data });
    }
    if (targets.length > 0) await signer.addTargets(targets);
  }
}
