import type { LossCounts } from '@headway/contracts';
import type { Asking, Losses, Ranges, Settled, StreamLedger } from '@headway/telemetry/ledger';
import type { EntityManager } from 'typeorm';

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
  lostBy: LossCounts;
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
  lost_by: Losses;
  settled: Settled | null;
  closed: boolean;
  applied: string;
  dropped: string;
  ask_at: string | null;
  ask_attempts: number;
  gap_since: string | null;
  asked_since: string | null;
  started_at: string | null;
}

const NOTHING_SETTLED: Settled = { upTo: 0, stored: 0, lost: {} };
const timeOf = (raw: string | null) => (raw === null ? null : Number(raw));

const toRow = (raw: RawRow): StreamRow => ({
  vin: raw.vin,
  boot: raw.boot,
  stream: raw.stream,
  ledger: { stored: raw.stored, lost: raw.lost_by, head: Number(raw.head), closed: raw.closed, settled: raw.settled ?? NOTHING_SETTLED },
  asking: { dueMs: timeOf(raw.ask_at), attempts: raw.ask_attempts, sinceMs: timeOf(raw.gap_since), askedMs: timeOf(raw.asked_since) },
  applied: Number(raw.applied),
  dropped: Number(raw.dropped),
  startedAt: timeOf(raw.started_at),
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
  UPDATE fleet_stream AS s SET head = given.head, stored = given.stored, lost_by = given.lost_by, stored_count = given.stored_count,
    lost_count = given.lost_count, closed = given.closed, applied = given.applied, dropped = given.dropped,
    ask_at = given.ask_at, ask_attempts = given.ask_attempts, started_at = given.started_at, lost_counts = given.lost_counts, settled = given.settled,
    gap_since = given.gap_since, asked_since = given.asked_since
  FROM unnest($1::text[], $2::uuid[], $3::smallint[], $4::bigint[], $5::jsonb[], $6::jsonb[], $7::bigint[], $8::bigint[], $9::boolean[],
    $10::bigint[], $11::bigint[], $12::bigint[], $13::int[], $14::bigint[], $15::jsonb[], $16::jsonb[], $17::bigint[], $18::bigint[])
    AS given (vin, boot, stream, head, stored, lost_by, stored_count, lost_count, closed, applied, dropped, ask_at, ask_attempts, started_at,
      lost_counts, settled, gap_since, asked_since)
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
    rows.map(({ lostBy }) => JSON.stringify(lostBy)),
    rows.map(({ ledger }) => (ledger.settled.upTo > 0 ? JSON.stringify(ledger.settled) : null)),
    rows.map(({ asking }) => asking.sinceMs),
    rows.map(({ asking }) => asking.askedMs),
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

const DUE = `
  SELECT s.* FROM fleet_stream s JOIN (
    SELECT vin, boot, stream FROM (
      SELECT s.vin, s.boot, s.stream, s.ask_at, row_number() OVER (PARTITION BY s.vin ORDER BY s.ask_at) AS place
      FROM fleet_stream s JOIN fleet_vehicle v USING (vin) WHERE s.ask_at <= $1 AND v.online) AS due
    WHERE place <= $3 ORDER BY ask_at LIMIT $2) AS chosen USING (vin, boot, stream)
  WHERE s.ask_at <= $1 ORDER BY s.ask_at FOR UPDATE OF s SKIP LOCKED`;

/** Takes streams of online vehicles whose gaps are due, the longest due first; other processes pass over them meanwhile. */
export async function lockDueStreams(
  manager: EntityManager,
  nowMs: number,
  { limit, ofVehicle }: { limit: number; ofVehicle: number },
): Promise<StreamRow[]> {
  const rows = await manager.query<RawRow[]>(DUE, [Math.round(nowMs), limit, ofVehicle]);
  return rows.map(toRow);
}

/** Notes when streams are to be asked again. */
export async function saveAsking(manager: EntityManager, rows: readonly StreamRow[]): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `UPDATE fleet_stream AS s SET ask_at = given.ask_at, ask_attempts = given.attempts, gap_since = given.gap_since, asked_since = given.asked_since
     FROM unnest($1::text[], $2::uuid[], $3::smallint[], $4::bigint[], $5::int[], $6::bigint[], $7::bigint[])
       AS given (vin, boot, stream, ask_at, attempts, gap_since, asked_since)
     WHERE s.vin = given.vin AND s.boot = given.boot AND s.stream = given.stream`,
    [
      ...columnsOf(rows),
      rows.map(({ asking }) => (asking.dueMs === null ? null : Math.round(asking.dueMs))),
      rows.map(({ asking }) => asking.attempts),
      rows.map(({ asking }) => asking.sinceMs),
      rows.map(({ asking }) => asking.askedMs),
    ],
  );
}
