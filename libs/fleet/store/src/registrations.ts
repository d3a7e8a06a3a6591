import type { DataSource } from 'typeorm';

/** Whether a vehicle may send telemetry, as an engineer has decided. */
export interface RegistrationRow {
  vin: string;
  registered: boolean;
  changedAt: number;
}

interface RawRegistration {
  vin: string;
  registered: boolean;
  changed_at: string;
}

const toRow = ({ vin, registered, changed_at }: RawRegistration): RegistrationRow => ({ vin, registered, changedAt: Number(changed_at) });

// The date moves on with every change, so that a publication of the former state is not taken for one of the newer.
const SAVE = `
  INSERT INTO fleet_registration AS known (vin, registered, changed_at) VALUES ($1, $2, $3)
  ON CONFLICT (vin) DO UPDATE SET registered = excluded.registered, published = false, changed_at = greatest(excluded.changed_at, known.changed_at + 1)
    WHERE known.registered <> excluded.registered
  RETURNING vin`;

/** Registers a vehicle or takes it off the register; false when that is how it was. The log learns of it from {@link unpublished}. */
export async function saveRegistration(dataSource: DataSource, { vin, registered, changedAt }: RegistrationRow): Promise<boolean> {
  const rows = await dataSource.query<unknown[]>(SAVE, [vin, registered, Math.round(changedAt)]);
  return rows.length > 0;
}

/** Changes that the event log does not have yet, oldest first. */
export async function unpublished(dataSource: DataSource, limit: number): Promise<RegistrationRow[]> {
  const rows = await dataSource.query<RawRegistration[]>(
    'SELECT vin, registered, changed_at FROM fleet_registration WHERE NOT published ORDER BY changed_at, vin LIMIT $1',
    [limit],
  );
  return rows.map(toRow);
}

/** The event log has these changes; one that was changed again meanwhile stays to be published. */
export async function markPublished(dataSource: DataSource, rows: readonly RegistrationRow[]): Promise<void> {
  await dataSource.query(
    `UPDATE fleet_registration r SET published = true FROM unnest($1::text[], $2::bigint[]) AS given (vin, changed_at)
     WHERE r.vin = given.vin AND r.changed_at = given.changed_at`,
    [rows.map(({ vin }) => vin), rows.map(({ changedAt }) => changedAt)],
  );
}

/** The registered vehicles in the order of their VINs, after `after`, and how many there are. */
export async function listRegistrations(
  dataSource: DataSource,
  { after, limit }: { after: string; limit: number },
): Promise<{ rows: RegistrationRow[]; total: number }> {
  const [count] = await dataSource.query<{ count: string }[]>('SELECT count(*) AS count FROM fleet_registration WHERE registered');
  const rows = await dataSource.query<RawRegistration[]>(
    'SELECT vin, registered, changed_at FROM fleet_registration WHERE registered AND vin > $1 ORDER BY vin LIMIT $2',
    [after, limit],
  );
  return { rows: rows.map(toRow), total: Number(count?.count ?? 0) };
}

/** When a vehicle was registered; undefined when it is not. */
export async function findRegistration(dataSource: DataSource, vin: string): Promise<RegistrationRow | undefined> {
  const [row] = await dataSource.query<RawRegistration[]>(
    'SELECT vin, registered, changed_at FROM fleet_registration WHERE vin = $1 AND registered',
    [vin],
  );
  return row && toRow(row);
}
