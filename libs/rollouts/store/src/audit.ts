import { createHash } from 'node:crypto';
import { LOG_TOPICS } from '@headway/contracts';
import type { EntityManager } from 'typeorm';
import { AuditChainEntity } from './entities/outbox.entity.js';
import type { Outbox } from './outbox.js';

/** What somebody, or a rule, did. */
export interface AuditEntry {
  at: number;
  /** A person's name, or `rule:<name>`. */
  actor: string;
  /** E.g. `rollout.approve`. */
  action: string;
  /** E.g. `rollout/<id>`. */
  subject: string;
  details: Record<string, unknown>;
}

/** An entry in the chain: `hash` covers the entry and the hash before it, so that no entry can be changed or left out unnoticed. */
export interface AuditRecord extends AuditEntry {
  sequence: number;
  previous: string;
  hash: string;
}

/** JSON with sorted keys: the same text before and after a database that keeps no order. */
function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${sortedJson(field)}`)
    .join(',')}}`;
}

/** SHA-256 of an entry and the hash before it, as JSON with sorted keys. */
export function auditHash({ at, actor, action, subject, details, sequence, previous }: Omit<AuditRecord, 'hash'>): string {
  return createHash('sha256').update(sortedJson({ sequence, previous, at, actor, action, subject, details })).digest('hex');
}

/** Adds an entry to the chain, in the transaction of what it tells about. */
export async function addAudit(manager: EntityManager, outbox: Outbox, entry: AuditEntry): Promise<void> {
  const head = await manager.findOneOrFail(AuditChainEntity, { where: { id: 1 }, lock: { mode: 'pessimistic_write' } });
  const link = { ...entry, sequence: head.sequence + 1, previous: head.hash };
  const record: AuditRecord = { ...link, hash: auditHash(link) };
  await manager.update(AuditChainEntity, { id: 1 }, { sequence: record.sequence, hash: record.hash });
  await outbox.put(manager, [
    { kind: 'record', topic: LOG_TOPICS.audit, key: 'rollouts', id: `audit-${record.sequence}`, at: entry.at, record },
  ]);
}
