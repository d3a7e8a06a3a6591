import type { CommandState, SignalValue } from '@headway/contracts';
import { type CommandFacts, stateOf } from '@headway/commands/lifecycle';
import type { DataSource, EntityManager } from 'typeorm';

/** A command as it is kept. */
export interface CommandRow {
  id: string;
  vin: string;
  path: string;
  value: SignalValue;
  issuedAt: number;
  expiresAt: number;
  idempotencyKey: string | null;
  confirmed: boolean;
  facts: CommandFacts;
  /** How often it was handed to the broker. */
  attempts: number;
  /** When it has to be looked at again: sent, or given up; null when it has ended. */
  nextSendAt: number | null;
}

interface RawCommand {
  id: string;
  vin: string;
  path: string;
  value: SignalValue;
  issued_at: string;
  expires_at: string;
  idempotency_key: string | null;
  confirmed: boolean;
  facts: CommandFacts;
  attempts: number;
  next_send_at: string | null;
}

const toRow = (raw: RawCommand): CommandRow => ({
  id: raw.id,
  vin: raw.vin,
  path: raw.path,
  value: raw.value,
  issuedAt: Number(raw.issued_at),
  expiresAt: Number(raw.expires_at),
  idempotencyKey: raw.idempotency_key,
  confirmed: raw.confirmed,
  facts: raw.facts,
  attempts: raw.attempts,
  nextSendAt: raw.next_send_at === null ? null : Number(raw.next_send_at),
});

const COLUMNS = 'id, vin, path, value, issued_at, expires_at, idempotency_key, confirmed, facts, attempts, next_send_at';

const ADD = `
  INSERT INTO command (${COLUMNS}, state)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT (vin, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING RETURNING id`;

const WAITING = 'SELECT count(*) AS count FROM command WHERE vin = $1 AND next_send_at IS NOT NULL';

/**
 * Keeps a new command, unless the vehicle has one with its idempotency key: then that one stays.
 * @returns the command that is kept
 */
export async function addCommand(target: DataSource, row: CommandRow): Promise<CommandRow> {
  const added = await target.query<{ id: string }[]>(ADD, [...parameters(row), stateOf(row.facts)]);
  if (added.length > 0) return row;
  const known = await findByKey(target, row.vin, row.idempotencyKey ?? '');
  // It can only have been forgotten in between: it is older than anything a key is for.
  return known ?? addCommand(target, row);
}

/** The command of a vehicle with this idempotency key. */
export async function findByKey(target: DataSource, vin: string, key: string): Promise<CommandRow | undefined> {
  const [raw] = await target.query<RawCommand[]>(`SELECT ${COLUMNS} FROM command WHERE vin = $1 AND idempotency_key = $2`, [vin, key]);
  return raw && toRow(raw);
}

/** How many commands of a vehicle have not ended. */
export async function countWaiting(target: DataSource, vin: string): Promise<number> {
  const [row] = await target.query<{ count: string }[]>(WAITING, [vin]);
  return Number(row?.count ?? 0);
}

/** One command of a vehicle. */
export async function findCommand(target: DataSource, vin: string, id: string): Promise<CommandRow | undefined> {
  const [raw] = await target.query<RawCommand[]>(`SELECT ${COLUMNS} FROM command WHERE id = $1 AND vin = $2`, [id, vin]);
  return raw && toRow(raw);
}

/** Takes commands for this transaction; names that no vehicle has are left out. */
export async function lockCommands(manager: EntityManager, names: readonly { vin: string; id: string }[]): Promise<CommandRow[]> {
  if (names.length === 0) return [];
  const rows = await manager.query<RawCommand[]>(
    `SELECT ${COLUMNS} FROM command JOIN (SELECT DISTINCT vin, id FROM unnest($1::text[], $2::uuid[]) AS given (vin, id)) AS named USING (vin, id)
     ORDER BY id FOR UPDATE OF command`,
    [names.map(({ vin }) => vin), names.map(({ id }) => id)],
  );
  return rows.map(toRow);
}

/** Takes commands that are due, the longest due first; other processes pass over them meanwhile. */
export async function lockDue(manager: EntityManager, nowMs: number, limit: number): Promise<CommandRow[]> {
  const rows = await manager.query<RawCommand[]>(
    `SELECT ${COLUMNS} FROM command WHERE next_send_at <= $1 ORDER BY next_send_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [nowMs, limit],
  );
  return rows.map(toRow);
}

/** Writes what has changed of commands that this transaction has locked. */
export async function saveCommands(manager: EntityManager, rows: readonly CommandRow[]): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `UPDATE command SET facts = given.facts, state = given.state, attempts = given.attempts, next_send_at = given.next_send_at
     FROM unnest($1::uuid[], $2::jsonb[], $3::text[], $4::int[], $5::bigint[]) AS given (id, facts, state, attempts, next_send_at)
     WHERE command.id = given.id`,
    [
      rows.map(({ id }) => id),
      rows.map(({ facts }) => JSON.stringify(facts)),
      rows.map(({ facts }) => stateOf(facts)),
      rows.map(({ attempts }) => attempts),
      rows.map(({ nextSendAt }) => nextSendAt),
    ],
  );
}

/** Makes what waits for vehicles that have just come online due at once. */
export async function sendSoon(manager: EntityManager, vins: readonly string[], nowMs: number): Promise<void> {
  if (vins.length === 0) return;
  await manager.query('UPDATE command SET next_send_at = $2 WHERE vin = ANY($1) AND next_send_at > $2', [vins, nowMs]);
}

/** When the next command is due; undefined when none waits. */
export async function nextDue(target: DataSource): Promise<number | undefined> {
  const [row] = await target.query<{ due: string | null }[]>('SELECT min(next_send_at) AS due FROM command');
  return row?.due == null ? undefined : Number(row.due);
}

/** Forgets commands that were issued before `beforeMs` and have ended. */
export async function forgetCommands(target: DataSource, beforeMs: number): Promise<void> {
  await target.query('DELETE FROM command WHERE issued_at < $1 AND next_send_at IS NULL', [beforeMs]);
}

/** Commands of a vehicle, newest first, after a place in the list, and how many there are. */
export async function listCommands(
  target: DataSource,
  { vin, state }: { vin: string; state?: CommandState | undefined },
  { before, limit }: { before: [issuedAt: number, id: string] | undefined; limit: number },
): Promise<{ rows: CommandRow[]; total: number }> {
  const filter = 'vin = $1 AND ($2::text IS NULL OR state = $2)';
  const [count] = await target.query<{ total: string }[]>(`SELECT count(*) AS total FROM command WHERE ${filter}`, [vin, state ?? null]);
  const rows = await target.query<RawCommand[]>(
    `SELECT ${COLUMNS} FROM command WHERE ${filter} AND ($3::bigint IS NULL OR issued_at < $3 OR (issued_at = $3 AND id > $4::uuid))
     ORDER BY issued_at DESC, id LIMIT $5`,
    [vin, state ?? null, before?.[0] ?? null, before?.[1] ?? null, limit],
  );
  return { rows: rows.map(toRow), total: Number(count?.total ?? 0) };
}

const parameters = (row: CommandRow) => [
  row.id,
  row.vin,
  row.path,
  JSON.stringify(row.value),
  row.issuedAt,
  row.expiresAt,
  row.idempotencyKey,
  row.confirmed,
  JSON.stringify(row.facts),
  row.attempts,
  row.nextSendAt,
];
