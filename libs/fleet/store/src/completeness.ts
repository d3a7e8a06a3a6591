import type { Completeness, CompletenessTotals, IncompleteVehicle, LossCounts, LossReason } from '@headway/contracts';
import { missingOf } from '@headway/telemetry/ledger';
import type { DataSource } from 'typeorm';
import { StreamEntity } from './entities/stream.entity.js';

const MOST_STREAMS_SHOWN = 200;
const MOST_RANGES_SHOWN = 1_000;
const NOTHING_SETTLED = { upTo: 0, stored: 0, lost: {} };

/** Streams and the sums of those that are archived. */
const EVERY_LEDGER = `(
  SELECT vin, head, stored_count, lost_count, applied, dropped FROM fleet_stream WHERE $1::text IS NULL OR vin = $1
  UNION ALL SELECT vin, head, stored_count, lost_count, applied, dropped FROM fleet_stream_archive WHERE $1::text IS NULL OR vin = $1)`;

const TOTALS = `
  SELECT count(DISTINCT vin) AS vehicles, count(DISTINCT vin) FILTER (WHERE head > stored_count + lost_count) AS incomplete,
    coalesce(sum(head), 0) AS assigned, coalesce(sum(stored_count), 0) AS stored, coalesce(sum(lost_count), 0) AS lost,
    coalesce(sum(applied), 0) AS applied, coalesce(sum(dropped), 0) AS dropped
  FROM ${EVERY_LEDGER} AS ledger`;

const LOSSES = `
  SELECT reason, sum(count::bigint) AS count FROM (
    SELECT lost_counts FROM fleet_stream WHERE lost_count > 0 AND ($1::text IS NULL OR vin = $1)
    UNION ALL SELECT lost_counts FROM fleet_stream_archive WHERE lost_count > 0 AND ($1::text IS NULL OR vin = $1)) AS ledger,
    jsonb_each_text(lost_counts) AS given (reason, count)
  GROUP BY reason`;

const GAPS = `
  SELECT min(s.gap_since) AS since, min(s.gap_since) FILTER (WHERE v.online) AS since_online, min(s.asked_since) AS asked
  FROM fleet_stream s LEFT JOIN fleet_vehicle v USING (vin) WHERE s.ask_at IS NOT NULL AND ($1::text IS NULL OR vin = $1)`;

/** A sum that is larger than numbers are exact was made up by somebody; it only has to stay a number. */
const exact = (value: string | null | undefined) => Math.min(Number(value ?? 0), Number.MAX_SAFE_INTEGER);
const timeOf = (value: string | null | undefined) => (value === null || value === undefined ? null : Number(value));

/** Everything that all ledgers together, or those of one vehicle, say. */
export interface LedgerSums {
  vehicles: number;
  incomplete: number;
  totals: CompletenessTotals;
  lostBy: LossCounts;
  /** Since when the oldest gap is open; of vehicles that are online now, and first asked for. */
  oldestGap: { since: number | null; sinceOnline: number | null; asked: number | null };
}

/** Totals over every ledger, or over those of one vehicle. */
export async function sumLedgers(dataSource: DataSource, vin: string | null = null): Promise<LedgerSums> {
  const [row] = await dataSource.query<Record<string, string>[]>(TOTALS, [vin]);
  const losses = await dataSource.query<{ reason: LossReason; count: string }[]>(LOSSES, [vin]);
  const [gaps] = await dataSource.query<Record<string, string | null>[]>(GAPS, [vin]);
  const [assigned, stored, declaredLost] = [exact(row?.assigned), exact(row?.stored), exact(row?.lost)];
  return {
    vehicles: exact(row?.vehicles),
    incomplete: exact(row?.incomplete),
    totals: {
      assigned,
      stored,
      declaredLost,
      missing: assigned - stored - declaredLost,
      duplicatesVisible: exact(row?.applied) - stored,
      duplicatesDropped: exact(row?.dropped),
    },
    lostBy: Object.fromEntries(losses.map(({ reason, count }) => [reason, exact(count)])),
    oldestGap: { since: timeOf(gaps?.since), sinceOnline: timeOf(gaps?.since_online), asked: timeOf(gaps?.asked) },
  };
}

/** The ledger of a vehicle, newest boot first. Undefined when nothing was ever stored of it. */
export async function completenessOf(dataSource: DataSource, vin: string): Promise<Completeness | undefined> {
  const { vehicles, totals, lostBy, oldestGap } = await sumLedgers(dataSource, vin);
  if (vehicles === 0) return undefined;
  const rows = await dataSource.manager.find(StreamEntity, {
    where: { vin },
    order: { startedAt: { direction: 'DESC', nulls: 'LAST' }, boot: 'ASC', stream: 'ASC' },
    take: MOST_STREAMS_SHOWN,
  });
  return { vin, streams: rows.map(streamOf), totals, lostBy, gapSince: oldestGap.since, askedSince: oldestGap.asked };
}

const streamOf = (row: StreamEntity): Completeness['streams'][number] => ({
  boot: row.boot,
  stream: row.stream,
  head: row.head,
  closed: row.closed,
  stored: row.storedCount,
  declaredLost: row.lostCount,
  lostBy: row.lostBy,
  missing: row.head - row.storedCount - row.lostCount,
  missingRanges: missingOf({ ...row, settled: row.settled ?? NOTHING_SETTLED })
    .slice(0, MOST_RANGES_SHOWN)
    .map(([from, to]): [number, number] => [from, to]),
  gapSince: row.gapSince,
  askedSince: row.askedSince,
  requests: row.askAttempts,
});

const INCOMPLETE = `
  SELECT s.vin, coalesce(v.online, false) AS online, sum(s.head - s.stored_count - s.lost_count) AS missing, count(*) AS streams,
    coalesce(min(s.gap_since), 0) AS since, min(s.asked_since) AS asked, max(s.ask_attempts) AS requests
  FROM fleet_stream s LEFT JOIN fleet_vehicle v USING (vin) WHERE s.head > s.stored_count + s.lost_count
  GROUP BY s.vin, v.online
  HAVING $1::bigint IS NULL OR (coalesce(min(s.gap_since), 0), s.vin) > ($1, $2)
  ORDER BY 5, 1 LIMIT $3`;

/** Vehicles of which something is missing, the longest first, after a place in that list. */
export async function listIncomplete(
  dataSource: DataSource,
  { after, limit }: { after: [since: number, vin: string] | undefined; limit: number },
): Promise<IncompleteVehicle[]> {
  const rows = await dataSource.query<Record<string, string | null>[]>(INCOMPLETE, [after?.[0] ?? null, after?.[1] ?? '', limit]);
  return rows.map((row) => ({
    vin: row.vin as string,
    online: row.online as unknown as boolean,
    missing: exact(row.missing),
    streams: exact(row.streams),
    gapSince: exact(row.since),
    askedSince: timeOf(row.asked),
    requests: exact(row.requests),
  }));
}
