import { encodeFrame, type Frame, vehicleHistorySchema } from '@headway/contracts';
import { HISTORY_MIGRATIONS, writeFrames } from '@headway/history/store';
import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { type HttpServer, startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { makeSignalMaps, parseCatalogue, parseSignalIds } from '@headway/signals';
import { openTemporaryEventLog, type TemporaryEventLog } from '@headway/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { HistoryModule } from './history.module.js';

const VIN = 'LHEADWAY000000001';
const BOOT = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const NOW = 1_790_000_000_000;
const START = NOW - 60_000;

let server: EmbeddedPostgres;
let dataSource: DataSource;
let log: TemporaryEventLog;
let http: HttpServer;
beforeAll(async () => {
  server = await startTemporaryPostgres();
  dataSource = await openDatabase({ url: server.url, entities: [], migrations: HISTORY_MIGRATIONS });
  log = await openTemporaryEventLog();
  const logger = createLogger({ level: 'silent', app: 'test' });
  const speed = { type: 'sensor', datatype: 'float', unit: 'km/h', min: 0, max: 300 };
  const catalogue = parseCatalogue({
    Vehicle: { type: 'branch', children: { Speed: speed, Mode: { type: 'sensor', datatype: 'string' } } },
  });
  const ids = parseSignalIds({ 'Vehicle.Speed': 1, 'Vehicle.Mode': 2 });
  const module = HistoryModule.register({
    dataSource,
    eventLog: log.eventLog,
    signals: { catalogue, ids, maps: makeSignalMaps(ids, { catalogue }) },
    keepMs: 3_600_000,
    maxBytes: 1e9,
    clock: { epochMs: () => NOW },
    logger,
    metrics: createMetrics(),
  });
  http = await startHttpServer({ module, logger, host: '127.0.0.1', port: 0, title: 'history' });
  await writeFrames(dataSource, [frameOf(1, [10, 20]), frameOf(2, [30, 400]), frameOf(30, [50, 60])]);
}, 60_000);
afterAll(async () => {
  await http?.close();
  await log?.[Symbol.asyncDispose]();
  await dataSource?.destroy();
  await server?.close();
});

function frameOf(seq: number, speeds: number[]) {
  const startMs = START + seq * 1_000;
  const columns = [
    { signal: 1, offsetsMs: speeds.map((_, index) => index * 500), values: speeds },
    { signal: 2, offsetsMs: [0], values: [`m${seq}`] },
  ];
  const frame: Frame = { boot: BOOT, stream: 0, seq, startTimeMs: startMs, catalogue: '', columns };
  return { vin: VIN, boot: BOOT, seq, startMs, bytes: encodeFrame(frame) };
}

const ask = (query: string, vin = VIN) => fetch(`${http.url}/v1/vehicles/${vin}/history?${query}`);
const draw = async (query: string, vin = VIN) => vehicleHistorySchema.parse(await (await ask(query, vin)).json());

describe('GET /v1/vehicles/{vin}/history', () => {
  it('draws signals in buckets, leaves gaps as gaps, and leaves out what the catalogue does not allow', async () => {
    const chart = await draw(`signals=Vehicle.Speed,Vehicle.Mode&from=${START}&to=${NOW}&points=6`);
    expect(chart).toEqual({
      vin: VIN,
      from: START,
      to: NOW,
      bucketMs: 10_000,
      signals: {
        'Vehicle.Speed': {
          unit: 'km/h',
          points: [
            { at: START, count: 3, last: 30, min: 10, max: 30, mean: 20 },
            { at: START + 30_000, count: 2, last: 60, min: 50, max: 60, mean: 55 },
          ],
        },
        'Vehicle.Mode': {
          unit: null,
          points: [
            { at: START, count: 2, last: 'm2', min: null, max: null, mean: null },
            { at: START + 30_000, count: 1, last: 'm30', min: null, max: null, mean: null },
          ],
        },
      },
    });
  });

  it('ends now and begins an hour ago unless told, and takes ISO times', async () => {
    const usual = await draw('signals=Vehicle.Speed');
    expect([usual.from, usual.to]).toEqual([NOW - 3_600_000, NOW]);
    expect(usual.signals['Vehicle.Speed']?.points.reduce((sum, { count }) => sum + count, 0)).toBe(5);
    const iso = await draw(`signals=Vehicle.Speed&from=${new Date(START + 30_000).toISOString()}`);
    expect(iso.signals['Vehicle.Speed']?.points.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  it('is empty for a vehicle that has sent nothing', async () => {
    const chart = await draw('signals=Vehicle.Speed', 'LHEADWAY000000009');
    expect(chart.signals).toEqual({ 'Vehicle.Speed': { unit: 'km/h', points: [] } });
  });

  it.each([
    ['signals=Vehicle.Nothing', 422, /Vehicle.Nothing is not in the catalogue/],
    ['signals=', 400, /name at least one signal/],
    ['', 400, /signals/],
    [`signals=${Array.from({ length: 17 }, (_, index) => `V${index}`).join(',')}`, 400, /at most 16 signals/],
    [`signals=Vehicle.Speed&from=${NOW}&to=${START}`, 400, /from: it must be before to/],
    [`signals=Vehicle.Speed&from=0&to=${NOW}`, 400, /at most seven days/],
    ['signals=Vehicle.Speed&points=2001', 400, /points/],
    ['signals=Vehicle.Speed&points=0', 400, /points/],
    ['signals=Vehicle.Speed&from=yesterday', 400, /a time is milliseconds/],
  ])('refuses %s', async (query, status, detail) => {
    const response = await ask(query);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ detail: expect.stringMatching(detail) as unknown });
  });
});
