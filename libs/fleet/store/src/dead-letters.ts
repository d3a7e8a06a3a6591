import type { DeadLetterReason } from '@headway/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { DeadLetterEntity } from './entities/dead-letter.entity.js';

/** Adds dead letters; one that is known changes nothing. */
export async function addDeadLetters(manager: EntityManager, letters: readonly DeadLetterEntity[]): Promise<void> {
  if (letters.length === 0) return;
  await manager
    .createQueryBuilder()
    .insert()
    .into(DeadLetterEntity)
    .values([...letters])
    .orIgnore()
    .execute();
}

/** Keeps the newest only; the event log keeps all of them. */
export async function pruneDeadLetters(dataSource: DataSource, keep: number): Promise<void> {
  await dataSource.query(
    `DELETE FROM fleet_dead_letter WHERE (partition, log_offset) IN
      (SELECT partition, log_offset FROM fleet_dead_letter ORDER BY at DESC, partition DESC, log_offset DESC OFFSET $1)`,
    [keep],
  );
}

export interface DeadLetterFilter {
  reason?: DeadLetterReason | undefined;
  vin?: string | undefined;
}

/** The last dead letters before a place in the list, newest first, and how many there are. */
export async function listDeadLetters(
  dataSource: DataSource,
  filter: DeadLetterFilter,
  { before, limit }: { before: [at: number, partition: number, offset: number] | undefined; limit: number },
): Promise<{ rows: DeadLetterEntity[]; total: number }> {
  const query = dataSource.createQueryBuilder(DeadLetterEntity, 'letter');
  if (filter.reason) query.andWhere('letter.reason = :reason', { reason: filter.reason });
  if (filter.vin) query.andWhere('letter.vin = :vin', { vin: filter.vin });
  const total = await query.getCount();
  if (before) {
    const [at, partition, offset] = before;
    query.andWhere('(letter.at, letter.partition, letter.log_offset) < (:at, :partition, :offset)', { at, partition, offset });
  }
  const rows = await query.orderBy({ 'letter.at': 'DESC', 'letter.partition': 'DESC', 'letter.offset': 'DESC' }).limit(limit).getMany();
  return { rows, total };
}
