import type { TurnSummary, VehicleTurn } from '@headway/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { TurnCountEntity } from './entities/turn-count.entity.js';
import { TurnEntity } from './entities/turn.entity.js';

const INSERT = `
  INSERT INTO fleet_turn (vin, turn, at, answered_by, outcome, body)
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::jsonb[]) AS given (vin, turn, at, answered_by, outcome, body)
  ON CONFLICT DO NOTHING RETURNING vin, turn`;

const COUNT = `
  INSERT INTO fleet_turn_count AS known (answered_by, outcome, language, late, count)
  SELECT answered_by, outcome, language, late, count(*)
  FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) AS given (answered_by, outcome, language, late)
  GROUP BY answered_by, outcome, language, late ORDER BY 1, 2, 3, 4
  ON CONFLICT (answered_by, outcome, language, late) DO UPDATE SET count = known.count + excluded.count`;

/** Adds turns and counts those that are new; gives them. */
export async function addTurns(manager: EntityManager, turns: readonly VehicleTurn[]): Promise<VehicleTurn[]> {
  if (turns.length === 0) return [];
  const rows = await manager.query<{ vin: string; turn: string }[]>(INSERT, [
    turns.map(({ vin }) => vin),
    turns.map(({ turn }) => turn),
    turns.map(({ at }) => at),
    turns.map(({ answeredBy }) => answeredBy),
    turns.map(({ outcome }) => outcome),
    turns.map((turn) => JSON.stringify(turn)),
  ]);
  const added = new Set(rows.map(({ vin, turn }) => `${vin}/${turn}`));
  const fresh = turns.filter(({ vin, turn }) => added.delete(`${vin}/${turn}`));
  await manager.query(COUNT, [
    fresh.map(({ answeredBy }) => answeredBy),
    fresh.map(({ outcome }) => outcome),
    fresh.map(({ language }) => language),
    fresh.map(({ late }) => late),
  ]);
  return fresh;
}

/** Keeps the newest turns only. */
export async function pruneTurns(dataSource: DataSource, keep: number): Promise<void> {
  await dataSource.query(
    'DELETE FROM fleet_turn WHERE (vin, turn) IN (SELECT vin, turn FROM fleet_turn ORDER BY at DESC, vin DESC, turn DESC OFFSET $1)',
    [keep],
  );
}

export interface TurnFilter {
  vin?: string | undefined;
  /** `vehicle`, `region`, `model`, or one of them in full, e.g. `region:cn-east`. */
  answeredBy?: string | undefined;
  outcome?: string | undefined;
}

/** The last turns before a place in the list, newest first, and how many there are. */
export async function listTurns(
  dataSource: DataSource,
  filter: TurnFilter,
  { before, limit }: { before: [at: number, vin: string, turn: string] | undefined; limit: number },
): Promise<{ rows: TurnEntity[]; total: number }> {
  const query = dataSource.createQueryBuilder(TurnEntity, 'turn');
  if (filter.vin) query.andWhere('turn.vin = :vin', { vin: filter.vin });
  if (filter.outcome) query.andWhere('turn.outcome = :outcome', { outcome: filter.outcome });
  if (filter.answeredBy) {
    query.andWhere("(turn.answered_by = :by OR starts_with(turn.answered_by, :by || ':'))", { by: filter.answeredBy });
  }
  const total = await query.getCount();
  if (before)
    query.andWhere('(turn.at, turn.vin, turn.turn) < (:at, :afterVin, :afterTurn)', {
      at: before[0],
      afterVin: before[1],
      afterTurn: before[2],
    });
  const rows = await query.orderBy({ 'turn.at': 'DESC', 'turn.vin': 'DESC', 'turn.turn': 'DESC' }).limit(limit).getMany();
  return { rows, total };
}

/** Counts over all turns there ever were. */
export async function summariseTurns(dataSource: DataSource): Promise<TurnSummary> {
  const counts = await dataSource.manager.find(TurnCountEntity);
  const summary: TurnSummary = {
    total: 0,
    late: 0,
    byAnswerer: { vehicle: 0, region: 0, model: 0 },
    byRegion: {},
    byOutcome: {},
    byLanguage: {},
  };
  const add = (into: Record<string, number>, key: string, count: number) => (into[key] = (into[key] ?? 0) + count);
  for (const { answeredBy, outcome, language, late, count } of counts) {
    const [kind = '', id] = answeredBy.split(/:(.*)/s);
    summary.total += count;
    if (late) summary.late += count;
    add(summary.byAnswerer, kind, count);
    if (kind === 'region' && id) add(summary.byRegion, id, count);
    add(summary.byOutcome, outcome, count);
    add(summary.byLanguage, language, count);
  }
  return summary;
}
