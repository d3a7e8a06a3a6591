import { setTimeout as delay } from 'node:timers/promises';
import {
  type Column,
  completenessSchema,
  encodeFrame,
  fleetCompletenessSchema,
  readFrameIdentity,
  type Frame,
  type Presence,
  type Resend,
  resendSchema,
  type VehicleEvent,
  vehicleTwinSchema,
} from '@headway/contracts';
import type { LogRecord } from '@headway/event-log/port';
import { FLEET_ENTITIES, FLEET_MIGRATIONS } from '@headway/fleet/store';
import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { type HttpServer, startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { makeSignalMaps, parseCatalogue, parseSignalIds } from '@headway/signals';
import { openTemporaryEventLog, type TemporaryEventLog } from '@headway/testing';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { FleetModule } from './fleet.module.js';
import type { FleetOptions } from './fleet-options.js';

export const VIN = 'LHEADWAY000000001';
export const OTHER = 'LHEADWAY000000002';
export const FORMER = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
export const BOOT = '0290a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
export const START = Date.now() - 60_000;
export const DIGEST = 'a'.repeat(64);

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

/** Another vehicle's map: other numbers, and speed in metres a second. */
export const OTHER_IDS = parseSignalIds({ 'Vehicle.Gone': 1, 'Vehicle.Speed': 2 });
const maps = makeSignalMaps(ids, { catalogue, others: [{ ids: OTHER_IDS, meaningOf: () => ({ datatype: 'float', unit: 'm/s' }) }] });

export const frameOf = (seq: number, columns: Column[], change: Partial<Frame> = {}): Frame => ({
  boot: BOOT,
  stream: 0,
  seq,
  startTimeMs: START + seq * 1_000,
  catalogue: ids.shortHash,
  columns,
  ...change,
});
export const speed = (value: number): Column[] => [{ signal: 1, offsetsMs: [0], values: [value] }];
export const record = (topic: string, value: Uint8Array, key = VIN): LogRecord => ({ topic, key, value, headers: {} });
export const telemetry = (seq: number, kmh: number, change: Partial<Frame> = {}, vin = VIN) =>
  record('telemetry.frames', encodeFrame(frameOf(seq, speed(kmh), change)), vin);
export const event = (seq: number, content: VehicleEvent, change: Partial<Frame> = {}) =>
  record('vehicle.events', encodeFrame(frameOf(seq, [], { stream: 1, event: JSON.stringify(content), ...change })));
export const presence = (online: boolean, at: number, vin = VIN, more: Partial<Presence> = {}) =>
  record('vehicle.presence', Buffer.from(JSON.stringify({ online, boot: BOOT, at, ...more })), vin);
export const bootStarted = (previous: Extract<VehicleEvent, { type: 'boot.started' }>['previous'] = []): VehicleEvent => ({
  type: 'boot.started',
  at: START,
  agentVersion: '1',
  model: { version: '1.2.0', digest: DIGEST },
  previous,
});
export const turnFinished = (turn: string, answeredBy: 'vehicle' | `region:${string}`, consent = true): VehicleEvent => ({
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

const TABLES =
  'fleet_stream_archive, fleet_receipt, fleet_dead_letter_body, fleet_registration, fleet_vehicle, fleet_connectivity, fleet_stream, fleet_twin, fleet_turn, fleet_turn_count, fleet_dead_letter, reader_position';
const logger = createLogger({ level: 'silent', app: 'test' });

/** Reading rules that are easy to foresee: whatever begins with a frame's identity becomes a frame, of vehicles that are known. */
const fixtureRules: FleetOptions['readAgain'] = ({ topic, payload }, _receivedAt, known) => {
  const vin = topic.split('/')[2] ?? '';
  if (!known) return { ok: false, reason: 'unknown-vehicle', detail: vin };
  const header = readFrameIdentity(payload);
  if (!header) return { ok: false, reason: 'truncated', detail: 'no identity' };
  return { ok: true, records: [record('telemetry.frames', payload, vin)], headers: [header] };
};

/** The fleet service on a database and an event log of its own, as a client sees it. */
export class FleetFixture {
  sent: { topic: string; payload: string }[] = [];
  log!: TemporaryEventLog;
  /** When vehicles count as silent; the usual bounds unless told. Holds from the next start. */
  silence: { afterMs: number; everyMs: number } | undefined;
  private http!: HttpServer;

  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly source: DataSource,
  ) {}

  static async open(): Promise<FleetFixture> {
    const server = await startTemporaryPostgres();
    return new FleetFixture(server, await openDatabase({ url: server.url, entities: FLEET_ENTITIES, migrations: FLEET_MIGRATIONS }));
  }

  /** Begins with nothing stored and nothing known. */
  async begin(): Promise<void> {
    this.sent = [];
    this.silence = undefined;
    await this.source.query(`TRUNCATE ${TABLES}`);
    this.log = await openTemporaryEventLog();
    this.http = await this.start();
  }

  async end(): Promise<void> {
    await this.http.close();
    await this.log[Symbol.asyncDispose]();
  }

  async restart(regionUrl?: string): Promise<void> {
    await this.http.close();
    this.http = await this.start(regionUrl);
  }

  async close(): Promise<void> {
    await this.source.destroy();
    await this.server.close();
  }

  append(...records: LogRecord[]): Promise<unknown> {
    return this.log.eventLog.append(records);
  }

  fetch(path: string, options: RequestInit = {}): Promise<Response> {
    return fetch(`${this.http.url}${path}`, options);
  }

  async get<T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T>> {
    const response = await this.fetch(path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return schema.parse(await response.json());
  }

  async post<T extends z.ZodType>(path: string, body: unknown, schema: T): Promise<z.infer<T>> {
    const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await this.fetch(path, options);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return schema.parse(await response.json());
  }

  /** Rows of the database, for what no client sees. */
  query<T>(statement: string): Promise<T[]> {
    return this.source.query<T[]>(statement);
  }

  fleet = () => this.get('/v1/completeness', fleetCompletenessSchema);
  ledger = (vin = VIN) => this.get(`/v1/vehicles/${vin}/completeness`, completenessSchema);
  twin = (vin = VIN) => this.get(`/v1/vehicles/${vin}`, vehicleTwinSchema);
  stored = (count: number) => until(this.fleet, ({ totals }) => totals.stored === count);

  /** Requests for missing frames that were sent to the vehicle. */
  get requests(): Resend[] {
    const topic = `headway/v1/${VIN}/down/resend`;
    return this.sent.filter((message) => message.topic === topic).map(({ payload }) => resendSchema.parse(JSON.parse(payload)));
  }

  /** What the service is made with. */
  options(change: Partial<FleetOptions>, regionUrl = 'http://127.0.0.1:9'): FleetOptions {
    return {
      dataSource: this.source,
      eventLog: this.log.eventLog,
      publishDown: (topic, payload) => this.sent.push({ topic, payload }),
      signals: { catalogue, ids, maps },
      readAgain: fixtureRules,
      vehicles: 'registered',
      regions: [{ id: 'cn-east', name: 'Shanghai', url: regionUrl, latitude: 31, longitude: 121, residency: 'cn' }],
      clock: { epochMs: Date.now },
      random: () => 0.5,
      logger,
      metrics: createMetrics(),
      resend: { graceMs: 20 },
      ...(this.silence ? { silence: this.silence } : {}),
      ...change,
    };
  }

  private start(regionUrl?: string): Promise<HttpServer> {
    const module = FleetModule.register(this.options({}, regionUrl));
    return startHttpServer({ module, logger, host: '127.0.0.1', port: 0, title: 'fleet' });
  }
}

/** Asks until the answer passes; the answers come over HTTP, which has nothing to await. */
export async function until<T>(look: () => Promise<T>, passes: (value: T) => boolean): Promise<T> {
  for (const end = Date.now() + 10_000; ; await delay(20)) {
    const value = await look().catch(() => undefined);
    if (value !== undefined && passes(value)) return value;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(value)}`);
  }
}
