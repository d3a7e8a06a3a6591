import type { DataSource, EntityManager } from 'typeorm';

/** The part of an event log's batch that a position needs. */
export interface PositionedBatch<R extends { offset: bigint }> {
  topic: string;
  partition: number;
  /** Ascending offsets. */
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

const nameOf = ({ topic, partition }: { topic: string; partition: number }) => `${topic}/${partition}`;

/**
 * Applies each record exactly once: effect and positions are one transaction. Records below the stored position were applied
 * before and are left out, whoever brings them again: a redelivery, or a consumer that lost the partition. Batches of many
 * partitions share the transaction, because the embedded database takes a millisecond a statement, however many rows it has.
 * @param batches at most one of each partition
 * @param effect gets the batches with the records that are new; everything it writes must go through `manager`
 * @returns what `effect` gave, or undefined when nothing was new
 */
export async function applyTogether<R extends { offset: bigint }, T>(
  dataSource: DataSource,
  { reader, batches }: { reader: string; batches: readonly PositionedBatch<R>[] },
  effect: (manager: EntityManager, fresh: PositionedBatch<R>[]) => Promise<T>,
): Promise<T | undefined> {
  const filled = batches.filter(({ records }) => records.length > 0);
  if (filled.length === 0) return undefined;
  return dataSource.transaction(async (manager) => {
    const next = await lockPositions(manager, reader, filled);
    const fresh = filled
      .map((batch) => ({ ...batch, records: batch.records.filter(({ offset }) => offset >= (next.get(nameOf(batch)) ?? 0n)) }))
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

/** Takes the reader's rows for these partitions and locks them until the transaction ends. */
async function lockPositions(
  manager: EntityManager,
  reader: string,
  places: readonly { topic: string; partition: number }[],
): Promise<Map<string, bigint>> {
  const rows = await manager.query<{ topic: string; partition: number; next_offset: string }[]>(LOCK_POSITIONS, [
    reader,
    places.map(({ topic }) => topic),
    places.map(({ partition }) => partition),
  ]);
  return new Map(rows.map((row) => [nameOf(row), BigInt(row.next_offset)]));
}

/**
 * {@link applyTogether} for one batch.
 * @param effect gets the records that are new, at least one, in order
 * @returns how many records were new
 */
export async function applyOnce<R extends { offset: bigint }>(
  dataSource: DataSource,
  { reader, batch }: { reader: string; batch: PositionedBatch<R> },
  effect: (manager: EntityManager, records: R[]) => Promise<void>,
): Promise<number> {
  const applied = await applyTogether(dataSource, { reader, batches: [batch] }, async (manager, fresh) => {
    const records = fresh.flatMap((one) => one.records);
    await effect(manager, records);
    return records.length;
  });
  return applied ?? 0;
}

/** Next offset that a reader wants of each partition of a topic it has read. */
export async function readPositions(dataSource: DataSource, reader: string, topic: string): Promise<Map<number, bigint>> {
  const rows = await dataSource.query<{ partition: number; next_offset: string }[]>(
    'SELECT partition, next_offset FROM reader_position WHERE reader = $1 AND topic = $2 ORDER BY partition',
    [reader, topic],
  );
  return new Map(rows.map((row) => [row.partition, BigInt(row.next_offset)]));
}
