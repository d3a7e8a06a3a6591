import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { applyHead, applyStored, countsOf, NOT_ASKING } from '@headway/telemetry/ledger';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { archiveStreams } from './archive.js';
import { completenessOf, listIncomplete, sumLedgers } from './completeness.js';
import { readPlaces } from './places.js';
import { addReceipts, forgetReceipts, listReceipts, placeIn, type StoredFrame } from './receipts.js';
import { FLEET_ENTITIES, FLEET_MIGRATIONS } from './schema.js';
import { lockStreams, saveStreams } from './streams.js';
import { upsertVehicles } from './vehicles.js';

const VIN = 'LHEADWAY000000001';
const OTHER = 'LHEADWAY000000002';
const boot = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';

let server: EmbeddedPostgres;
let source: DataSource;
beforeAll(async () => {
  server = await startTemporaryPostgres();
  source = await openDatabase({ url: server.url, entities: FLEET_ENTITIES, migrations: FLEET_MIGRATIONS });
}, 60_000);
afterAll(async () => {
  await source?.destroy();
  await server?.close();
});
beforeEach(async () => {
  await source.query('TRUNCATE fleet_vehicle, fleet_stream, fleet_stream_archive, fleet_receipt');
});

const frame = (seq: number, offset: number, change: Partial<StoredFrame> = {}): StoredFrame => ({
  vin: VIN,
  boot,
  stream: 0,
  seq,
  partition: 3,
  offset,
  storedAt: offset,
  ...change,
});
const list = (filter: { seq?: number; stream?: number } = {}, vin = VIN) =>
  listReceipts(source, { vin, ...filter }, { after: undefined, limit: 50 });

describe('receipts', () => {
  it('join the batches of a stream into rows, whoever writes between', async () => {
    for (let seq = 1; seq <= 300; seq += 3) {
      const batch = [0, 1, 2].map((step) => frame(seq + step, (seq + step) * 7));
      await addReceipts(source.manager, [
        ...batch,
        frame(seq, seq * 7 + 1, { vin: OTHER }),
        frame(seq, seq * 7, { stream: 1, partition: 1 }),
      ]);
    }
    const { rows, total } = await list({ stream: 0 });
    expect(total).toBe(3);
    expect(
      rows.map(({ frames, firstSeq, lastSeq, firstOffset, lastOffset }) => [frames, firstSeq, lastSeq, firstOffset, lastOffset]),
    ).toEqual([
      [128, 1, 128, 7, 896],
      [128, 129, 256, 903, 1_792],
      [44, 257, 300, 1_799, 2_100],
    ]);
    expect(rows.flatMap(({ places, firstOffset }) => readPlaces(places, firstOffset))).toEqual(
      Array.from({ length: 300 }, (_, index) => ({ seq: index + 1, offset: (index + 1) * 7 })),
    );
    expect((await list({}, OTHER)).total).toBe(1);
  });

  it('name the place of one frame, also of one that came out of order', async () => {
    await addReceipts(source.manager, [frame(5, 10), frame(2, 12), frame(9, 20)]);
    await addReceipts(source.manager, [frame(3, 31)]);
    const { rows } = await list({ seq: 3 });
    expect(rows.map((row) => placeIn(row, 3))).toEqual([{ seq: 3, offset: 31 }]);
    expect((await list({ seq: 4 })).rows.map((row) => placeIn(row, 4))).toEqual([undefined]);
    expect((await list({ seq: 10 })).rows).toEqual([]);
  });

  it('are pages', async () => {
    await addReceipts(
      source.manager,
      Array.from({ length: 400 }, (_, index) => frame(index + 1, index)),
    );
    const first = await listReceipts(source, { vin: VIN }, { after: undefined, limit: 2 });
    const last = first.rows[1];
    const after = [boot, 0, 3, last?.firstOffset ?? 0] as [string, number, number, number];
    const rest = await listReceipts(source, { vin: VIN }, { after, limit: 5 });
    expect([first.rows.length, rest.rows.map(({ firstSeq }) => firstSeq), rest.total]).toEqual([2, [257, 385], 4]);
  });

  it('are forgotten with the records that they name, and not before', async () => {
    await addReceipts(
      source.manager,
      Array.from({ length: 200 }, (_, index) => frame(index + 1, index)),
    );
    await addReceipts(source.manager, [frame(1, 5, { stream: 1, partition: 3 })]);
    await forgetReceipts(source, 0, [
      { partition: 3, first: 127n },
      { partition: 4, first: 999n },
    ]);
    expect((await list({ stream: 0 })).total).toBe(2);
    await forgetReceipts(source, 0, [{ partition: 3, first: 128n }]);
    expect((await list({ stream: 0 })).rows.map(({ firstSeq }) => firstSeq)).toEqual([129]);
    expect((await list({ stream: 1 })).total).toBe(1);
  });
});

describe('ledgers of many boots', () => {
  const save = (at: { vin: string; boot: string; stream: number }, { head, sinceMs }: { head: number; sinceMs: number }) =>
    source.transaction(async (manager) => {
      const [row] = await lockStreams(manager, [at]);
      if (!row) throw new Error('no row');
      const { ledger } = applyStored(row.ledger, [1, 2]);
      const next = applyHead(ledger, head);
      const counts = countsOf(next);
      const asking = counts.missing > 0 ? { ...NOT_ASKING, dueMs: sinceMs, sinceMs, askedMs: sinceMs + 5 } : NOT_ASKING;
      const update = { storedCount: counts.stored, lostCount: counts.declaredLost, lostBy: counts.lostBy };
      await saveStreams(manager, [{ ...row, ledger: next, asking, applied: 2, startedAt: sinceMs, ...update }]);
    });
  const bootOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

  it('are folded into sums beyond a bound, and the sums stay the same', async () => {
    for (let index = 1; index <= 30; index++) await save({ vin: VIN, boot: bootOf(index), stream: 0 }, { head: 4, sinceMs: index });
    await save({ vin: OTHER, boot: bootOf(1), stream: 0 }, { head: 2, sinceMs: 1 });
    const before = await sumLedgers(source);
    expect(before).toMatchObject({ vehicles: 2, incomplete: 1, totals: { assigned: 122, stored: 62, missing: 60 } });
    expect(await archiveStreams(source, 10)).toBe(20);
    expect(await archiveStreams(source, 10)).toBe(0);
    const after = await sumLedgers(source);
    expect(after).toMatchObject({
      vehicles: 2,
      totals: { assigned: 122, stored: 62, declaredLost: 40, missing: 20, duplicatesVisible: 0 },
      lostBy: { forgotten: 40 },
    });
    const ledger = await completenessOf(source, VIN);
    expect(ledger?.streams.map(({ boot: kept }) => kept)).toEqual(Array.from({ length: 10 }, (_, index) => bootOf(30 - index)));
    expect(ledger?.totals.assigned).toBe(120);
  });

  it('list vehicles with gaps, the oldest gap first, by pages', async () => {
    await save({ vin: VIN, boot: bootOf(1), stream: 0 }, { head: 9, sinceMs: 500 });
    await save({ vin: VIN, boot: bootOf(2), stream: 0 }, { head: 3, sinceMs: 200 });
    await save({ vin: OTHER, boot: bootOf(1), stream: 0 }, { head: 4, sinceMs: 300 });
    await upsertVehicles(source.manager, [{ vin: OTHER, lastSeenAt: 1, presence: { online: true, boot: bootOf(1), atMs: 1 } }]);
    const [first] = await listIncomplete(source, { after: undefined, limit: 1 });
    expect(first).toEqual({ vin: VIN, online: false, missing: 8, streams: 2, gapSince: 200, askedSince: 205, requests: 0 });
    const rest = await listIncomplete(source, { after: [200, VIN], limit: 5 });
    expect(rest.map(({ vin, online }) => [vin, online])).toEqual([[OTHER, true]]);
    expect((await sumLedgers(source)).oldestGap).toEqual({ since: 200, sinceOnline: 300, asked: 205 });
  });
});
