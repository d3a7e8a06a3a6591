import type { Completeness, FleetCompleteness } from '@headway/contracts';
import { type Asking, missingOf, type Ranges, type StreamLedger } from '@headway/telemetry/ledger';
import type { DataSource, EntityManager } from 'typeorm';
import { StreamEntity } from './entities/stream.entity.js';

/** Names a stream of a boot of a vehicle. */
export interface StreamKey {
  vin: string;
  boot: string;
  stream: number;
}

/** A ledger as it stands in the database. */
export interface StreamRow extends StreamKey {
  ledger: StreamLedger;
  asking: Asking;
  applied: number;
  dropped: number;
  startedAt: number | null;
}

/** A ledger with its counts, to be written. */
export interface StreamUpdate extends StreamRow {
  storedCount: number;
  lostCount: number;
}

const columnsOf = (keys: readonly StreamKey[]) => [
  keys.map(({ vin }) => vin),
  keys.map(({ boot }) => boot),
  keys.map(({ stream }) => stream),
];

interface RawRow {
  vin: string;
  boot: string;
  stream: number;
  head: string;
  stored: Ranges;
  lost: Ranges;
  closed: boolean;
  applied: string;
  dropped: string;
  ask_at: string | null;
  ask_attempts: number;
  started_at: string | null;
}

const toRow = (raw: RawRow): StreamRow => ({
  vin: raw.vin,
  boot: raw.boot,
  stream: raw.stream,
  ledger: { stored: raw.stored, lost: raw.lost, head: Number(raw.head), closed: raw.closed },
  asking: { dueMs: raw.ask_at === null ? null : Number(raw.ask_at), attempts: raw.ask_attempts },
  applied: Number(raw.applied),
  dropped: Number(raw.dropped),
  startedAt: raw.started_at === null ? null : Number(raw.started_at),
});

const LOCK = `
  SELECT s.* FROM fleet_stream s
  JOIN unnest($1::text[], $2::uuid[], $3::smallint[]) AS given (vin, boot, stream) USING (vin, boot, stream)
  ORDER BY s.vin, s.boot, s.stream FOR UPDATE OF s`;

const CREATE = `
  INSERT INTO fleet_stream (vin, boot, stream)
  SELECT vin, boot, stream FROM unnest($1::text[], $2::uuid[], $3::smallint[]) AS given (vin, boot, stream) ORDER BY 1, 2, 3
  ON CONFLICT DO NOTHING`;

const SAVE = `
  UPDATE fleet_stream AS s SET head = given.head, stored = given.stored, lost = given.lost, stored_count = given.stored_count,
    lost_count = given.lost_count, closed = given.closed, applied = given.applied, dropped = given.dropped,
    ask_at = given.ask_at, ask_attempts = given.ask_attempts, started_at = given.started_at
  FROM unnest($1::text[], $2::uuid[], $3::smallint[], $4::bigint[], $5::jsonb[], $6::jsonb[], $7::bigint[], $8::bigint[], $9::boolean[],
    $10::bigint[], $11::bigint[], $12::bigint[], $13::int[], $14::bigint[])
    AS given (vin, boot, stream, head, stored, lost, stored_count, lost_count, closed, applied, dropped, ask_at, ask_attempts, started_at)
  WHERE s.vin = given.vin AND s.boot = given.boot AND s.stream = given.stream`;

/** Takes the rows of the given streams for this transaction, making those that are new. Keys are distinct. */
export async function lockStreams(manager: EntityManager, keys: readonly StreamKey[]): Promise<StreamRow[]> {
  const parameters = columnsOf(keys);
  let rows = await manager.query<RawRow[]>(LOCK, parameters);
  if (rows.length < keys.length) {
    await manager.query(CREATE, parameters);
    rows = await manager.query<RawRow[]>(LOCK, parameters);
  }
  return rows.map(toRow);
}

/** Writes rows that this transaction has locked. */
export async function saveStreams(manager: EntityManager, rows: readonly StreamUpdate[]): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(SAVE, [
    ...columnsOf(rows),
    rows.map(({ ledger }) => ledger.head),
    rows.map(({ ledger }) => JSON.stringify(ledger.stored)),
    rows.map(({ ledger }) => JSON.stringify(ledger.lost)),
    rows.map(({ storedCount }) => storedCount),
    rows.map(({ lostCount }) => lostCount),
    rows.map(({ ledger }) => ledger.closed),
    rows.map(({ applied }) => applied),
    rows.map(({ dropped }) => dropped),
    rows.map(({ asking }) => (asking.dueMs === null ? null : Math.round(asking.dueMs))),
    rows.map(({ asking }) => asking.attempts),
    rows.map(({ startedAt }) => startedAt),
  ]);
}

/** Closes every stream of boots before the one that has now started. */
export async function closeFormerBoots(
  manager: EntityManager,
  started: readonly { vin: string; boot: string; atMs: number }[],
): Promise<void> {
  if (started.length === 0) return;
  await manager.query(
    `UPDATE fleet_stream AS s SET closed = true FROM unnest($1::text[], $2::uuid[], $3::bigint[]) AS given (vin, boot, at)
     WHERE s.vin = given.vin AND s.boot <> given.boot AND s.started_at < given.at AND NOT s.closed`,
    [started.map(({ vin }) => vin), started.map(({ boot }) => boot), started.map(({ atMs }) => atMs)],
  );
}

/** Makes the gaps of vehicles that have come back due at `atMs`, whatever pause was running. */
export async function askSoon(manager: EntityManager, vins: readonly string[], atMs: number): Promise<void> {
  if (vins.length === 0) return;
  await manager.query('UPDATE fleet_stream SET ask_at = $2, ask_attempts = 0 WHERE vin = ANY($1) AND ask_at > $2', [
    vins,
    Math.round(atMs),
  ]);
}

/** Takes streams of online vehicles whose gaps are due, the longest due first; other processes pass over them meanwhile. */
export async function lockDueStreams(manager: EntityManager, nowMs: number, limit: number): Promise<StreamRow[]> {
  const rows = await manager.query<RawRow[]>(
    `SELECT s.* FROM fleet_stream s JOIN fleet_vehicle v USING (vin)
     WHERE s.ask_at <= $1 AND v.online ORDER BY s.ask_at LIMIT $2 FOR UPDATE OF s SKIP LOCKED`,
    [Math.round(nowMs), limit],
  );
  return rows.map(toRow);
}

/** Notes when streams are to be asked again. */
export async function saveAsking(manager: EntityManager, rows: readonly StreamRow[]): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `UPDATE fleet_stream AS s SET ask_at = given.ask_at, ask_attempts = given.attempts
     FROM unnest($1::text[], $2::uuid[], $3::smallint[], $4::bigint[], $5::int[]) AS given (vin, boot, stream, ask_at, attempts)
     WHERE s.vin = given.vin AND s.boot = given.boot AND s.stream = given.stream`,
    [...columnsOf(rows), rows.map(({ asking }) => Math.round(asking.dueMs ?? 0)), rows.map(({ asking }) => asking.attempts)],
  );
}

const MOST_STREAMS_SHOWN = 200;
const MOST_RANGES_SHOWN = 1_000;

/** The ledger of a vehicle, newest boot first. Undefined when nothing was ever stored of it. */
export async function completenessOf(dataSource: DataSource, vin: string): Promise<Completeness | undefined> {
  const { vehicles, totals } = await fleetCompleteness(dataSource, vin);
  if (vehicles === 0) return undefined;
  const rows = await dataSource.manager.find(StreamEntity, {
    where: { vin },
    order: { startedAt: { direction: 'DESC', nulls: 'LAST' }, boot: 'ASC', stream: 'ASC' },
    take: MOST_STREAMS_SHOWN,
  });
  const streams = rows.map((row) => ({
    boot: row.boot,
    stream: row.stream,
    head: row.head,
    closed: row.closed,
    stored: row.storedCount,
    declaredLost: row.lostCount,
    missing: row.head - row.storedCount - row.lostCount,
    missingRanges: missingOf(row)
      .slice(0, MOST_RANGES_SHOWN)
      .map(([from, to]): [number, number] => [from, to]),
  }));
  return { vin, streams, totals };
}

const TOTALS = `
  SELECT count(DISTINCT vin) AS vehicles, count(DISTINCT vin) FILTER (WHERE head > stored_count + lost_count) AS incomplete,
    coalesce(sum(head), 0) AS assigned, coalesce(sum(stored_count), 0) AS stored, coalesce(sum(lost_count), 0) AS lost,
    coalesce(sum(applied), 0) AS applied, coalesce(sum(dropped), 0) AS dropped
  FROM fleet_stream WHERE $1::text IS NULL OR vin = $1`;

/** Totals over every ledger, or over those of one vehicle. */
export async function fleetCompleteness(dataSource: DataSource, vin: string | null = null): Promise<FleetCompleteness> {
  const [row] = await dataSource.query<Record<string, string>[]>(TOTALS, [vin]);
  const read = (name: string) => Number(row?.[name] ?? 0);
  const [assigned, stored, declaredLost] = [read('assigned'), read('stored'), read('lost')];
  return {
    vehicles: read('vehicles'),
    incomplete: read('incomplete'),
    totals: {
      assigned,
      stored,
      declaredLost,
      missing: assigned - stored - declaredLost,
      duplicatesVisible: read('applied') - stored,
      duplicatesDropped: read('dropped'),
    },
  };
}
