import type { DataSource, EntityManager } from 'typeorm';

/** The part of an event log's batch that a position needs. */
export interface PositionedBatch<R extends { offset: bigint }> {
  topic: string;
  partition: number;
  /** Ascending offsets. */
  records: readonly R[];
}

/** Takes the reader's row for this partition and locks it until the transaction ends. */
const LOCK_POSITION = `
  INSERT INTO reader_position AS known (reader, topic, partition, next_offset) VALUES ($1, $2, $3, 0)
  ON CONFLICT (reader, topic, partition) DO UPDATE SET next_offset = known.next_offset
  RETURNING next_offset`;

const ADVANCE_POSITION = 'UPDATE reader_position SET next_offset = $4 WHERE reader = $1 AND topic = $2 AND partition = $3';

/**
 * Applies each record of a batch exactly once: effect and position are one transaction. Records below the stored position
 * were applied before and are left out, whoever brings them again: a redelivery, or a consumer that lost the partition.
 * @param effect gets the records that are new, at least one, in order; everything it writes must go through `manager`
 * @returns how many records were new
 */
export async function applyOnce<R extends { offset: bigint }>(
  dataSource: DataSource,
  { reader, batch }: { reader: string; batch: PositionedBatch<R> },
  effect: (manager: EntityManager, records: R[]) => Promise<void>,
): Promise<number> {
  const last = batch.records.at(-1);
  if (!last) return 0;
  const place = [reader, batch.topic, batch.partition];
  return dataSource.transaction(async (manager) => {
    const [row] = await manager.query<{ next_offset: string }[]>(LOCK_POSITION, place);
    const next = BigInt(row?.next_offset ?? 0);
    const fresh = batch.records.filter((record) => record.offset >= next);
    if (fresh.length === 0) return 0;
    await effect(manager, fresh);
    await manager.query(ADVANCE_POSITION, [...place, (last.offset + 1n).toString()]);
    return fresh.length;
  });
}

/** Next offset that a reader wants of each partition of a topic it has read. */
export async function readPositions(dataSource: DataSource, reader: string, topic: string): Promise<Map<number, bigint>> {
  const rows = await dataSource.query<{ partition: number; next_offset: string }[]>(
    'SELECT partition, next_offset FROM reader_position WHERE reader = $1 AND topic = $2 ORDER BY partition',
    [reader, topic],
  );
  return new Map(rows.map((row) => [row.partition, BigInt(row.next_offset)]));
}
