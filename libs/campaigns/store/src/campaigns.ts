import type { CampaignDefinition, CampaignState } from '@headway/contracts';
import type { DataSource, EntityManager } from 'typeorm';

type Target = Pick<DataSource | EntityManager, 'query'>;

/** A campaign as it is kept. */
export interface CampaignRow {
  id: string;
  revision: number;
  state: CampaignState;
  definition: CampaignDefinition;
  createdAt: number;
  updatedAt: number;
}

interface RawCampaign {
  id: string;
  revision: number;
  state: CampaignState;
  definition: CampaignDefinition;
  created_at: string;
  updated_at: string;
}

const COLUMNS = 'id, revision, state, definition, created_at, updated_at';

const toRow = ({ id, revision, state, definition, created_at, updated_at }: RawCampaign): CampaignRow => ({
  id,
  revision,
  state,
  definition,
  createdAt: Number(created_at),
  updatedAt: Number(updated_at),
});

/** Keeps a new campaign. Returns false when its id is taken. */
export async function addCampaign(target: Target, row: CampaignRow): Promise<boolean> {
  const rows = await target.query<unknown[]>(
    `INSERT INTO campaign (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [row.id, row.revision, row.state, JSON.stringify(row.definition), row.createdAt, row.updatedAt],
  );
  return rows.length > 0;
}

export async function findCampaign(target: Target, id: string): Promise<CampaignRow | undefined> {
  const [raw] = await target.query<RawCampaign[]>(`SELECT ${COLUMNS} FROM campaign WHERE id = $1`, [id]);
  return raw && toRow(raw);
}

/** Takes a campaign for this transaction. */
export async function lockCampaign(manager: EntityManager, id: string): Promise<CampaignRow | undefined> {
  const [raw] = await manager.query<RawCampaign[]>(`SELECT ${COLUMNS} FROM campaign WHERE id = $1 FOR UPDATE`, [id]);
  return raw && toRow(raw);
}

/** Writes a campaign that this transaction has locked. */
export async function saveCampaign(manager: EntityManager, row: CampaignRow): Promise<void> {
  await manager.query('UPDATE campaign SET revision = $2, state = $3, definition = $4, updated_at = $5 WHERE id = $1', [
    row.id,
    row.revision,
    row.state,
    JSON.stringify(row.definition),
    row.updatedAt,
  ]);
}

/** Forgets a campaign, and what was reported and counted of it. */
export async function removeCampaign(manager: EntityManager, id: string): Promise<void> {
  await manager.query('DELETE FROM campaign_report WHERE campaign = $1', [id]);
  await manager.query('DELETE FROM campaign_collected WHERE campaign = $1', [id]);
  await manager.query('DELETE FROM campaign WHERE id = $1', [id]);
}

/** Campaigns of a list, newest first. */
export interface CampaignFilter {
  state?: CampaignState | undefined;
  /** Part of the id or the name. */
  text?: string | undefined;
  after?: { createdAt: number; id: string } | undefined;
  limit: number;
}

/** One row more than the limit tells that there is more. */
export async function listCampaigns(
  target: Target,
  { state, text, after, limit }: CampaignFilter,
): Promise<{ rows: CampaignRow[]; total: number }> {
  const filter = `($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR strpos(lower(id || ' ' || (definition ->> 'name')), lower($2)) > 0)`;
  const given = [state ?? null, text ?? null];
  const raw = await target.query<RawCampaign[]>(
    `SELECT ${COLUMNS} FROM campaign WHERE ${filter} AND ($3::bigint IS NULL OR (created_at, id) < ($3::bigint, $4::text))
     ORDER BY created_at DESC, id DESC LIMIT $5`,
    [...given, after?.createdAt ?? null, after?.id ?? null, limit + 1],
  );
  const [count] = await target.query<{ count: string }[]>(`SELECT count(*) AS count FROM campaign WHERE ${filter}`, given);
  return { rows: raw.map(toRow), total: Number(count?.count ?? 0) };
}

/** Campaigns that vehicles are to have, the most important first, at most `limit`. */
export async function runningCampaigns(target: Target, nowMs: number): Promise<CampaignRow[]> {
  const raw = await target.query<RawCampaign[]>(
    `SELECT ${COLUMNS} FROM campaign WHERE state = 'running' AND (definition ->> 'expiresAt')::bigint > $1
     ORDER BY (definition ->> 'priority')::int DESC, created_at, id`,
    [nowMs],
  );
  return raw.map(toRow);
}

/** Counts a change of what runs. */
export async function tickClock(manager: EntityManager): Promise<void> {
  await manager.query('UPDATE campaign_clock SET revision = revision + 1');
}

/** How many changes there have been. */
export async function readClock(target: Target): Promise<number> {
  const [row] = await target.query<{ revision: number }[]>('SELECT revision FROM campaign_clock');
  return row?.revision ?? 0;
}
