import type { Connection } from '@headway/fleet/connectivity';
import type { DataSource, EntityManager } from 'typeorm';

/** What is known of a vehicle's connections. */
export interface ConnectivityRow {
  vin: string;
  connections: Connection[];
  /** It is connected, and nothing was heard of it for too long. */
  silent: boolean;
}

/** Takes the rows of the vehicles in `vins`, and of those in `heard` that had fallen silent, for this transaction. */
export async function lockConnectivity(
  manager: EntityManager,
  { vins, heard }: { vins: readonly string[]; heard: readonly string[] },
): Promise<Map<string, ConnectivityRow>> {
  if (vins.length === 0 && heard.length === 0) return new Map();
  const rows = await manager.query<ConnectivityRow[]>(
    `SELECT vin, connections, silent FROM fleet_connectivity WHERE vin = ANY($1) OR (vin = ANY($2) AND silent) ORDER BY vin FOR UPDATE`,
    [vins, heard],
  );
  return new Map(rows.map((row) => [row.vin, row]));
}

/** Writes rows that this transaction has locked, and those that are new. */
export async function saveConnectivity(manager: EntityManager, rows: readonly ConnectivityRow[]): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `INSERT INTO fleet_connectivity AS known (vin, connections, silent)
     SELECT * FROM unnest($1::text[], $2::jsonb[], $3::boolean[]) AS given (vin, connections, silent) ORDER BY vin
     ON CONFLICT (vin) DO UPDATE SET connections = excluded.connections, silent = excluded.silent`,
    [rows.map(({ vin }) => vin), rows.map(({ connections }) => JSON.stringify(connections)), rows.map(({ silent }) => silent)],
  );
}

/** The connections of one vehicle. */
export async function readConnections(dataSource: DataSource, vin: string): Promise<Connection[]> {
  const [row] = await dataSource.query<ConnectivityRow[]>('SELECT connections FROM fleet_connectivity WHERE vin = $1', [vin]);
  return row?.connections ?? [];
}

/** Online vehicles of which the log has had nothing since `beforeMs`, the longest silent first. */
export async function findSilent(manager: EntityManager, beforeMs: number, limit: number): Promise<string[]> {
  const rows = await manager.query<{ vin: string }[]>(
    'SELECT vin FROM fleet_vehicle WHERE online AND last_seen_at < $1 ORDER BY last_seen_at LIMIT $2',
    [beforeMs, limit],
  );
  return rows.map(({ vin }) => vin);
}

/** Takes vehicles offline that are silent still; gives when each was last heard. */
export async function takeOffline(
  manager: EntityManager,
  vins: readonly string[],
  beforeMs: number,
): Promise<{ vin: string; lastSeenAt: number }[]> {
  const [rows] = await manager.query<[{ vin: string; last_seen_at: string }[], number]>(
    `UPDATE fleet_vehicle SET online = false, presence_at = last_seen_at, changed = pg_current_xact_id(), presence_changed = pg_current_xact_id()
     WHERE vin = ANY($1) AND online AND last_seen_at < $2 RETURNING vin, last_seen_at`,
    [vins, beforeMs],
  );
  return rows.map(({ vin, last_seen_at: at }) => ({ vin, lastSeenAt: Number(at) }));
}
