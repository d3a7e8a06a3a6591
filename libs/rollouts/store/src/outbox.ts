import type { SignedAssignment } from '@headway/contracts';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { OutboxEntity } from './entities/outbox.entity.js';

/** Work that was decided in a transaction and is done after it, in order, at least once. */
export type OutboxTask =
  /** Sign a release into the image repository. */
  | { kind: 'sign'; family: 'vehicle' | 'region'; counter: number }
  /** Hand an assignment to the broker. */
  | { kind: 'assign'; vin: string; payload: SignedAssignment }
  /** Append a record to the event log. */
  | { kind: 'record'; topic: 'rollout.status' | 'audit'; key: string; id: string; at: number; record: unknown };

export interface OutboxRow {
  id: string;
  task: OutboxTask;
}

/** Tasks written in the transaction of their cause. */
export class Outbox {
  constructor(private readonly source: DataSource) {}

  async put(manager: EntityManager, tasks: readonly OutboxTask[]): Promise<void> {
    if (tasks.length === 0) return;
    await manager.query(
      `INSERT INTO rollouts_outbox (task) SELECT value FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS task (value, place) ORDER BY place`,
      [JSON.stringify(tasks)],
    );
  }

  async oldest(limit: number): Promise<OutboxRow[]> {
    const rows = await this.source.manager.find(OutboxEntity, { order: { id: 'ASC' }, take: limit });
    return rows.map(({ id, task }) => ({ id, task: task as OutboxTask }));
  }

  async remove(ids: string[]): Promise<void> {
    await this.source.manager.delete(OutboxEntity, { id: In(ids) });
  }
}
