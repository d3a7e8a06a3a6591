import type { DataSource, EntityManager } from 'typeorm';
import { appendPlaces, type Place, readPlaces } from './places.js';
import type { StreamKey } from './streams.js';

/** A frame that was stored for the first time, and where. */
export interface StoredFrame extends StreamKey, Place {
  partition: number;
  storedAt: number;
}

/** Consecutively read frames of a stream with their places in one partition. */
export interface ReceiptRow extends StreamKey {
  partition: number;
  firstOffset: number;
  lastOffset: number;
  firstSeq: number;
  lastSeq: number;
  frames: number;
  places: Uint8Array;
  storedAt: number;
}

/** Frames of one row: about two bytes each, so that a row stays small enough to be written again with every batch. */
const MOST_FRAMES = 128;

interface RawReceipt {
  vin: string;
  boot: string;
  stream: number;
  partition: number;
  first_offset: string;
  last_offset: string;
  first_seq: string;
  last_seq: string;
  frames: number;
  places: Buffer;
  stored_at: string;
}

const toRow = (raw: RawReceipt): ReceiptRow => ({
  vin: raw.vin,
  boot: raw.boot,
  stream: raw.stream,
  partition: raw.partition,
  firstOffset: Number(raw.first_offset),
  lastOffset: Number(raw.last_offset),
  firstSeq: Number(raw.first_seq),
  lastSeq: Number(raw.last_seq),
  frames: raw.frames,
  places: raw.places,
  storedAt: Number(raw.stored_at),
});

const NEWEST = `
  SELECT r.* FROM unnest($1::text[], $2::uuid[], $3::smallint[], $4::int[]) AS given (vin, boot, stream, partition)
  CROSS JOIN LATERAL (SELECT * FROM fleet_receipt r WHERE r.vin = given.vin AND r.boot = given.boot AND r.stream = given.stream
    AND r.partition = given.partition ORDER BY r.first_offset DESC LIMIT 1) AS r
  WHERE r.frames < ${MOST_FRAMES}`;

const SAVE = `
  INSERT INTO fleet_receipt AS known (vin, boot, stream, partition, first_offset, last_offset, first_seq, last_seq, frames, places, stored_at)
  SELECT * FROM unnest($1::text[], $2::uuid[], $3::smallint[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::int[],
    $10::bytea[], $11::bigint[])
  ON CONFLICT (vin, boot, stream, partition, first_offset) DO UPDATE SET last_offset = excluded.last_offset, first_seq = excluded.first_seq,
    last_seq = excluded.last_seq, frames = excluded.frames, places = excluded.places, stored_at = excluded.stored_at`;

/**
 * Notes where frames lie. The caller holds the locks of their streams. Batches of a stream are joined into rows of up to
 * {@link MOST_FRAMES} frames.
 */
export async function addReceipts(manager: EntityManager, stored: readonly StoredFrame[]): Promise<void> {
  if (stored.length === 0) return;
  const groups = new Map<string, StoredFrame[]>();
  for (const frame of stored) {
    const name = nameOf(frame);
    const group = groups.get(name);
    if (group) group.push(frame);
    else groups.set(name, [frame]);
  }
  const firsts = [...groups.values()].map(([first]) => first as StoredFrame);
  const newest = await manager.query<RawReceipt[]>(NEWEST, [
    firsts.map(({ vin }) => vin),
    firsts.map(({ boot }) => boot),
    firsts.map(({ stream }) => stream),
    firsts.map(({ partition }) => partition),
  ]);
  const open = new Map(newest.map(toRow).map((row) => [nameOf(row), row]));
  await save(
    manager,
    [...groups].flatMap(([name, frames]) => extend(open.get(name), frames)),
  );
}

const nameOf = ({ vin, boot, stream, partition }: StreamKey & { partition: number }) => `${vin}/${boot}/${stream}/${partition}`;

/** The rows that change: the open one with more frames, and new ones behind it. */
function extend(open: ReceiptRow | undefined, frames: readonly StoredFrame[]): ReceiptRow[] {
  const rows: ReceiptRow[] = [];
  let row = open;
  for (let next = 0; next < frames.length;) {
    const room = MOST_FRAMES - (row?.frames ?? 0);
    const taken = frames.slice(next, next + room);
    row = joined(row, taken);
    rows.push(row);
    next += taken.length;
    if (row.frames >= MOST_FRAMES) row = undefined;
  }
  return rows;
}

function joined(row: ReceiptRow | undefined, frames: readonly StoredFrame[]): ReceiptRow {
  const { vin, boot, stream, partition, offset, seq } = frames[0] as StoredFrame;
  const last = frames.at(-1) as StoredFrame;
  const before = row ?? {
    vin,
    boot,
    stream,
    partition,
    firstOffset: offset,
    firstSeq: seq,
    lastSeq: seq,
    frames: 0,
    places: new Uint8Array(),
  };
  const sequences = frames.map((frame) => frame.seq);
  return {
    ...before,
    lastOffset: last.offset,
    firstSeq: sequences.reduce((least, one) => Math.min(least, one), before.firstSeq),
    lastSeq: sequences.reduce((most, one) => Math.max(most, one), before.lastSeq),
    frames: before.frames + frames.length,
    places: appendPlaces(before.places, before.firstOffset, frames),
    storedAt: last.storedAt,
  };
}

async function save(manager: EntityManager, rows: readonly ReceiptRow[]): Promise<void> {
  await manager.query(SAVE, [
    rows.map(({ vin }) => vin),
    rows.map(({ boot }) => boot),
    rows.map(({ stream }) => stream),
    rows.map(({ partition }) => partition),
    rows.map(({ firstOffset }) => firstOffset),
    rows.map(({ lastOffset }) => lastOffset),
    rows.map(({ firstSeq }) => firstSeq),
    rows.map(({ lastSeq }) => lastSeq),
    rows.map(({ frames }) => frames),
    rows.map(({ places }) => `\\x${Buffer.from(places).toString('hex')}`),
    rows.map(({ storedAt }) => Math.round(storedAt)),
  ]);
}

export interface ReceiptFilter {
  vin: string;
  boot?: string | undefined;
  stream?: number | undefined;
  /** Only rows that may name this sequence. */
  seq?: number | undefined;
}

type ReceiptPlace = [boot: string, stream: number, partition: number, firstOffset: number];

const FILTER = `vin = $1 AND ($2::uuid IS NULL OR boot = $2) AND ($3::smallint IS NULL OR stream = $3)
  AND ($4::bigint IS NULL OR (first_seq <= $4 AND last_seq >= $4))`;
const LIST = `SELECT * FROM fleet_receipt WHERE ${FILTER}
  AND ($5::uuid IS NULL OR (boot, stream, partition, first_offset) > ($5, $6::smallint, $7::int, $8::bigint))
  ORDER BY boot, stream, partition, first_offset LIMIT $9`;

/** Receipts of a vehicle after a place in the list, and how many there are. */
export async function listReceipts(
  dataSource: DataSource,
  { vin, boot, stream, seq }: ReceiptFilter,
  { after, limit }: { after: ReceiptPlace | undefined; limit: number },
): Promise<{ rows: ReceiptRow[]; total: number }> {
  const filter = [vin, boot ?? null, stream ?? null, seq ?? null];
  const [count] = await dataSource.query<{ count: string }[]>(`SELECT count(*) AS count FROM fleet_receipt WHERE ${FILTER}`, filter);
  const raw = await dataSource.query<RawReceipt[]>(LIST, [...filter, ...(after ?? [null, null, null, null]), limit]);
  return { rows: raw.map(toRow), total: Number(count?.count ?? 0) };
}

/** The place of one frame; undefined when the row does not have it. */
export const placeIn = (row: ReceiptRow, seq: number): Place | undefined =>
  readPlaces(row.places, row.firstOffset).find((place) => place.seq === seq);

/** Forgets receipts of records that the log has deleted. `first` is the oldest kept offset of each partition. */
export async function forgetReceipts(
  dataSource: DataSource,
  stream: number,
  first: readonly { partition: number; first: bigint }[],
): Promise<void> {
  await dataSource.query(
    `DELETE FROM fleet_receipt r USING unnest($2::int[], $3::bigint[]) AS given (partition, first)
     WHERE r.stream = $1 AND r.partition = given.partition AND r.first_offset < given.first AND r.last_offset < given.first`,
    [stream, first.map(({ partition }) => partition), first.map((one) => one.first.toString())],
  );
}
