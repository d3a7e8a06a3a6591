import { decodeFrame, type Frame } from '@headway/contracts';
import type { DataSource } from 'typeorm';
import { sliceOf } from './write-frames.js';

/** Which frames are wanted: those that begin in `[fromMs, toMs)`. */
export interface FrameQuery {
  /** All vehicles unless told. */
  vins?: readonly string[] | undefined;
  fromMs: number;
  toMs: number;
}

/** A frame of a vehicle; `frame.startTimeMs` is not after the event log took it. */
export interface VehicleFrame {
  vin: string;
  frame: Frame;
}

interface Row {
  vin: string;
  boot: string;
  seq: string;
  start_ms: string;
  frame: Buffer;
}

/** A page ends at the first frame that reaches one of these. */
const PAGE_FRAMES = 1_000;
const PAGE_BYTES = 2_097_152;

const SLICES = 'SELECT slice FROM history_slice WHERE slice BETWEEN $1 AND $2 ORDER BY slice';

// The length of a stored value is known without reading it: what does not fit into the page is not fetched.
const PAGE = `
  SELECT vin, boot, seq, start_ms, frame
  FROM (
    SELECT page.*, sum(octet_length(frame)) OVER (ORDER BY vin, start_ms, boot, seq) - octet_length(frame) AS before
    FROM (
      SELECT * FROM history_frame
      WHERE slice = $1 AND (vin, start_ms, boot, seq) > ($2::text, $3::bigint, $4::uuid, $5::bigint)
        AND start_ms >= $6::bigint AND start_ms < $7::bigint AND ($8::text[] IS NULL OR vin = ANY($8))
      ORDER BY vin, start_ms, boot, seq LIMIT ${PAGE_FRAMES}) AS page) AS measured
  WHERE before < ${PAGE_BYTES} ORDER BY vin, start_ms, boot, seq`;

type Place = [vin: string, startMs: string, boot: string, seq: string];
const BEGINNING: Place = ['', '-1', '00000000-0000-0000-0000-000000000000', '0'];

/**
 * The frames of a span of time, slice after slice and in a slice vehicle after vehicle: each vehicle's come in the order of
 * their start times. Read in pages, so that memory stays flat and others get their turn in between.
 */
export async function* readFrames(dataSource: DataSource, { vins, fromMs, toMs }: FrameQuery): AsyncGenerator<VehicleFrame> {
  const span = [Math.ceil(fromMs), Math.ceil(toMs), vins ?? null];
  for (const { slice } of await dataSource.query<{ slice: number }[]>(SLICES, [sliceOf(fromMs), sliceOf(toMs)])) {
    for (let place: Place | undefined = BEGINNING; place;) {
      const rows: Row[] = await dataSource.query(PAGE, [slice, ...place, ...span]);
      for (const { vin, start_ms, frame } of rows) yield { vin, frame: { ...decodeFrame(frame), startTimeMs: Number(start_ms) } };
      const last = rows.at(-1);
      place = last && [last.vin, last.start_ms, last.boot, last.seq];
    }
  }
}
