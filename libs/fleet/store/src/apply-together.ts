import type { DataSource, EntityManager } from 'typeorm';

/** Consecutive records of one partition. */
export interface Batch<R extends { offset: bigint }> {
  topic: string;
  partition: number;
  records: readonly R[];
}

// Rows are always taken in the same order, so that two processes never wait for each other in a circle.
const LOCK_POSITIONS = `
  INSERT INTO reader_position AS known (reader, topic, partition, next_offset)
  SELECT $1, topic, partition, 0 FROM unnest($2::text[], $3::int[]) AS given (topic, partition) ORDER BY topic, partition
  ON CONFLICT (reader, topic, partition) DO UPDATE SET next_offset = known.next_offset
  RETURNING topic, partition, next_offset`;

const ADVANCE_POSITIONS = `
  UPDATE reader_position AS known SET next_offset = given.next_offset
  FROM unnest($2::text[], $3::int[], $4::bigint[]) AS given (topic, partition, next_offset)
  WHERE known.reader = $1 AND known.topic = given.topic AND known.partition = given.partition`;

/**
 * What `applyOnce` of @headway/platform/database does, for the batches of many partitions in one transaction: the embedded
 * database takes a millisecond a statement, however many rows it has.
 * @param batches at most one of each partition
 * @param effect gets the batches with the records that are new; everything it writes must go through `manager`
 * @returns what `effect` gave, or undefined when nothing was new
 */
export async function applyTogether<R extends { offset: bigint }, T>(
  dataSource: DataSource,
  { reader, batches }: { reader: string; batches: readonly Batch<R>[] },
  effect: (manager: EntityManager, fresh: Batch<R>[]) => Promise<T>,
): Promise<T | undefined> {
  const filled = batches.filter(({ records }) => records.length > 0);
  if (filled.length === 0) return undefined;
  const topics = filled.map(({ topic }) => topic);
  const partitions = filled.map(({ partition }) => partition);
  return dataSource.transaction(async (manager) => {
    const rows = await manager.query<{ topic: string; partition: number; next_offset: string }[]>(LOCK_POSITIONS, [
      reader,
      topics,
      partitions,
    ]);
    const next = new Map(rows.map((row) => [`${row.topic}/${row.partition}`, BigInt(row.next_offset)]));
    const fresh = filled
      .map((batch) => {
        const position = next.get(`${batch.topic}/${batch.partition}`) ?? 0n;
        return { ...batch, records: batch.records.filter(({ offset }) => offset >= position) };
      })
      .filter(({ records }) => records.length > 0);
    if (fresh.length === 0) return undefined;
    const result = await effect(manager, fresh);
    await manager.query(ADVANCE_POSITIONS, [
      reader,
      fresh.map(({ topic }) => topic),
      fresh.map(({ partition }) => partition),
      fresh.map(({ records }) => ((records.at(-1) as R).offset + 1n).toString()),
    ]);
    return result;
  });
}
