import type { CampaignsActive, CampaignVehicle, CampaignVehicleState } from '@headway/contracts';
import type { DataSource, EntityManager } from 'typeorm';

type Target = Pick<DataSource | EntityManager, 'query'>;

/** What was last handed to the broker for a vehicle. */
export interface PublishedRow {
  vin: string;
  digest: string | null;
  revision: number | null;
  /** The vehicle has something else: publish it again. */
  republish: boolean;
}

interface RawPublished {
  vin: string;
  published_digest: string | null;
  published_revision: number | null;
  republish: boolean;
}

/** Vehicles that have ever been seen, in pages by VIN. */
export async function listVehicles(
  target: Target,
  { after, limit, vins }: { after: string; limit: number; vins?: readonly string[] | undefined },
): Promise<PublishedRow[]> {
  const rows = await target.query<RawPublished[]>(
    `SELECT vin, published_digest, published_revision, republish FROM campaign_vehicle
     WHERE vin > $1 AND ($3::text[] IS NULL OR vin = ANY($3)) ORDER BY vin LIMIT $2`,
    [after, limit, vins ?? null],
  );
  return rows.map(({ vin, published_digest, published_revision, republish }) => ({
    vin,
    digest: published_digest,
    revision: published_revision,
    republish,
  }));
}

/** Remembers vehicles; returns those that are new. */
export async function addVehicles(target: Target, vins: readonly string[]): Promise<string[]> {
  if (vins.length === 0) return [];
  const rows = await target.query<{ vin: string }[]>(
    `INSERT INTO campaign_vehicle (vin) SELECT DISTINCT vin FROM unnest($1::text[]) AS given (vin) ORDER BY vin
     ON CONFLICT (vin) DO NOTHING RETURNING vin`,
    [vins],
  );
  return rows.map(({ vin }) => vin);
}

/** The broker has these sets. */
export async function markPublished(target: Target, rows: readonly { vin: string; digest: string; revision: number }[]): Promise<void> {
  if (rows.length === 0) return;
  await target.query(
    `UPDATE campaign_vehicle AS known SET published_digest = given.digest, published_revision = given.revision, republish = false
     FROM unnest($1::text[], $2::text[], $3::int[]) AS given (vin, digest, revision) WHERE known.vin = given.vin`,
    [rows.map(({ vin }) => vin), rows.map(({ digest }) => digest), rows.map(({ revision }) => revision)],
  );
}

/** Keeps the newest report of each vehicle. A report about another set than the published one asks for it again, unless it was refused. */
export async function saveReports(manager: EntityManager, reports: ReadonlyMap<string, CampaignsActive>): Promise<void> {
  for (const [vin, { at, revision, active, broken }] of reports) {
    const rows = await manager.query<[unknown[], number] | unknown[]>(
      `UPDATE campaign_vehicle SET reported_revision = $2, reported_at = $3, broken = $4,
         republish = republish OR ($4::text IS NULL AND published_revision IS NOT NULL AND published_revision <> $2)
       WHERE vin = $1 AND (reported_at IS NULL OR reported_at <= $3) RETURNING vin`,
      [vin, revision, at, broken?.reason ?? null],
    );
    const updated = Array.isArray(rows[0]) ? rows[0] : rows;
    if (updated.length === 0) continue;
    await manager.query('DELETE FROM campaign_report WHERE vin = $1', [vin]);
    const named = [...new Map(active.map((one) => [one.id, one])).values()];
    if (named.length === 0) continue;
    await manager.query(
      `INSERT INTO campaign_report (campaign, vin, revision, state, reason, reported_at)
       SELECT campaign, $1, revision, state, reason, $2 FROM unnest($3::text[], $4::int[], $5::text[], $6::text[])
         AS given (campaign, revision, state, reason)`,
      [
        vin,
        at,
        named.map(({ id }) => id),
        named.map((one) => one.revision),
        named.map(({ state }) => state),
        named.map(({ reason }) => reason ?? null),
      ],
    );
  }
}

/** Vehicles by what they reported of one revision of a campaign. */
export async function countStates(target: Target, campaign: string, revision: number): Promise<Record<CampaignVehicleState, number>> {
  const rows = await target.query<{ state: CampaignVehicleState; count: string }[]>(
    'SELECT state, count(*) AS count FROM campaign_report WHERE campaign = $1 AND revision = $2 GROUP BY state',
    [campaign, revision],
  );
  const counts = { active: 0, refused: 0, expired: 0, 'budget-spent': 0 };
  for (const { state, count } of rows) counts[state] = Number(count);
  return counts;
}

interface RawVehicle {
  vin: string;
  state: CampaignVehicleState | null;
  reason: string | null;
  revision: number | null;
  reported_at: string | null;
  frames: string | null;
  bytes: string | null;
}

/** Vehicles that have reported a campaign or sent frames of it, by VIN; one more than the limit. */
export async function listCampaignVehicles(
  target: Target,
  { campaign, state, after, limit }: { campaign: string; state?: CampaignVehicleState | undefined; after: string; limit: number },
): Promise<{ rows: CampaignVehicle[]; total: number }> {
  const from = `(SELECT * FROM campaign_report WHERE campaign = $1) AS report
    FULL JOIN (SELECT * FROM campaign_collected WHERE campaign = $1) AS collected USING (vin) WHERE ($2::text IS NULL OR state = $2)`;
  const raw = await target.query<RawVehicle[]>(
    `SELECT vin, state, reason, report.revision, reported_at, frames, bytes FROM ${from} AND vin > $3 ORDER BY vin LIMIT $4`,
    [campaign, state ?? null, after, limit + 1],
  );
  const [count] = await target.query<{ count: string }[]>(`SELECT count(*) AS count FROM ${from}`, [campaign, state ?? null]);
  const rows = raw.map(({ reported_at, frames, bytes, ...row }) => ({
    ...row,
    reportedAt: reported_at === null ? null : Number(reported_at),
    frames: Number(frames ?? 0),
    bytes: Number(bytes ?? 0),
  }));
  return { rows, total: Number(count?.count ?? 0) };
}
