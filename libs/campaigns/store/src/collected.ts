import { contains, type Ranges, rangesOf, union } from '@headway/telemetry/ledger';
import type { DataSource, EntityManager } from 'typeorm';

/** A frame that a campaign has collected. */
export interface CollectedFrame {
  vin: string;
  boot: string;
  seq: number;
  campaign: string;
  bytes: number;
  /** When the event log took it. */
  atMs: number;
}

/** Stretches of sequence numbers that are remembered of a boot; a frame older than all of them is not counted. */
const REMEMBERED_RANGES = 1000;

/** Counts frames, each once however often it was sent. Returns how many were new. */
export async function countCollected(manager: EntityManager, frames: readonly CollectedFrame[]): Promise<number> {
  if (frames.length === 0) return 0;
  const boots = groupBy(frames, ({ vin, boot }) => `${vin} ${boot}`);
  const places = [...boots.values()]
    .map(([first]) => first as CollectedFrame)
    .sort((a, b) => (`${a.vin}${a.boot}` < `${b.vin}${b.boot}` ? -1 : 1));
  const known = await manager.query<{ vin: string; boot: string; ranges: Ranges }[]>(
    `SELECT vin, boot, ranges FROM campaign_counted JOIN unnest($1::text[], $2::uuid[]) AS given (vin, boot) USING (vin, boot)
     ORDER BY vin, boot FOR UPDATE OF campaign_counted`,
    [places.map(({ vin }) => vin), places.map(({ boot }) => boot)],
  );
  const rangesBy = new Map(known.map(({ vin, boot, ranges }) => [`${vin} ${boot}`, ranges]));
  const fresh: CollectedFrame[] = [];
  const counted = [...boots].map(([key, group]) => {
    const former = rangesBy.get(key) ?? [];
    const floor = former.length >= REMEMBERED_RANGES ? (former[0]?.[0] ?? 0) : 0;
    const unseen = new Map(group.filter(({ seq }) => seq >= floor && !contains(former, seq)).map((frame) => [frame.seq, frame]));
    fresh.push(...unseen.values());
    const ranges = union(former, rangesOf([...unseen.keys()].map((seq): [number, number] => [seq, seq]))).slice(-REMEMBERED_RANGES);
    const [{ vin, boot, atMs }] = group as [CollectedFrame];
    return { vin, boot, ranges, atMs };
  });
  await manager.query(
    `INSERT INTO campaign_counted (vin, boot, ranges, touched_at)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::jsonb[], $4::bigint[]) ORDER BY 1, 2
     ON CONFLICT (vin, boot) DO UPDATE SET ranges = excluded.ranges, touched_at = excluded.touched_at`,
    [
      counted.map(({ vin }) => vin),
      counted.map(({ boot }) => boot),
      counted.map(({ ranges }) => JSON.stringify(ranges)),
      counted.map(({ atMs }) => atMs),
    ],
  );
  await addUp(manager, fresh);
  return fresh.length;
}

async function addUp(manager: EntityManager, frames: readonly CollectedFrame[]): Promise<void> {
  const sums = [...groupBy(frames, ({ campaign, vin }) => `${campaign} ${vin}`).values()].map((group) => ({
    campaign: group[0]?.campaign,
    vin: group[0]?.vin,
    frames: group.length,
    bytes: group.reduce((sum, { bytes }) => sum + bytes, 0),
    lastAt: Math.max(...group.map(({ atMs }) => atMs)),
  }));
  if (sums.length === 0) return;
  await manager.query(
    `INSERT INTO campaign_collected AS known (campaign, vin, frames, bytes, last_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[]) ORDER BY 1, 2
     ON CONFLICT (campaign, vin) DO UPDATE SET frames = known.frames + excluded.frames, bytes = known.bytes + excluded.bytes,
       last_at = greatest(known.last_at, excluded.last_at)`,
    [
      sums.map(({ campaign }) => campaign),
      sums.map(({ vin }) => vin),
      sums.map((sum) => sum.frames),
      sums.map(({ bytes }) => bytes),
      sums.map(({ lastAt }) => lastAt),
    ],
  );
}

/** What has arrived of a campaign. */
export async function readCollected(
  target: Pick<DataSource, 'query'>,
  campaign: string,
): Promise<{ frames: number; bytes: number; vehicles: number; lastAt: number | null }> {
  const [row] = await target.query<{ frames: string | null; bytes: string | null; vehicles: string; last_at: string | null }[]>(
    'SELECT sum(frames) AS frames, sum(bytes) AS bytes, count(*) AS vehicles, max(last_at) AS last_at FROM campaign_collected WHERE campaign = $1',
    [campaign],
  );
  return {
    frames: Number(row?.frames ?? 0),
    bytes: Number(row?.bytes ?? 0),
    vehicles: Number(row?.vehicles ?? 0),
    lastAt: row?.last_at == null ? null : Number(row.last_at),
  };
}

/** Forgets the counted sequences of boots that have sent nothing since; what was counted stays. */
export async function forgetCounted(target: Pick<DataSource, 'query'>, beforeMs: number): Promise<void> {
  await target.query('DELETE FROM campaign_counted WHERE touched_at < $1', [beforeMs]);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
