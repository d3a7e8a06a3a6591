import type { SignalValue, VehicleTurn } from '@headway/contracts';
import type { DataSource } from 'typeorm';
import type { VehicleSample } from './twins.js';

/** A place in the order of transactions: everything before it has been seen. */
export type ChangeCursor = string;

/** Whose changes are wanted. */
export interface ChangeFilter {
  /** All signals of these vehicles. */
  vins: readonly string[];
  /** Every vehicle's, as far as these signals go; undefined for none but `vins`. */
  fleetSignals?: readonly number[] | undefined;
}

/** What has changed since a cursor. A change may come again after the next cursor, and none is ever left out. */
export interface FleetChanges {
  next: ChangeCursor;
  samples: VehicleSample[];
  presences: { vin: string; online: boolean; atMs: number }[];
  turns: VehicleTurn[];
}

// Every transaction below the least that still runs has ended, and what it wrote is there for the statements that follow
// (documentation, "Transaction ID and Snapshot Information Functions").
const CURSOR = 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS cursor';

const VEHICLES = `
  SELECT vin, online, presence_at, presence_changed >= $1::xid8 AS presence FROM fleet_vehicle
  WHERE changed >= $1::xid8 AND ($3 OR vin = ANY($2::text[]))`;

const TWINS = `
  SELECT vin, signal, value, at_ms, start_ms, boot, seq FROM fleet_twin
  WHERE vin = ANY($2::text[]) AND changed >= $1::xid8 AND (vin = ANY($3::text[]) OR signal = ANY($4::bigint[])) ORDER BY vin, signal`;

const TURNS = 'SELECT body FROM fleet_turn WHERE vin = ANY($2::text[]) AND changed >= $1::xid8 ORDER BY at, vin, turn';

interface RawVehicle {
  vin: string;
  online: boolean;
  presence_at: string | null;
  presence: boolean | null;
}

interface RawSample {
  vin: string;
  signal: string;
  value: SignalValue;
  at_ms: string;
  start_ms: string;
  boot: string;
  seq: string;
}

/** Where changes stand now. */
export async function changeCursor(dataSource: DataSource): Promise<ChangeCursor> {
  const [row] = await dataSource.query<{ cursor: string }[]>(CURSOR);
  return (row as { cursor: string }).cursor;
}

/** What any process has committed since the cursor. */
export async function changesSince(
  dataSource: DataSource,
  since: ChangeCursor,
  { vins, fleetSignals }: ChangeFilter,
): Promise<FleetChanges> {
  const next = await changeCursor(dataSource);
  const vehicles = await dataSource.query<RawVehicle[]>(VEHICLES, [since, vins, fleetSignals !== undefined]);
  if (vehicles.length === 0) return { next, samples: [], presences: [], turns: [] };
  const changed = vehicles.map(({ vin }) => vin);
  const samples = await dataSource.query<RawSample[]>(TWINS, [since, changed, vins, fleetSignals ?? []]);
  const turns = await dataSource.query<{ body: VehicleTurn }[]>(TURNS, [since, changed]);
  return {
    next,
    samples: samples.map((raw) => ({
      vin: raw.vin,
      signal: Number(raw.signal),
      value: raw.value,
      atMs: Number(raw.at_ms),
      startMs: Number(raw.start_ms),
      boot: raw.boot,
      seq: Number(raw.seq),
    })),
    presences: vehicles.flatMap(({ vin, online, presence_at: at, presence }) => (presence ? [{ vin, online, atMs: Number(at ?? 0) }] : [])),
    turns: turns.map(({ body }) => body),
  };
}
