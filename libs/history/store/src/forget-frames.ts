import type { DataSource } from 'typeorm';
import { sliceOf } from './write-frames.js';

/** What history may hold. */
export interface HistoryBounds {
  /** Slices that ended before this may go. */
  keepFromMs: number;
  maxBytes: number;
}

const STEP_FRAMES = 1_000;

const OVERDUE = `
  SELECT slice FROM history_slice
  WHERE slice < $1 OR (SELECT sum(bytes) FROM history_slice) > $2
  ORDER BY slice LIMIT 1`;

// The counts change with the rows, so that they are true whoever forgets at the same time.
const STEP = `
  WITH gone AS (
    DELETE FROM history_frame WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM history_frame WHERE slice = $1 ORDER BY slice, vin, start_ms, boot, seq LIMIT ${STEP_FRAMES} FOR UPDATE SKIP LOCKED))
    RETURNING octet_length(frame) AS bytes)
  UPDATE history_slice AS known SET frames = known.frames - total.frames, bytes = known.bytes - total.bytes
  FROM (SELECT count(*) AS frames, coalesce(sum(bytes), 0) AS bytes FROM gone) AS total
  WHERE slice = $1 RETURNING total.frames AS forgotten`;

const DROP_EMPTY = 'DELETE FROM history_slice WHERE slice = $1 AND frames <= 0';

/**
 * Forgets a few frames of the oldest slice while history is older or larger than it may be.
 * @returns how many have gone; 0 when nothing has to
 */
export async function forgetFrames(dataSource: DataSource, { keepFromMs, maxBytes }: HistoryBounds): Promise<number> {
  const [overdue] = await dataSource.query<{ slice: number }[]>(OVERDUE, [sliceOf(keepFromMs), maxBytes]);
  if (!overdue) return 0;
  const [rows] = await dataSource.query<[{ forgotten: string }[], number]>(STEP, [overdue.slice]);
  const forgotten = Number(rows[0]?.forgotten ?? 0);
  if (forgotten < STEP_FRAMES) await dataSource.query(DROP_EMPTY, [overdue.slice]);
  return forgotten;
}

/** How much history there is. */
export async function historySize(dataSource: DataSource): Promise<{ frames: number; bytes: number }> {
  const [row] = await dataSource.query<{ frames: string | null; bytes: string | null }[]>(
    'SELECT sum(frames) AS frames, sum(bytes) AS bytes FROM history_slice',
  );
  return { frames: Number(row?.frames ?? 0), bytes: Number(row?.bytes ?? 0) };
}
