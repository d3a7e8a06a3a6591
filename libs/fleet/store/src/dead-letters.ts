import type { DeadLetterReason, DeadLetterState } from '@headway/contracts';
import type { DataSource, EntityManager, SelectQueryBuilder } from 'typeorm';
import { DeadLetterEntity } from './entities/dead-letter.entity.js';

/** A dead letter with its original bytes. */
export interface DeadLetterWithBody {
  letter: DeadLetterEntity;
  body: Uint8Array;
}

const BODIES = `
  INSERT INTO fleet_dead_letter_body (partition, log_offset, size, body)
  SELECT * FROM unnest($1::int[], $2::bigint[], $3::int[], $4::bytea[]) ON CONFLICT DO NOTHING`;

/** Adds dead letters; one that is known changes nothing. */
export async function addDeadLetters(manager: EntityManager, letters: readonly DeadLetterWithBody[]): Promise<void> {
  if (letters.length === 0) return;
  await manager
    .createQueryBuilder()
    .insert()
    .into(DeadLetterEntity)
    .values(letters.map(({ letter }) => letter))
    .orIgnore()
    .execute();
  await manager.query(BODIES, [
    letters.map(({ letter }) => letter.partition),
    letters.map(({ letter }) => letter.offset),
    letters.map(({ body }) => body.length),
    letters.map(({ body }) => `\\x${Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('hex')}`),
  ]);
}

/** What is kept of dead letters here; the event log keeps them as long as its topic says. */
export interface DeadLetterBounds {
  letters: number;
  /** Of original messages, all together. */
  bytes: number;
  /** Older ones are forgotten; milliseconds since the epoch. */
  sinceMs: number;
}

const FORGET = `
  DELETE FROM fleet_dead_letter WHERE at < $2 OR (partition, log_offset) IN
    (SELECT partition, log_offset FROM fleet_dead_letter ORDER BY at DESC, partition DESC, log_offset DESC OFFSET $1)`;
const FORGET_BODIES = `
  DELETE FROM fleet_dead_letter_body b USING (
    SELECT b.partition, b.log_offset, l.at, sum(b.size) OVER (ORDER BY l.at DESC NULLS LAST, b.partition DESC, b.log_offset DESC) AS bytes
    FROM fleet_dead_letter_body b LEFT JOIN fleet_dead_letter l USING (partition, log_offset)) AS newest
  WHERE b.partition = newest.partition AND b.log_offset = newest.log_offset AND (newest.at IS NULL OR newest.bytes > $1)`;

/** Forgets what is beyond the bounds: the oldest letters, and the oldest bytes of letters that are still listed. */
export async function pruneDeadLetters(dataSource: DataSource, { letters, bytes, sinceMs }: DeadLetterBounds): Promise<void> {
  await dataSource.query(FORGET, [letters, Math.round(sinceMs)]);
  await dataSource.query(FORGET_BODIES, [bytes]);
}

export interface DeadLetterFilter {
  reason?: DeadLetterReason | undefined;
  vin?: string | undefined;
  state?: DeadLetterState | undefined;
  /** Milliseconds since the epoch; `to` is not included. */
  from?: number | undefined;
  to?: number | undefined;
}

/** Names a letter: its place in the dead-letter topic. */
export interface LetterKey {
  partition: number;
  offset: number;
}

function filtered(dataSource: DataSource, { reason, vin, state, from, to }: DeadLetterFilter): SelectQueryBuilder<DeadLetterEntity> {
  const query = dataSource.createQueryBuilder(DeadLetterEntity, 'letter');
  if (reason) query.andWhere('letter.reason = :reason', { reason });
  if (vin) query.andWhere('letter.vin = :vin', { vin });
  if (state) query.andWhere('letter.state = :state', { state });
  if (from !== undefined) query.andWhere('letter.at >= :from', { from });
  if (to !== undefined) query.andWhere('letter.at < :to', { to });
  return query;
}

/** The last dead letters before a place in the list, newest first, and how many there are. */
export async function listDeadLetters(
  dataSource: DataSource,
  filter: DeadLetterFilter,
  { before, limit }: { before: [at: number, partition: number, offset: number] | undefined; limit: number },
): Promise<{ rows: DeadLetterEntity[]; total: number }> {
  const query = filtered(dataSource, filter);
  const total = await query.getCount();
  if (before) {
    const [at, partition, offset] = before;
    query.andWhere('(letter.at, letter.partition, letter.log_offset) < (:at, :partition, :offset)', { at, partition, offset });
  }
  const rows = await query.orderBy({ 'letter.at': 'DESC', 'letter.partition': 'DESC', 'letter.offset': 'DESC' }).limit(limit).getMany();
  return { rows, total };
}

/** The open letters that pass a filter, oldest first, from before `triedBefore`, and how many there are. */
export async function openDeadLetters(
  dataSource: DataSource,
  filter: Omit<DeadLetterFilter, 'state'>,
  limit: number,
): Promise<{ keys: LetterKey[]; total: number }> {
  const query = filtered(dataSource, { ...filter, state: 'open' });
  const total = await query.getCount();
  const rows = await query
    .orderBy({
      'letter.triedAt': { order: 'ASC', nulls: 'NULLS FIRST' },
      'letter.at': 'ASC',
      'letter.partition': 'ASC',
      'letter.offset': 'ASC',
    })
    .limit(limit)
    .getMany();
  return { keys: rows.map(({ partition, offset }) => ({ partition, offset })), total };
}

/** One letter; undefined when it is not, or no more, listed. */
export async function findDeadLetter(dataSource: DataSource, key: LetterKey): Promise<DeadLetterEntity | undefined> {
  return (await dataSource.manager.findOneBy(DeadLetterEntity, { partition: key.partition, offset: key.offset })) ?? undefined;
}

/** The original bytes of a letter; undefined when they are not kept here any more. */
export async function readBody(dataSource: DataSource, { partition, offset }: LetterKey): Promise<Buffer | undefined> {
  const [row] = await dataSource.query<{ body: Buffer }[]>(
    'SELECT body FROM fleet_dead_letter_body WHERE partition = $1 AND log_offset = $2',
    [partition, offset],
  );
  return row?.body;
}

/** Which of some letters have their bytes. */
export async function haveBodies(dataSource: DataSource, keys: readonly LetterKey[]): Promise<Set<string>> {
  const rows = await dataSource.query<{ partition: number; log_offset: string }[]>(
    `SELECT partition, log_offset FROM fleet_dead_letter_body JOIN unnest($1::int[], $2::bigint[]) AS given (partition, log_offset)
     USING (partition, log_offset)`,
    [keys.map(({ partition }) => partition), keys.map(({ offset }) => offset)],
  );
  return new Set(rows.map((row) => `${row.partition}-${row.log_offset}`));
}
