import { setTimeout as delay } from 'node:timers/promises';
import { CAMPAIGNS_MIGRATIONS } from '@headway/campaigns/store';
import {
  type CampaignsActive,
  type CampaignSet,
  campaignSummarySchema,
  campaignVehicleSchema,
  campaignViewSchema,
  dryRunReportSchema,
  encodeFrame,
  type Frame,
  pageSchema,
} from '@headway/contracts';
import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { type HttpServer, startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { makeSignalMaps, parseCatalogue, parseSignalIds } from '@headway/signals';
import { openTemporaryEventLog, type TemporaryEventLog } from '@headway/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { CampaignsModule } from './campaigns.module.js';

const VIN = 'LHEADWAY000000001';
const OTHER = 'LHEADWAY000000002';
const BOOT = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const NOW = Date.now();
const logger = createLogger({ level: 'silent', app: 'test' });
const sensor = (datatype: string) => ({ type: 'sensor', datatype });
const catalogue = parseCatalogue({ Vehicle: { type: 'branch', children: { Speed: sensor('float'), Brake: sensor('boolean') } } });
const ids = parseSignalIds({ 'Vehicle.Speed': 1, 'Vehicle.Brake': 2 });

const definition = (change: object = {}) => ({
  id: 'braking',
  name: 'Harsh braking',
  purpose: 'Find roads where drivers brake hard',
  signals: [{ path: 'Vehicle.Speed', minPeriodMs: 100 }],
  trigger: { kind: 'condition', expression: 'Vehicle.Brake' },
  preMs: 1000,
  expiresAt: NOW + 86_400_000,
  bytesPerDay: 100_000,
  ...change,
});
const frameOf = (seq: number, change: Partial<Frame> = {}): Frame => ({
  boot: BOOT,
  stream: 0,
  seq,
  startTimeMs: NOW + seq * 1000,
  catalogue: ids.shortHash,
  columns: [
    { signal: 1, offsetsMs: [0, 500], values: [seq, seq + 0.5] },
    { signal: 2, offsetsMs: [0], values: [seq % 10 === 0] },
  ],
  ...change,
});

let server: EmbeddedPostgres;
let dataSource: DataSource;
let log: TemporaryEventLog;
let http: HttpServer;
/** What the broker has retained. */
let retained: Map<string, CampaignSet>;
let brokerIsUp: boolean;
let eventSeq = 0;

beforeAll(async () => {
  server = await startTemporaryPostgres();
  dataSource = await openDatabase({ url: server.url, entities: [], migrations: CAMPAIGNS_MIGRATIONS });
}, 60_000);
afterAll(async () => {
  await dataSource?.destroy();
  await server?.close();
});
beforeEach(async () => {
  await dataSource.query('TRUNCATE campaign, campaign_vehicle, campaign_report, campaign_collected, campaign_counted, reader_position');
  log = await openTemporaryEventLog();
  retained = new Map();
  brokerIsUp = true;
  http = await start();
});
afterEach(async () => {
  await http.close();
  await log[Symbol.asyncDispose]();
});

function start(): Promise<HttpServer> {
  const module = CampaignsModule.register({
    dataSource,
    eventLog: log.eventLog,
    publishDown: async (vin, payload) => {
      if (!brokerIsUp) throw new Error('the broker is away');
      retained.set(vin, JSON.parse(Buffer.from(payload).toString()) as CampaignSet);
    },
    signals: { catalogue, ids, maps: makeSignalMaps(ids, { catalogue }) },
    readFrames: async function* ({ vins }) {
      for (let seq = 0; seq < 100; seq += 1) for (const vin of vins ?? [VIN, OTHER]) yield { vin, frame: frameOf(seq + 1) };
    },
    clock: { epochMs: Date.now, nowMs: () => performance.now() },
    logger,
    metrics: createMetrics(),
    distributeEveryMs: 50,
  });
  return startHttpServer({ module, logger, host: '127.0.0.1', port: 0, title: 'campaigns' });
}

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${http.url}/v1/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}
const view = async (id = 'braking') => campaignViewSchema.parse((await call('GET', `campaigns/${id}`)).body);

/** Asks until the answer passes; there is nothing to await behind HTTP. */
async function until(passes: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await passes()); await delay(20)) if (Date.now() > end) throw new Error('it never came');
}

const append = (topic: string, value: Uint8Array, key = VIN) => log.eventLog.append([{ topic, key, value, headers: {} }]);
const report = (revision: number, state: CampaignsActive['active'][number]['state'], change: Partial<CampaignsActive> = {}) => {
  const event: CampaignsActive = {
    type: 'campaigns.active',
    at: Date.now(),
    revision,
    active: [{ id: 'braking', revision: 1, state }],
    ...change,
  };
  eventSeq += 1;
  return append('vehicle.events', encodeFrame(frameOf(eventSeq, { stream: 1, columns: [], catalogue: '', event: JSON.stringify(event) })));
};
const telemetry = (seq: number, change: Partial<Frame> = {}, vin = VIN) =>
  append('telemetry.frames', encodeFrame(frameOf(seq, change)), vin);

describe('campaigns', () => {
  it('are refused with the place and the reason', async () => {
    const wrong = definition({ trigger: { kind: 'condition', expression: 'Vehicle.Brake &&\n Vehicle.Sped > 3.0' } });
    expect(await call('POST', 'campaigns', wrong)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'trigger.expression:2:9', message: expect.stringMatching(/unknown-signal.*Vehicle\.Sped/) as unknown }] },
    });
    expect((await call('POST', 'campaigns', definition({ signals: [{ path: 'Vehicle.Wings' }] }))).status).toBe(422);
    expect((await call('POST', 'campaigns', definition({ expiresAt: NOW - 1 }))).status).toBe(422);
    expect((await call('POST', 'campaigns', definition({ bytesPerDay: -1 }))).status).toBe(400);
    expect((await call('POST', 'campaigns', { ...definition(), colour: 'red' })).status).toBe(400);
    expect((await call('GET', 'campaigns/nothing')).status).toBe(404);
  });

  it('change by revision, and only as their state allows', async () => {
    expect((await call('POST', 'campaigns', definition())).status).toBe(201);
    expect((await call('POST', 'campaigns', definition())).status).toBe(409);
    const changed = await call('PUT', 'campaigns/braking', { ...definition({ name: 'Braking' }), revision: 1 });
    expect(changed).toMatchObject({ status: 200, body: { revision: 2, name: 'Braking', state: 'draft' } });
    expect((await call('PUT', 'campaigns/braking', { ...definition(), revision: 1 })).status).toBe(409);
    expect((await call('POST', 'campaigns/braking/pause')).status).toBe(409);
    expect((await call('POST', 'campaigns/braking/start')).body).toMatchObject({ state: 'running' });
    expect((await call('DELETE', 'campaigns/braking')).status).toBe(409);
    expect((await call('POST', 'campaigns/braking/stop')).body).toMatchObject({ state: 'stopped' });
    expect((await call('POST', 'campaigns/braking/start')).status).toBe(409);
    expect((await call('DELETE', 'campaigns/braking')).status).toBe(204);
    expect((await call('GET', 'campaigns/braking')).status).toBe(404);
  });

  it('are listed in pages and by filter', async () => {
    for (const id of ['a', 'b', 'c']) await call('POST', 'campaigns', definition({ id, name: `Campaign ${id}` }));
    await call('POST', 'campaigns/b/start');
    const schema = pageSchema(campaignSummarySchema);
    const first = schema.parse((await call('GET', 'campaigns?limit=2')).body);
    const second = schema.parse((await call('GET', `campaigns?limit=2&cursor=${first.next}`)).body);
    expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
    expect(first.total).toBe(3);
    expect(schema.parse((await call('GET', 'campaigns?state=running')).body).items.map(({ id }) => id)).toEqual(['b']);
    expect(schema.parse((await call('GET', 'campaigns?text=IGN%20c')).body).items.map(({ id }) => id)).toEqual(['c']);
    expect((await call('GET', 'campaigns?cursor=zzz')).status).toBe(400);
  });

  it('reach vehicles that are known, vehicles seen later, and leave them again', async () => {
    await telemetry(1);
    await call('POST', 'campaigns', definition());
    await call('POST', 'campaigns/braking/start');
    await until(() => retained.has(VIN));
    expect(retained.get(VIN)).toMatchObject({ campaigns: [{ id: 'braking', revision: 1, priority: 5 }] });
    expect(retained.get(VIN)?.campaigns[0]).not.toHaveProperty('cohort');
    await telemetry(1, {}, OTHER);
    await until(() => retained.has(OTHER));
    const { revision } = retained.get(VIN) as CampaignSet;
    await call('POST', 'campaigns/braking/pause');
    await until(() => retained.get(VIN)?.campaigns.length === 0 && retained.get(OTHER)?.campaigns.length === 0);
    expect(retained.get(VIN)?.revision).toBeGreaterThan(revision);
  });

  it('reach only their cohort', async () => {
    await telemetry(1);
    await telemetry(1, {}, OTHER);
    await call('POST', 'campaigns', definition({ cohort: { vins: [OTHER] } }));
    await call('POST', 'campaigns/braking/start');
    await until(() => retained.has(OTHER));
    expect(retained.has(VIN)).toBe(false);
    expect((await view()).vehicles).toMatchObject({ cohort: 1 });
  });

  it('reach vehicles when the broker comes back', async () => {
    await telemetry(1);
    brokerIsUp = false;
    await call('POST', 'campaigns', definition());
    await call('POST', 'campaigns/braking/start');
    await delay(100);
    brokerIsUp = true;
    await until(() => retained.has(VIN));
  });

  it('show what vehicles make of them, and send again what a vehicle does not have', async () => {
    await telemetry(1);
    await call('POST', 'campaigns', definition());
    await call('POST', 'campaigns/braking/start');
    await until(() => retained.has(VIN));
    const { revision } = retained.get(VIN) as CampaignSet;
    await report(revision, 'budget-spent');
    await until(async () => (await view()).vehicles.reported['budget-spent'] === 1);
    const vehicles = pageSchema(campaignVehicleSchema).parse((await call('GET', 'campaigns/braking/vehicles')).body);
    expect(vehicles).toMatchObject({ total: 1, items: [{ vin: VIN, state: 'budget-spent', revision: 1 }] });
    retained.clear();
    await report(revision - 1, 'active', { active: [] });
    await until(() => retained.has(VIN));
    expect(retained.get(VIN)?.revision).toBe(revision);
    // A vehicle that cannot use the set is not sent it for ever.
    retained.clear();
    await report(0, 'active', { active: [], broken: { revision, reason: 'disk full' } });
    await telemetry(2, { campaign: 'braking@1' });
    await until(async () => (await view()).collected.frames === 1);
    expect(retained.size).toBe(0);
  });

  it('count every frame once, however often it comes', async () => {
    await call('POST', 'campaigns', definition());
    const bytes = encodeFrame(frameOf(1, { campaign: 'braking@1' })).length;
    for (const seq of [1, 2, 2, 1]) await telemetry(seq, { campaign: 'braking@1' });
    await telemetry(3);
    await telemetry(1, { campaign: 'braking@1' }, OTHER);
    await until(async () => (await view()).collected.frames === 3);
    await telemetry(2, { campaign: 'braking@1' });
    await telemetry(9, { campaign: 'braking@2' });
    await until(async () => (await view()).collected.frames >= 4);
    expect((await view()).collected).toMatchObject({ frames: 4, vehicles: 2 });
    expect((await view()).collected.bytes).toBeGreaterThanOrEqual(4 * (bytes - 2));
  });
});

describe('POST /v1/campaigns:dryRun', () => {
  it('tells triggers and bytes by vehicle and day, and stores nothing', async () => {
    const { id, ...rest } = definition();
    const { status, body } = await call('POST', 'campaigns:dryRun', { campaign: { id, ...rest }, from: NOW, to: NOW + 600_000 });
    expect(status).toBe(200);
    const dryRun = dryRunReportSchema.parse(body);
    // The condition rises every ten seconds, and triggers at most once a minute.
    expect(dryRun).toMatchObject({ vehicles: 2, frames: 200, samples: 600, triggers: { total: 4 }, absentSignals: [] });
    expect(dryRun.bytes.total).toBeGreaterThan(100);
    expect((await call('GET', 'campaigns')).body).toMatchObject({ total: 0 });
  });

  it('keeps to the vehicles it is given, and refuses what makes no sense', async () => {
    const request = { campaign: definition(), vins: [VIN], from: NOW, to: NOW + 600_000 };
    expect((await call('POST', 'campaigns:dryRun', request)).body).toMatchObject({ vehicles: 1 });
    expect((await call('POST', 'campaigns:dryRun', { ...request, to: NOW })).status).toBe(400);
    expect((await call('POST', 'campaigns:dryRun', { ...request, campaign: definition({ signals: [{ path: 'X' }] }) })).status).toBe(422);
  });
});
