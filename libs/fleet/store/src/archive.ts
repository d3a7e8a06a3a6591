import type { LossCounts } from '@headway/contracts';
import { addLossCounts } from '@headway/telemetry/ledger';
import type { DataSource, EntityManager } from 'typeorm';
import type { StreamKey } from './streams.js';

/** Most rows in one transaction. */
const MOST_AT_ONCE = 2_000;

interface Sums {
  vin: string;
  streams: number;
  head: number;
  stored: number;
  lost: number;
  lostBy: LossCounts;
  applied: number;
  dropped: number;
}

const TOO_MANY = `
  SELECT vin, boot, stream FROM (
    SELECT vin, boot, stream, row_number() OVER (PARTITION BY vin ORDER BY started_at DESC NULLS LAST, boot, stream) AS place
    FROM fleet_stream WHERE vin IN (SELECT vin FROM fleet_stream GROUP BY vin HAVING count(*) > $1)) AS ranked
  WHERE place > $1 ORDER BY vin, boot, stream LIMIT ${MOST_AT_ONCE}`;

const TAKE = `
  DELETE FROM fleet_stream s USING unnest($1::text[], $2::uuid[], $3::smallint[]) AS given (vin, boot, stream)
  WHERE s.vin = given.vin AND s.boot = given.boot AND s.stream = given.stream
  RETURNING s.vin, s.head, s.stored_count, s.lost_count, s.lost_counts, s.applied, s.dropped`;

const ADD = `
  INSERT INTO fleet_stream_archive AS known (vin, streams, head, stored_count, lost_count, lost_counts, applied, dropped)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (vin) DO UPDATE SET streams = known.streams + excluded.streams, head = known.head + excluded.head,
    stored_count = known.stored_count + excluded.stored_count, lost_count = known.lost_count + excluded.lost_count,
    lost_counts = excluded.lost_counts, applied = known.applied + excluded.applied, dropped = known.dropped + excluded.dropped`;

/**
 * Folds the oldest ledgers of vehicles that have more than `keep` into sums. What is missing in them is given up and counts as lost
 * (`forgotten`); a frame of theirs that turns up later opens a new ledger.
 * @returns how many ledgers were folded
 */
export async function archiveStreams(dataSource: DataSource, keep: number): Promise<number> {
  let folded = 0;
  for (;;) {
    const keys = await dataSource.query<StreamKey[]>(TOO_MANY, [keep]);
    if (keys.length === 0) return folded;
    await dataSource.transaction((manager) => fold(manager, keys));
    folded += keys.length;
  }
}

async function fold(manager: EntityManager, keys: readonly StreamKey[]): Promise<void> {
  const [rows] = await manager.query<[Record<string, string | LossCounts>[], number]>(TAKE, [
    keys.map(({ vin }) => vin),
    keys.map(({ boot }) => boot),
    keys.map(({ stream }) => stream),
  ]);
  const sums = new Map<string, Sums>();
  for (const row of rows) {
    const vin = row.vin as string;
    const sum = sums.get(vin) ?? { vin, streams: 0, head: 0, stored: 0, lost: 0, lostBy: {}, applied: 0, dropped: 0 };
    const [head, stored, lost] = [Number(row.head), Number(row.stored_count), Number(row.lost_count)];
    const missing = head - stored - lost;
    sum.streams++;
    sum.head += head;
    sum.stored += stored;
    sum.lost += lost + missing;
    sum.lostBy = addLossCounts(sum.lostBy, { ...(row.lost_counts as LossCounts), ...(missing > 0 ? { forgotten: missing } : {}) });
    sum.applied += Number(row.applied);
    sum.dropped += Number(row.dropped);
    sums.set(vin, sum);
  }
  for (const sum of [...sums.values()].sort((a, b) => (a.vin < b.vin ? -1 : 1))) await add(manager, sum);
}

async function add(manager: EntityManager, { vin, streams, head, stored, lost, lostBy, applied, dropped }: Sums): Promise<void> {
  const [known] = await manager.query<{ lost_counts: LossCounts }[]>(
    'SELECT lost_counts FROM fleet_stream_archive WHERE vin = $1 FOR UPDATE',
    [vin],
  );
  const counts = JSON.stringify(addLossCounts(known?.lost_counts ?? {}, lostBy));
  await manager.query(ADD, [vin, streams, head, stored, lost, counts, applied, dropped]);
}
