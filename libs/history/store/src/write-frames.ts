import type { DataSource, EntityManager } from 'typeorm';

/** A telemetry frame as the event log holds it. */
export interface HistoryFrame {
  vin: string;
  boot: string;
  seq: number;
  /** When it begins: the vehicle's clock, but not after the log took it. */
  startMs: number;
  /** The frame as it came. */
  bytes: Uint8Array;
}

/** Time is kept, counted and forgotten in slices of this length. */
export const SLICE_MS = 600_000;

/** Number of the slice in which a time lies. */
export const sliceOf = (epochMs: number) => Math.floor(epochMs / SLICE_MS);

// All frames come in one binary parameter and are cut apart here: as an array, bytes would travel as hexadecimal text.
const INSERT = `
  WITH added AS (
    INSERT INTO history_frame (vin, boot, seq, slice, start_ms, frame)
    SELECT vin, boot, seq, slice, start_ms, substring($6::bytea FROM place FOR size)
    FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::int[], $5::bigint[], $7::int[], $8::int[])
      AS given (vin, boot, seq, slice, start_ms, place, size) ORDER BY vin, boot, seq
    ON CONFLICT DO NOTHING RETURNING slice, octet_length(frame) AS bytes),
  counted AS (
    INSERT INTO history_slice AS known (slice, frames, bytes)
    SELECT slice, count(*), sum(bytes) FROM added GROUP BY slice ORDER BY slice
    ON CONFLICT (slice) DO UPDATE SET frames = known.frames + excluded.frames, bytes = known.bytes + excluded.bytes)
  SELECT count(*) AS added FROM added`;

/**
 * Keeps frames, each (vin, boot, seq) once whatever is repeated: the first one stays.
 * One statement, so that it needs no transaction of its own.
 * @returns how many were new
 */
export async function writeFrames(target: DataSource | EntityManager, frames: readonly HistoryFrame[]): Promise<number> {
  if (frames.length === 0) return 0;
  let place = 1;
  const places = frames.map(({ bytes }) => {
    const at = place;
    place += bytes.length;
    return at;
  });
  const [row] = await target.query<{ added: string }[]>(INSERT, [
    frames.map(({ vin }) => vin),
    frames.map(({ boot }) => boot),
    frames.map(({ seq }) => seq),
    frames.map(({ startMs }) => sliceOf(startMs)),
    frames.map(({ startMs }) => startMs),
    Buffer.concat(frames.map(({ bytes }) => bytes)),
    places,
    frames.map(({ bytes }) => bytes.length),
  ]);
  return Number(row?.added ?? 0);
}
