import type { TwinSample } from '@headway/telemetry/ledger';
import type { DataSource, EntityManager } from 'typeorm';
import { TwinSignalEntity } from './entities/twin-signal.entity.js';

/** A sample of a vehicle. */
export interface VehicleSample extends TwinSample {
  vin: string;
}

// The order of compareSamples in @headway/telemetry/ledger, so that a twin never goes back whoever writes it.
const UPSERT = `
  INSERT INTO fleet_twin AS known (vin, signal, value, at_ms, start_ms, boot, seq)
  SELECT * FROM unnest($1::text[], $2::bigint[], $3::jsonb[], $4::bigint[], $5::bigint[], $6::uuid[], $7::bigint[])
    AS given (vin, signal, value, at_ms, start_ms, boot, seq) ORDER BY 1, 2
  ON CONFLICT (vin, signal) DO UPDATE
    SET value = excluded.value, at_ms = excluded.at_ms, start_ms = excluded.start_ms, boot = excluded.boot, seq = excluded.seq,
      changed = pg_current_xact_id()
    WHERE CASE WHEN excluded.boot = known.boot THEN excluded.seq > known.seq
      ELSE (excluded.start_ms, excluded.boot) > (known.start_ms, known.boot) END
  RETURNING vin, signal`;

/** Writes samples, at most one of each signal of a vehicle, and gives those that were newer than what was there. */
export async function upsertTwins(manager: EntityManager, samples: readonly VehicleSample[]): Promise<VehicleSample[]> {
  if (samples.length === 0) return [];
  const rows = await manager.query<{ vin: string; signal: string }[]>(UPSERT, [
    samples.map(({ vin }) => vin),
    samples.map(({ signal }) => signal),
    samples.map(({ value }) => JSON.stringify(value)),
    samples.map(({ atMs }) => Math.round(atMs)),
    samples.map(({ startMs }) => Math.round(startMs)),
    samples.map(({ boot }) => boot),
    samples.map(({ seq }) => seq),
  ]);
  const taken = new Set(rows.map(({ vin, signal }) => `${vin}/${signal}`));
  return samples.filter(({ vin, signal }) => taken.has(`${vin}/${signal}`));
}

/** Every signal of a vehicle's twin. */
export const readTwin = (dataSource: DataSource, vin: string): Promise<TwinSignalEntity[]> =>
  dataSource.manager.find(TwinSignalEntity, { where: { vin }, order: { signal: 'ASC' } });
