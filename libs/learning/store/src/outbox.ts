import type { FeedbackRecord } from '@headway/contracts';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { OutboxEntity } from './entities/outbox.entity.js';

/** A record that still has to reach the event log. `id` grows with the order of writing. */
export interface OutboxRow {
  id: string;
  key: string;
  record: FeedbackRecord;
}

/** Records written in the transaction of what they tell about, and appended to the event log after it: none is lost, some may come twice. */
export class Outbox {
  constructor(private readonly source: DataSource) {}

  async put(manager: EntityManager, key: string, record: FeedbackRecord): Promise<void> {
    await manager.query(`INSERT INTO learning_outbox (key, record, at) VALUES ($1, $2::jsonb, $3)`, [
      key,
      JSON.stringify(record),
      record.at,
    ]);
  }

  async oldest(limit: number): Promise<OutboxRow[]> {
    const rows = await this.source.manager.find(OutboxEntity, { order: { id: 'ASC' }, take: limit });
    return rows.map(({ id, key, record }) => ({ id, key, record: record as FeedbackRecord }));
  }

  async remove(ids: string[]): Promise<void> {
    await this.source.manager.delete(OutboxEntity, { id: In(ids) });
  }
}
