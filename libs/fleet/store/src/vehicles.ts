import type { SignalValue } from '@headway/contracts';
import type { DataSource, EntityManager } from 'typeorm';

/** What a batch of messages says of a vehicle; undefined where it says nothing. */
export interface VehicleUpdate {
  vin: string;
  /** When the log took its newest message; null where none of these is its own. */
  lastSeenAt: number | null;
  /** Where it stands now: decided before, from all presence messages. */
  presence?: { online: boolean; boot: string | null; atMs: number };
  model?: { version: string; digest: string; atMs: number };
}

const PRESENCE_SAID = 'excluded.presence_at IS NOT NULL';
const NEWER_MODEL = 'excluded.model_at IS NOT NULL AND (known.model_at IS NULL OR excluded.model_at >= known.model_at)';
const chosen = (column: string, when: string) => `${column} = CASE WHEN ${when} THEN excluded.${column} ELSE known.${column} END`;

const UPSERT = `
  INSERT INTO fleet_vehicle AS known (vin, last_seen_at, online, boot, presence_at, model_version, model_digest, model_at, presence_changed)
  SELECT given.*, CASE WHEN presence_at IS NOT NULL THEN pg_current_xact_id() END FROM unnest($1::text[], $2::bigint[], $3::boolean[], $4::uuid[], $5::bigint[], $6::text[], $7::text[], $8::bigint[])
    AS given (vin, last_seen_at, online, boot, presence_at, model_version, model_digest, model_at) ORDER BY 1
  ON CONFLICT (vin) DO UPDATE SET last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at), changed = pg_current_xact_id(),
    ${chosen('presence_changed', PRESENCE_SAID)},
    ${chosen('online', PRESENCE_SAID)}, ${chosen('boot', PRESENCE_SAID)}, ${chosen('presence_at', PRESENCE_SAID)},
    ${chosen('model_version', NEWER_MODEL)}, ${chosen('model_digest', NEWER_MODEL)}, ${chosen('model_at', NEWER_MODEL)}`;

/** Adds to what is known of vehicles, in any order of messages; each vehicle at most once. */
export async function upsertVehicles(manager: EntityManager, updates: readonly VehicleUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  await manager.query(UPSERT, [
    updates.map(({ vin }) => vin),
    updates.map(({ lastSeenAt }) => lastSeenAt),
    updates.map(({ presence }) => presence?.online ?? false),
    updates.map(({ presence }) => presence?.boot ?? null),
    updates.map(({ presence }) => presence?.atMs ?? null),
    updates.map(({ model }) => model?.version ?? null),
    updates.map(({ model }) => model?.digest ?? null),
    updates.map(({ model }) => model?.atMs ?? null),
  ]);
}

/** A vehicle as lists show it. */
export interface VehicleRow {
  vin: string;
  online: boolean;
  lastSeenAt: number | null;
  model: { version: string; digest: string } | null;
  frames: number;
  missing: number;
  /** Values of the signals asked for, by their id. */
  values: Record<string, SignalValue>;
}

export interface VehicleFilter {
  online?: boolean | undefined;
  /** Version of the vehicle's model. */
  model?: string | undefined;
  /** Beginning of the VIN. */
  vin?: string | undefined;
}

interface RawVehicle {
  vin: string;
  online: boolean;
  last_seen_at: string | null;
  model_version: string | null;
  model_digest: string | null;
  frames: string | null;
  missing: string | null;
  values: Record<string, SignalValue> | null;
}

const FILTER = `($1::boolean IS NULL OR v.online = $1) AND ($2::text IS NULL OR v.model_version = $2) AND ($3::text IS NULL OR starts_with(v.vin, $3))`;

const LIST = `
  SELECT v.vin, v.online, v.last_seen_at, v.model_version, v.model_digest, s.frames, s.missing, t.values
  FROM fleet_vehicle v
  LEFT JOIN LATERAL (SELECT sum(stored_count) AS frames, sum(head - stored_count - lost_count) AS missing FROM (
    SELECT head, stored_count, lost_count FROM fleet_stream WHERE vin = v.vin
    UNION ALL SELECT head, stored_count, lost_count FROM fleet_stream_archive WHERE vin = v.vin) AS ledger) s ON true
  LEFT JOIN LATERAL (SELECT jsonb_object_agg(signal, value) AS values FROM fleet_twin WHERE vin = v.vin AND signal = ANY($6::bigint[])) t ON true
  WHERE ${FILTER} AND v.vin > $4 ORDER BY v.vin LIMIT $5`;

const toVehicle = (raw: RawVehicle): VehicleRow => ({
  vin: raw.vin,
  online: raw.online,
  lastSeenAt: raw.last_seen_at === null ? null : Number(raw.last_seen_at),
  model: raw.model_version === null ? null : { version: raw.model_version, digest: raw.model_digest ?? '' },
  frames: Number(raw.frames ?? 0),
  missing: Number(raw.missing ?? 0),
  values: raw.values ?? {},
});

const filterOf = ({ online, model, vin }: VehicleFilter) => [online ?? null, model ?? null, vin ?? null];

/** Vehicles in the order of their VINs, after `after`; `signals` are the ids whose values are wanted. */
export async function listVehicles(
  dataSource: DataSource,
  filter: VehicleFilter,
  { after, limit, signals }: { after: string; limit: number; signals: number[] },
): Promise<VehicleRow[]> {
  const rows = await dataSource.query<RawVehicle[]>(LIST, [...filterOf(filter), after, limit, signals]);
  return rows.map(toVehicle);
}

/** How many vehicles pass the filter. */
export async function countVehicles(dataSource: DataSource, filter: VehicleFilter): Promise<number> {
  const [row] = await dataSource.query<{ count: string }[]>(
    `SELECT count(*) AS count FROM fleet_vehicle v WHERE ${FILTER}`,
    filterOf(filter),
  );
  return Number(row?.count ?? 0);
}

/** One vehicle, undefined when it was never heard of. */
export async function findVehicle(dataSource: DataSource, vin: string, signals: number[]): Promise<VehicleRow | undefined> {
  const [row] = await listVehicles(dataSource, { vin }, { after: '', limit: 1, signals });
  return row?.vin === vin ? row : undefined;
}
