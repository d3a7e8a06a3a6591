import { type AddressInfo, createServer } from 'node:net';
import { createServer as createHttpServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type Column,
  completenessSchema,
  deadLetterSchema,
  encodeFrame,
  fleetCompletenessSchema,
  type Frame,
  pageSchema,
  regionStatusSchema,
  resendSchema,
  turnSummarySchema,
  type VehicleEvent,
  vehicleSummarySchema,
  vehicleTurnSchema,
  vehicleTwinSchema,
} from '@headway/contracts';
import type { LogRecord } from '@headway/event-log/port';
import { FLEET_ENTITIES, FLEET_MIGRATIONS } from '@headway/fleet/store';
import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { type HttpServer, startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { parseCatalogue, parseSignalIds } from '@headway/signals';
import { openTemporaryEventLog, type TemporaryEventLog } from '@headway/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { FleetModule } from './fleet.module.js';

const VIN = 'LHEADWAY000000001';
const OTHER = 'LHEADWAY000000002';
const FORMER = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const BOOT = '0290a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const START = Date.now() - 60_000;
const DIGEST = 'a'.repeat(64);

const number = (unit: string, max: number) => ({ type: 'sensor', datatype: 'double', unit, min: -max, max });
const catalogue = parseCatalogue({
  Vehicle: {
    type: 'branch',
    children: {
      Speed: number('km/h', 400),
      CurrentLocation: { type: 'branch', children: { Latitude: number('degrees', 90), Longitude: number('degrees', 180) } },
    },
  },
});
const ids = parseSignalIds({ 'Vehicle.Speed': 1, 'Vehicle.CurrentLocation.Latitude': 2, 'Vehicle.CurrentLocation.Longitude': 3 });

const frameOf = (seq: number, columns: Column[], change: Partial<Frame> = {}): Frame => ({
  boot: BOOT,
  stream: 0,
  seq,
  startTimeMs: START + seq * 1_000,
  catalogue: ids.shortHash,
  columns,
  ...change,
});
const speed = (value: number): Column[] => [{ signal: 1, offsetsMs: [0], values: [value] }];
const record = (topic: string, value: Uint8Array, key = VIN): LogRecord => ({ topic, key, value, headers: {} });
const telemetry = (seq: number, kmh: number, change: Partial<Frame> = {}, vin = VIN) =>
  record('telemetry.frames', encodeFrame(frameOf(seq, speed(kmh), change)), vin);
const event = (seq: number, content: VehicleEvent, change: Partial<Frame> = {}) =>
  record('vehicle.events', encodeFrame(frameOf(seq, [], { stream: 1, event: JSON.stringify(content), ...change })));
const presence = (online: boolean, at: number, vin = VIN) =>
  record('vehicle.presence', Buffer.from(JSON.stringify({ online, boot: BOOT, at })), vin);
const bootStarted = (previous: Extract<VehicleEvent, { type: 'boot.started' }>['previous'] = []): VehicleEvent => ({
  type: 'boot.started',
  at: START,
  agentVersion: '1',
  model: { version: '1.2.0', digest: DIGEST },
  previous,
});
const turnFinished = (turn: string, answeredBy: 'vehicle' | `region:${string}`, consent = true): VehicleEvent => ({
  type: 'turn.finished',
  at: START,
  turn,
  session: 's',
  language: 'zh',
  answeredBy,
  modelVersion: '1.2.0',
  vehicleModelVersion: '1.2.0',
  latencyMs: 4,
  deadlineMs: 300,
  late: false,
  confidence: 0.9,
  outcome: 'executed',
  actions: [],
  consent,
  utterance: '打开车窗',
});

let server: EmbeddedPostgres;
let source: DataSource;
let log: TemporaryEventLog;
let http: HttpServer;
let sent: { topic: string; payload: string }[];

const start = (regionUrl = 'http://127.0.0.1:9') =>
  startHttpServer({
    module: FleetModule.register({
      dataSource: source,
      eventLog: log.eventLog,
      publishDown: (topic, payload) => sent.push({ topic, payload }),
      signals: { catalogue, ids },
      regions: [{ id: 'cn-east', name: 'Shanghai', url: regionUrl, latitude: 31, longitude: 121, residency: 'cn' }],
      clock: { epochMs: Date.now },
      random: () => 0.5,
      logger: createLogger({ level: 'silent', app: 'test' }),
      metrics: createMetrics(),
      resend: { graceMs: 20 },
    }),
    logger: createLogger({ level: 'silent', app: 'test' }),
    host: '127.0.0.1',
    port: 0,
    title: 'fleet',
  });

async function get<T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T>> {
  const response = await fetch(`${http.url}${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return schema.parse(await response.json());
}

/** Asks until the answer passes; the answers come over HTTP, which has nothing to await. */
async function until<T>(look: () => Promise<T>, passes: (value: T) => boolean): Promise<T> {
  for (const end = Date.now() + 10_000; ;) {
    const value = await look().catch(() => undefined);
    if (value !== undefined && passes(value)) return value;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(value)}`);
    await delay(20);
  }
}

const fleet = () => get('/v1/completeness', fleetCompletenessSchema);
const ledger = (vin = VIN) => get(`/v1/vehicles/${vin}/completeness`, completenessSchema);
const twin = (vin = VIN) => get(`/v1/vehicles/${vin}`, vehicleTwinSchema);
const stored = (count: number) => until(fleet, ({ totals }) => totals.stored === count);

beforeAll(async () => {
  server = await startTemporaryPostgres();
  source = await openDatabase({ url: server.url, entities: FLEET_ENTITIES, migrations: FLEET_MIGRATIONS });
}, 60_000);
afterAll(async () => {
  await source?.destroy();
  await server?.close();
});
beforeEach(async () => {
  sent = [];
  await source.query('TRUNCATE fleet_vehicle, fleet_stream, fleet_twin, fleet_turn, fleet_turn_count, fleet_dead_letter, reader_position');
  log = await openTemporaryEventLog();
  http = await start();
});
afterEach(async () => {
  await http.close();
  await log[Symbol.asyncDispose]();
});

describe('frames', () => {
  it('become a twin with units, times and sequences', async () => {
    const place: Column[] = [
      { signal: 2, offsetsMs: [0, 500], values: [31.1, 31.2] },
      { signal: 3, offsetsMs: [0, 500], values: [121.1, 121.2] },
    ];
    await log.eventLog.append([record('telemetry.frames', encodeFrame(frameOf(1, [...speed(50), ...place])))]);
    await stored(1);
    expect(await twin()).toMatchObject({
      vin: VIN,
      frames: 1,
      missing: 0,
      speedKmh: 50,
      position: { latitude: 31.2, longitude: 121.2 },
      signals: { 'Vehicle.Speed': { value: 50, unit: 'km/h', at: START + 1_000, boot: BOOT, seq: 1 } },
    });
  });

  it('that come again, or late, change nothing and are counted', async () => {
    await log.eventLog.append([telemetry(1, 10), telemetry(3, 30)]);
    await stored(2);
    await log.eventLog.append([telemetry(3, 30), telemetry(2, 20), telemetry(2, 20), telemetry(1, 10)]);
    const { totals } = await stored(3);
    expect(totals).toMatchObject({ assigned: 3, missing: 0, duplicatesVisible: 0, duplicatesDropped: 3 });
    expect((await twin()).speedKmh).toBe(30);
  });

  it('are not applied again after a restart', async () => {
    await log.eventLog.append([telemetry(1, 10)]);
    await stored(1);
    await http.close();
    http = await start();
    await log.eventLog.append([telemetry(2, 20)]);
    expect((await stored(2)).totals).toMatchObject({ duplicatesVisible: 0, duplicatesDropped: 0 });
  });

  it('with values that the catalogue does not allow leave the twin alone', async () => {
    const odd: Column[] = [
      { signal: 1, offsetsMs: [0], values: [Number.NaN] },
      { signal: 2, offsetsMs: [0], values: ['north'] },
      { signal: 99, offsetsMs: [0], values: [1] },
    ];
    await log.eventLog.append([telemetry(1, 10), record('telemetry.frames', encodeFrame(frameOf(2, odd)))]);
    await stored(2);
    expect(Object.keys((await twin()).signals)).toEqual(['Vehicle.Speed']);
  });

  it('that cannot be read count as stored and hold nothing up', async () => {
    const broken = encodeFrame(frameOf(1, speed(1)));
    broken[broken.length - 3] = 0xff;
    await log.eventLog.append([record('telemetry.frames', broken), record('telemetry.frames', Buffer.from('nonsense')), telemetry(2, 20)]);
    const { totals } = await stored(2);
    expect(totals).toMatchObject({ assigned: 2, duplicatesVisible: 0 });
  });

  it('end in the same state in whatever order they are stored', async () => {
    const records = [
      ...[1, 2, 3, 4].map((seq) => telemetry(seq, seq * 10)),
      telemetry(9, 99, { boot: FORMER, startTimeMs: START - 5_000 }),
      event(1, bootStarted([{ boot: FORMER, stream: 0, lastSeq: 9 }])),
      event(2, { type: 'frames.lost', at: START, boot: FORMER, stream: 0, ranges: [[1, 5]], reason: 'expired' }),
      event(3, turnFinished('t1', 'vehicle')),
      presence(true, START),
    ];
    const states: unknown[] = [];
    for (const order of [records, [...records].reverse(), [...records, ...records]]) {
      await source.query('TRUNCATE fleet_vehicle, fleet_stream, fleet_twin, fleet_turn, fleet_turn_count, reader_position');
      await http.close();
      await log[Symbol.asyncDispose]();
      log = await openTemporaryEventLog();
      http = await start();
      for (const one of order) await log.eventLog.append([one]);
      await stored(8);
      await until(twin, ({ online }) => online);
      const { streams, totals } = await ledger();
      const { lastSeenAt: _, ...vehicle } = await twin();
      states.push({ streams, totals: { ...totals, duplicatesDropped: 0 }, vehicle });
    }
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).toEqual(states[0]);
    expect(states[0]).toMatchObject({ totals: { assigned: 16, stored: 8, declaredLost: 5, missing: 3, duplicatesVisible: 0 } });
  });
});

describe('gaps', () => {
  const requests = () =>
    sent.filter(({ topic }) => topic === `headway/v1/${VIN}/down/resend`).map(({ payload }) => resendSchema.parse(JSON.parse(payload)));

  it('are asked for until the frames come', async () => {
    await log.eventLog.append([presence(true, START), telemetry(1, 10), telemetry(4, 40)]);
    await until(
      async () => requests(),
      (found) => found.length > 0,
    );
    expect(requests()[0]).toEqual({ boot: BOOT, stream: 0, ranges: [[2, 3]] });
    expect((await ledger()).streams[0]?.missingRanges).toEqual([[2, 3]]);
    await log.eventLog.append([telemetry(2, 20), telemetry(3, 30)]);
    expect((await stored(4)).totals.missing).toBe(0);
  });

  it('close when the vehicle declares the frames lost', async () => {
    await log.eventLog.append([presence(true, START), telemetry(3, 10)]);
    await until(
      async () => requests(),
      (found) => found.length > 0,
    );
    await log.eventLog.append([
      event(1, { type: 'frames.lost', at: START, boot: BOOT, stream: 0, ranges: [[1, 2]], reason: 'spool-full' }),
    ]);
    const { totals } = await until(fleet, (found) => found.totals.missing === 0);
    expect(totals).toMatchObject({ assigned: 4, stored: 2, declaredLost: 2 });
  });

  it('at the end of a former boot are known from the next one', async () => {
    await log.eventLog.append([
      presence(true, START),
      telemetry(1, 10, { boot: FORMER }),
      event(1, bootStarted([{ boot: FORMER, stream: 0, lastSeq: 3 }])),
    ]);
    await until(
      async () => requests(),
      (found) => found.length > 0,
    );
    expect(requests()[0]).toEqual({ boot: FORMER, stream: 0, ranges: [[2, 3]] });
    const former = (await ledger()).streams.find(({ boot }) => boot === FORMER);
    expect(former).toMatchObject({ head: 3, closed: true, missing: 2 });
  });

  it('of frames that lie in the dead-letter topic are closed', async () => {
    const headers = {
      ce_reason: 'wrong-stream',
      ce_detail: 'd',
      ce_mqtttopic: 't',
      ce_originalbytes: '9',
      ce_time: 'x',
      ce_boot: BOOT,
      ce_stream: '0',
      ce_seq: '1',
    };
    await log.eventLog.append([telemetry(2, 20), { ...record('telemetry.dead-letter', Buffer.from('original')), headers }]);
    const { totals } = await until(fleet, (found) => found.totals.declaredLost === 1);
    expect(totals).toMatchObject({ assigned: 2, stored: 1, missing: 0 });
    const letters = await get('/v1/dead-letters?reason=wrong-stream', pageSchema(deadLetterSchema));
    expect(letters.items).toMatchObject([{ vin: VIN, reason: 'wrong-stream', bytes: 9, topic: 't' }]);
  });
});

describe('vehicles and turns', () => {
  it('are listed with presence and model, by pages and filters', async () => {
    await log.eventLog.append([
      presence(true, START),
      event(1, bootStarted()),
      presence(true, START, OTHER),
      presence(false, START, OTHER),
    ]);
    const list = (query: string) => get(`/v1/vehicles${query}`, pageSchema(vehicleSummarySchema));
    await until(
      () => list('?online=true'),
      ({ total }) => total === 1,
    );
    await until(
      () => list('?model=1.2.0'),
      ({ total }) => total === 1,
    );
    const first = await list('?limit=1');
    expect([first.total, first.items[0]?.vin]).toEqual([2, VIN]);
    expect((await list(`?limit=1&cursor=${first.next ?? ''}`)).items.map(({ vin, online }) => [vin, online])).toEqual([[OTHER, false]]);
    expect((await list('?vin=LHEADWAY000000002')).total).toBe(1);
  });

  it('follow the model that is active, not the one that is being installed', async () => {
    const status = (state: 'installed' | 'active', version: string, at: number): VehicleEvent => ({
      type: 'model.status',
      at,
      version,
      digest: DIGEST,
      state,
    });
    await log.eventLog.append([
      event(1, bootStarted()),
      event(2, status('active', '1.3.0', START + 1)),
      event(3, status('installed', '1.4.0', START + 2)),
    ]);
    await stored(3);
    expect((await twin()).model).toEqual({ version: '1.3.0', digest: DIGEST });
  });

  it('show turns, and words only with consent', async () => {
    await log.eventLog.append([
      event(1, turnFinished('a', 'vehicle')),
      event(2, turnFinished('b', 'region:cn-east', false)),
      event(2, turnFinished('b', 'region:cn-east', false)),
    ]);
    await stored(2);
    const { items, total } = await get('/v1/turns', pageSchema(vehicleTurnSchema));
    expect([total, items.map(({ turn, utterance }) => [turn, utterance])]).toEqual([
      2,
      [
        ['b', undefined],
        ['a', '打开车窗'],
      ],
    ]);
    expect((await get('/v1/turns?answeredBy=region', pageSchema(vehicleTurnSchema))).total).toBe(1);
    expect(await get('/v1/turns/summary', turnSummarySchema)).toMatchObject({
      total: 2,
      byAnswerer: { vehicle: 1, region: 1, model: 0 },
      byRegion: { 'cn-east': 1 },
    });
  });

  it('answer what is not there with a problem', async () => {
    for (const [path, status] of [
      ['/v1/vehicles/LHEADWAY00000000X', 404],
      ['/v1/vehicles/nonsense', 400],
      ['/v1/vehicles?limit=0', 400],
      ['/v1/turns?cursor=x', 400],
      ['/v1/dead-letters?cursor=WzFd', 400],
    ] as const) {
      const response = await fetch(`${http.url}${path}`);
      expect([path, response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([
        path,
        status,
        'application/problem+json',
      ]);
    }
  });
});

describe('live', () => {
  /** Reads server-sent events until one passes. */
  async function readEvents(
    path: string,
    passes: (type: string, data: string) => boolean,
    afterwards: () => Promise<unknown>,
  ): Promise<string> {
    const response = await fetch(`${http.url}${path}`);
    let text = '';
    const written = afterwards();
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      const found = text.split('\n\n').find((one) => passes(/event: (.*)/.exec(one)?.[1] ?? '', /data: (.*)/.exec(one)?.[1] ?? ''));
      if (found) {
        await written;
        return /data: (.*)/.exec(found)?.[1] ?? '';
      }
    }
    throw new Error(`the stream ended: ${text}`);
  }

  it('streams a vehicle: first the whole twin, then what changes', async () => {
    await log.eventLog.append([telemetry(1, 10)]);
    await stored(1);
    const path = `/v1/vehicles/${VIN}/stream`;
    expect(
      JSON.parse(
        await readEvents(
          path,
          (type) => type === 'snapshot',
          async () => undefined,
        ),
      ),
    ).toMatchObject({ speedKmh: 10 });
    const change = await readEvents(
      path,
      (type) => type === 'twin',
      () => log.eventLog.append([telemetry(2, 20), telemetry(2, 99, {}, OTHER)]),
    );
    expect(JSON.parse(change)).toMatchObject({ vin: VIN, signals: { 'Vehicle.Speed': { value: 20, seq: 2 } } });
  });

  it("streams the fleet's turns", async () => {
    const turn = await readEvents(
      '/v1/stream',
      (type) => type === 'turn',
      () => log.eventLog.append([event(1, turnFinished('a', 'vehicle'))]),
    );
    expect(JSON.parse(turn)).toMatchObject({ vin: VIN, turn: { turn: 'a', answeredBy: 'vehicle' } });
  });
});

describe('regions', () => {
  it('show the health that they answer, and none when they are silent', async () => {
    const health = { region: 'cn-east', status: 'ready', modelVersion: '1.0.0', modelDigest: DIGEST, queued: 0, p95Ms: 2, served: 7 };
    const region = createHttpServer((_request, response) => response.end(JSON.stringify(health)));
    await new Promise<void>((resolve) => region.listen(0, '127.0.0.1', resolve));
    const silent = createServer().listen(0, '127.0.0.1');
    await http.close();
    http = await start(`http://127.0.0.1:${(region.address() as AddressInfo).port}`);
    const list = () => get('/v1/regions', pageSchema(regionStatusSchema));
    const { items } = await until(list, (page) => page.items[0]?.checkedAt !== null);
    expect(items).toMatchObject([{ id: 'cn-east', health }]);
    await http.close();
    http = await start(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    expect((await list()).items).toMatchObject([{ id: 'cn-east', health: null }]);
    region.close();
    silent.close();
  });
});
