import type { VehicleTurn } from '@headway/contracts';
import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { applyHead, applyStored, countsOf, EMPTY_LEDGER, NOT_ASKING } from '@headway/telemetry/ledger';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { FLEET_ENTITIES, FLEET_MIGRATIONS } from './schema.js';
import { completenessOf, sumLedgers } from './completeness.js';
import { askSoon, lockDueStreams, lockStreams, saveAsking, saveStreams } from './streams.js';
import { addTurns, listTurns, pruneTurns, summariseTurns } from './turns.js';
import { readTwin, upsertTwins, type VehicleSample } from './twins.js';
import { countVehicles, findVehicle, listVehicles, upsertVehicles, type VehicleUpdate } from './vehicles.js';

const VIN = 'LHEADWAY000000001';
const OTHER = 'LHEADWAY000000002';
const boots = ['0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e', '0290a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e'] as const;
const [boot] = boots;
const key = { vin: VIN, boot, stream: 0 };

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
  await source.query('TRUNCATE fleet_vehicle, fleet_stream, fleet_twin, fleet_turn, fleet_turn_count, fleet_dead_letter, reader_position');
});

describe('ledgers', () => {
  const save = (change: { stored: number[]; head?: number; askAt?: number | null; applied?: number }, at = key) =>
    source.transaction(async (manager) => {
      const [row] = await lockStreams(manager, [at]);
      if (!row) throw new Error('no row');
      const { ledger, fresh } = applyStored(row.ledger, change.stored);
      const headed = applyHead(ledger, change.head ?? 0);
      const counts = countsOf(headed);
      const asking = { ...NOT_ASKING, dueMs: change.askAt ?? null };
      const applied = row.applied + (change.applied ?? fresh.size);
      await saveStreams(manager, [
        { ...row, ledger: headed, asking, applied, storedCount: counts.stored, lostCount: counts.declaredLost, lostBy: counts.lostBy },
      ]);
    });

  it('are made when first locked and keep what is saved', async () => {
    await source.transaction(async (manager) => {
      const rows = await lockStreams(manager, [key, { ...key, stream: 1 }]);
      expect(rows.map(({ stream, ledger }) => [stream, ledger])).toEqual([
        [0, EMPTY_LEDGER],
        [1, EMPTY_LEDGER],
      ]);
    });
    await save({ stored: [1, 2, 5] });
    expect(await completenessOf(source, VIN)).toMatchObject({
      streams: [
        { boot, stream: 0, head: 5, stored: 3, missing: 2, missingRanges: [[3, 4]] },
        { stream: 1, head: 0 },
      ],
      totals: { assigned: 5, stored: 3, declaredLost: 0, missing: 2, duplicatesVisible: 0 },
    });
    expect(await completenessOf(source, OTHER)).toBeUndefined();
  });

  it('show an effect that was applied twice', async () => {
    await save({ stored: [1], applied: 2 });
    expect((await sumLedgers(source)).totals.duplicatesVisible).toBe(1);
  });

  it('name the gaps that are due, of vehicles that can hear', async () => {
    await save({ stored: [2], askAt: 1_000 });
    await save({ stored: [2], askAt: 1_000 }, { ...key, vin: OTHER });
    await upsertVehicles(source.manager, [
      { vin: VIN, lastSeenAt: 1, presence: { online: true, boot, atMs: 1 } },
      { vin: OTHER, lastSeenAt: 1 },
    ]);
    const due = (nowMs: number) => source.transaction((manager) => lockDueStreams(manager, nowMs, { limit: 10, ofVehicle: 1 }));
    expect(await due(999)).toEqual([]);
    const rows = await due(1_000);
    expect(rows.map(({ vin }) => vin)).toEqual([VIN]);
    await saveAsking(
      source.manager,
      rows.map((row) => ({ ...row, asking: { ...NOT_ASKING, dueMs: 9_000, attempts: 1 } })),
    );
    expect(await due(8_999)).toEqual([]);
    await askSoon(source.manager, [VIN], 3_000);
    expect((await due(3_000)).map(({ asking }) => asking)).toMatchObject([{ dueMs: 3_000, attempts: 0 }]);
  });
});

describe('twins', () => {
  it('end the same whatever the order of samples', async () => {
    const sample = fc
      .record({ signal: fc.nat(2), boot: fc.constantFrom(...boots), seq: fc.integer({ min: 1, max: 6 }) })
      .map((made): VehicleSample => {
        // A boot's clock may stand still but does not run backwards.
        const startMs = Math.floor(made.seq / 2) + boots.indexOf(made.boot);
        return { ...made, vin: VIN, startMs, atMs: startMs, value: `${made.boot}/${made.seq}` };
      });
    const read = async (samples: VehicleSample[]) => {
      await source.query('TRUNCATE fleet_twin');
      for (const one of samples) await upsertTwins(source.manager, [one]);
      return readTwin(source, VIN);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { maxLength: 8 }), async (samples) => {
        expect(await read([...samples].reverse())).toEqual(await read(samples));
      }),
      { numRuns: 25 },
    );
  });

  it('go by the sequence within a boot: a clock that runs ahead is held to the time of storing, and frames are stored in any order', async () => {
    const sample = (seq: number, startMs: number): VehicleSample => ({
      vin: VIN,
      signal: 1,
      value: seq,
      atMs: startMs,
      startMs,
      boot,
      seq,
    });
    await upsertTwins(source.manager, [sample(5, 100)]);
    expect(await upsertTwins(source.manager, [sample(4, 200)])).toEqual([]);
    expect((await readTwin(source, VIN)).map(({ value }) => value)).toEqual([5]);
    expect(await upsertTwins(source.manager, [sample(6, 50)])).toHaveLength(1);
  });

  it('keep booleans, numbers and text, and tell what was newer', async () => {
    const sample = (signal: number, value: VehicleSample['value'], seq = 1): VehicleSample => ({
      vin: VIN,
      signal,
      value,
      atMs: 5,
      startMs: 5,
      boot,
      seq,
    });
    await upsertTwins(source.manager, [sample(1, true), sample(2, 21.5), sample(3, '前排')]);
    expect((await readTwin(source, VIN)).map(({ value }) => value)).toEqual([true, 21.5, '前排']);
    const taken = await upsertTwins(source.manager, [sample(1, false, 1), sample(2, 22, 2)]);
    expect(taken.map(({ signal }) => signal)).toEqual([2]);
  });
});

describe('vehicles', () => {
  const presence = (online: boolean, atMs: number): VehicleUpdate => ({ vin: VIN, lastSeenAt: atMs, presence: { online, boot, atMs } });
  it('keep presence and model when a frame says nothing of them', async () => {
    await upsertVehicles(source.manager, [{ ...presence(true, 5), model: { version: '2.0.0', digest: 'd', atMs: 5 } }]);
    await upsertVehicles(source.manager, [{ vin: VIN, lastSeenAt: 9 }]);
    await upsertVehicles(source.manager, [{ vin: VIN, lastSeenAt: 7, model: { version: '1.0.0', digest: 'c', atMs: 4 } }]);
    expect(await findVehicle(source, VIN, [])).toMatchObject({ online: true, lastSeenAt: 9, model: { version: '2.0.0' } });
    await upsertVehicles(source.manager, [{ vin: VIN, lastSeenAt: null, presence: { online: false, boot: null, atMs: 3 } }]);
    expect(await findVehicle(source, VIN, [])).toMatchObject({ online: false, lastSeenAt: 9 });
  });

  it('are listed by pages and filters', async () => {
    const vins = ['A', 'B', 'C'].map((letter) => `LHEADWAY00000000${letter}`);
    await upsertVehicles(
      source.manager,
      vins.map((vin, index) => ({ vin, lastSeenAt: 1, presence: { online: index !== 1, boot, atMs: 1 } })),
    );
    await upsertTwins(source.manager, [{ vin: vins[0] as string, signal: 4, value: 88, atMs: 1, startMs: 1, boot, seq: 1 }]);
    const page = await listVehicles(source, {}, { after: '', limit: 2, signals: [4] });
    expect(page.map(({ vin, values }) => [vin, values])).toEqual([
      [vins[0], { '4': 88 }],
      [vins[1], {}],
    ]);
    expect(await countVehicles(source, { online: true })).toBe(2);
    expect(await countVehicles(source, { vin: 'LHEADWAY00000000B' })).toBe(1);
    expect(await countVehicles(source, { model: '9' })).toBe(0);
  });
});

describe('turns and dead letters', () => {
  const turn = (id: string, at: number, answeredBy: VehicleTurn['answeredBy'] = 'vehicle'): VehicleTurn => ({
    vin: VIN,
    turn: id,
    at,
    session: 's',
    language: 'zh',
    answeredBy,
    modelVersion: '1.0.0',
    vehicleModelVersion: '1.0.0',
    latencyMs: 3,
    deadlineMs: 300,
    late: false,
    confidence: 0.9,
    outcome: 'executed',
    actions: [],
  });

  it('count a turn once and go on counting when old ones are forgotten', async () => {
    expect(await addTurns(source.manager, [turn('a', 1), turn('b', 2, 'region:cn-east'), turn('a', 1)])).toHaveLength(2);
    expect(await addTurns(source.manager, [turn('a', 1), turn('c', 3, 'region:cn-east')])).toHaveLength(1);
    await pruneTurns(source, 2);
    const { rows, total } = await listTurns(source, { answeredBy: 'region' }, { before: undefined, limit: 1 });
    expect([rows.map((row) => row.turn), total]).toEqual([['c'], 2]);
    expect((await listTurns(source, {}, { before: [3, VIN, 'c'], limit: 5 })).rows.map((row) => row.turn)).toEqual(['b']);
    expect(await summariseTurns(source)).toMatchObject({ total: 3, byAnswerer: { vehicle: 1, region: 2 }, byRegion: { 'cn-east': 2 } });
  });
});
