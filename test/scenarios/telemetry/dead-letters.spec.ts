import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  ackSchema,
  completenessSchema,
  encodeFrame,
  type Frame,
  pageSchema,
  deadLetterSchema,
  redriveSummarySchema,
} from '@headway/contracts';
import { FleetModule } from '@headway/fleet/service';
import { FLEET_ENTITIES, FLEET_MIGRATIONS } from '@headway/fleet/store';
import { openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { extendSignalIds, makeSignalMaps } from '@headway/signals';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { followVehicleRegistry, IngestService, readAgain } from '@headway/telemetry/ingest';
import { openTemporaryEventLog } from '@headway/testing';
import { afterEach, beforeEach, expect, it } from '@jest/globals';

const VIN = 'LHEADWAY000000001';
const boot = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const logger = createLogger({ level: 'silent', app: 'test' });
const signals = loadBuiltInSignals();
const newerIds = extendSignalIds(signals.ids, ['Vehicle.Speed.Of.Tomorrow']);
const newer = { ...signals, ids: newerIds, maps: makeSignalMaps(newerIds) };

let closers: (() => Promise<unknown>)[] = [];
let acked: number[] = [];
let ingest: IngestService;
let url: string;
let platform: Awaited<ReturnType<typeof open>>;

async function open() {
  const server = await startTemporaryPostgres();
  const log = await openTemporaryEventLog();
  const dataSource = await openDatabase({ url: server.url, entities: FLEET_ENTITIES, migrations: FLEET_MIGRATIONS });
  closers.push(
    () => dataSource.destroy(),
    async () => log[Symbol.asyncDispose](),
    () => server.close(),
  );
  return { eventLog: log.eventLog, dataSource };
}

/** The fleet service with what it knows of signals. */
async function startFleet(known: typeof signals): Promise<() => Promise<void>> {
  const common = {
    ...platform,
    signals: known,
    logger,
    clock: { epochMs: Date.now },
    metrics: createMetrics(),
    regions: [],
    random: Math.random,
  };
  const module = FleetModule.register({ ...common, publishDown: () => undefined, readAgain: readAgain(known), vehicles: 'registered' });
  const http = await startHttpServer({ module, logger, host: '127.0.0.1', port: 0, title: 'fleet' });
  url = http.url;
  return () => http.close();
}

beforeEach(async () => {
  acked = [];
  platform = await open();
  const vehicles = await followVehicleRegistry({ eventLog: platform.eventLog, newId: randomUUID, logger });
  const publishDown = (_topic: string, payload: string) => {
    for (const [from, to] of ackSchema.parse(JSON.parse(payload)).ranges) for (let seq = from; seq <= to; seq++) acked.push(seq);
  };
  ingest = new IngestService({ ...platform, publishDown, signals, vehicles, nowMs: Date.now, logger, metrics: createMetrics() });
  await ingest.start();
  closers.unshift(
    async () => ingest.close(),
    () => vehicles.stop(),
  );
});
afterEach(async () => {
  for (const close of closers) await close();
  closers = [];
});

const frame = (seq: number, change: Partial<Frame> = {}): Frame => ({
  boot,
  stream: 0,
  seq,
  startTimeMs: Date.now(),
  catalogue: signals.ids.shortHash,
  columns: [{ signal: signals.ids.idOf('Vehicle.Speed') as number, offsetsMs: [0], values: [seq] }],
  ...change,
});
const send = (...frames: Frame[]) =>
  Promise.all(frames.map((one) => ingest.handle({ topic: `headway/v1/${VIN}/up/telemetry`, payload: encodeFrame(one) })));
const post = (path: string, body: object) =>
  fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const ledger = async () => completenessSchema.parse(await (await fetch(`${url}/v1/vehicles/${VIN}/completeness`)).json());
const letters = async () => pageSchema(deadLetterSchema).parse(await (await fetch(`${url}/v1/dead-letters?limit=500`)).json());
const redrive = async (filter: object) => redriveSummarySchema.parse(await (await post('/v1/dead-letters/redrive', filter)).json());

async function until<T>(look: () => Promise<T>, passes: (value: T) => boolean): Promise<T> {
  for (const end = Date.now() + 30_000; ; await delay(50)) {
    const value = await look().catch(() => undefined);
    if (value !== undefined && passes(value)) return value;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(value)}`);
  }
}

it('a vehicle is registered after it has sent, and nothing of it is missing', async () => {
  const stop = await startFleet(signals);
  await send(frame(1), frame(2));
  await until(letters, ({ total }) => total === 2);
  expect((await fetch(`${url}/v1/vehicles/${VIN}/completeness`)).status).toBe(404);
  expect((await post('/v1/vehicles', { vin: VIN })).status).toBe(200);
  for (let seq = 3; (await letters()).total < 2 || acked.length === 0; seq++) {
    await send(frame(seq));
    await delay(50);
  }
  const summary = await redrive({ reason: 'unknown-vehicle', vin: VIN });
  expect(summary.redriven).toBe(summary.matched);
  const { totals } = await until(ledger, ({ totals: { missing, stored } }) => missing === 0 && stored >= 3);
  expect(totals).toMatchObject({ declaredLost: 0, duplicatesVisible: 0, duplicatesDropped: 0 });
  await stop();
}, 60_000);

it('a catalogue comes after the vehicles that use it: what was lost by drift is stored in the end', async () => {
  let stop = await startFleet(signals);
  await post('/v1/vehicles', { vin: VIN });
  await until(
    () => send(frame(1)),
    () => acked.includes(1),
  );
  const drifted = frame(2, { catalogue: newerIds.shortHash });
  await send(drifted, frame(3));
  const before = await until(ledger, ({ totals }) => totals.assigned === 3 && totals.missing === 0 && totals.stored === 2);
  expect(before.lostBy).toEqual({ 'schema-drifted': 1 });
  expect(acked).toContain(2);
  expect(await redrive({ reason: 'schema-drifted' })).toMatchObject({ redriven: 0, failed: { 'schema-drifted': 1 } });
  await stop();
  stop = await startFleet(newer);
  expect(await redrive({ reason: 'schema-drifted' })).toMatchObject({ matched: 1, redriven: 1 });
  const { totals, lostBy } = await until(ledger, ({ totals: { stored } }) => stored === 3);
  expect([lostBy, totals.duplicatesVisible]).toEqual([{}, 0]);
  await stop();
}, 60_000);

it('a flood of letters is cut off, and every frame of it is accounted for and acknowledged', async () => {
  const stop = await startFleet(signals);
  await post('/v1/vehicles', { vin: VIN });
  await until(
    () => send(frame(1)),
    () => acked.includes(1),
  );
  const flood = Array.from({ length: 600 }, (_, index) => frame(index + 2, { startTimeMs: 0 }));
  await send(...flood, frame(602));
  const { totals, lostBy } = await until(ledger, ({ totals: { assigned, missing } }) => assigned === 602 && missing === 0);
  expect([totals.stored, totals.declaredLost]).toEqual([2, 600]);
  expect((lostBy['clock-off'] ?? 0) + (lostBy['rate-limited'] ?? 0)).toBe(600);
  expect(lostBy['rate-limited']).toBeGreaterThan(300);
  await until(
    async () => new Set(acked).size,
    (size) => size === 602,
  );
  const kept = await letters();
  expect(kept.items.filter(({ reason }) => reason === 'rate-limited')).toHaveLength(1);
  await stop();
}, 60_000);
