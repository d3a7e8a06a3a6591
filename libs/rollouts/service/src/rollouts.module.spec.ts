import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type GateReport, LOG_TOPICS, type ModelVersion, type Rollout, type StagePlan } from '@headway/contracts';
import type { EventLog } from '@headway/event-log/port';
import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { type HttpServer, startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { type AuditRecord, auditHash, ROLLOUTS_ENTITIES, ROLLOUTS_MIGRATIONS } from '@headway/rollouts/store';
import { openSigner, TestCar } from '@headway/rollouts/testing';
import { cloudEventOf, keywordModel, openTemporaryEventLog, type TemporaryEventLog } from '@headway/testing';
import type { DataSource } from 'typeorm';
import { Registry } from './registry.js';
import { RolloutsModule } from './rollouts.module.js';
import type { RolloutsOptions } from './rollouts-options.js';

const logger = createLogger({ level: 'silent', app: 'test' });
const CARS = 8;
const stage = (name: string, percent: number, minHealthy: number): StagePlan => ({
  name,
  percent,
  minHealthy,
  minTurns: 2,
  soakMs: 0,
  maxFailureShare: 0.2,
  deadlineMs: 60_000,
});
const STAGES = [stage('canary', 25, 2), stage('half', 50, 4), stage('all', 100, 8)];
const SHIPPED = keywordModel({ version: '1.0.0', keywords: { 窗: { intent: 'window.open' } } });
const BETTER = keywordModel({ version: '1.1.0', keywords: { 窗: { intent: 'window.open' }, 香: { intent: 'fragrance.on' } } });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const evaluation = { examples: 1, intentAccuracy: 1, slotF1: 1, wholeSentence: 1, calibrationError: 0, byLanguage: {} };
const gateOf = (bytes: Uint8Array, passed = true): GateReport => ({
  passed,
  parentDigest: sha256(SHIPPED),
  candidateDigest: sha256(bytes),
  checks: [{ rule: 'overall', passed, detail: 'paired test' }],
  sets: { held: { parent: evaluation, candidate: evaluation } },
});

let server: EmbeddedPostgres;
let source: DataSource;
let log: TemporaryEventLog;
let folder: string;
let http: HttpServer;
let signer: Awaited<ReturnType<typeof openSigner>>;
let cars: Map<string, TestCar>;
/** What the broker has retained for each vehicle; it hands it to cars as they come. */
let retained: Map<string, string>;
let brokerIsUp: boolean;

beforeAll(async () => {
  server = await startTemporaryPostgres();
  source = await openDatabase({ url: server.url, entities: ROLLOUTS_ENTITIES, migrations: ROLLOUTS_MIGRATIONS });
}, 60_000);

afterAll(async () => {
  await source?.destroy();
  await server?.close();
});

async function startService(changes: Partial<RolloutsOptions> = {}, port = 0): Promise<void> {
  const options: RolloutsOptions = {
    dataSource: source,
    eventLog: log.eventLog,
    publishDown: async (vin, _channel, payload) => {
      if (!brokerIsUp) throw new Error('the broker is away');
      retained.set(vin, Buffer.from(payload).toString('utf8'));
      await cars.get(vin)?.installer.assign(JSON.parse(retained.get(vin)!));
    },
    signer,
    artifactFolder: join(folder, 'artifacts'),
    repositoryUrl: () => `${http.url}/v1/repository`,
    clock: { epochMs: () => Date.now() },
    logger,
    tickMs: 20,
    ...changes,
  };
  http = await startHttpServer({ module: RolloutsModule.register(options), logger, host: '127.0.0.1', port, title: 'Rollouts' });
}

async function startCar(index: number, failing?: ReadonlySet<string>): Promise<TestCar> {
  const vin = `LHWCAR${String(index).padStart(11, '0')}`;
  const factoryModel = { path: join(folder, 'factory.onnx'), version: '1.0.0' };
  const car = await TestCar.start({
    vin,
    folder: join(folder, vin),
    factoryModel,
    trustedRoot: signer.trustedRoot,
    eventLog: log.eventLog,
    failing,
  });
  // A driver tries the new model as soon as it runs.
  car.installer.onStatus((status) => (status.state === 'healthy' ? void car.talk(2) : undefined));
  cars.set(vin, car);
  const message = retained.get(vin);
  if (message) await car.installer.assign(JSON.parse(message));
  return car;
}

/** Resolves with the rollout once its status topic has said that it is in a state. */
async function reaches(id: string, state: Rollout['state'], eventLog: EventLog = log.eventLog): Promise<Rollout> {
  let found = () => {};
  const said = new Promise<void>((resolve) => (found = resolve));
  const subscription = await eventLog.subscribe({
    group: `wait-${Math.random()}`,
    topics: [LOG_TOPICS.rolloutStatus],
    startFrom: 'earliest',
    onBatch: async ({ records }) => {
      for (const record of records) expect(cloudEventOf(record).type).toBe('headway.rollout.status.v1');
      const statuses = records.map(
        (record) => JSON.parse(Buffer.from(record.value).toString('utf8')) as { rollout: string; state: string },
      );
      if (statuses.some((status) => status.rollout === id && status.state === state)) found();
    },
  });
  await said;
  await subscription.stop();
  return get<Rollout>(`/v1/rollouts/${id}`);
}

const get = async <T>(path: string): Promise<T> => (await (await fetch(`${http.url}${path}`)).json()) as T;

async function post<T>(path: string, body: unknown, method = 'POST'): Promise<{ status: number; body: T }> {
  const response = await fetch(`${http.url}${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return { status: response.status, body: (await response.json()) as T };
}

async function upload(bytes: Uint8Array, gate?: GateReport): Promise<{ status: number; body: ModelVersion & { code?: string } }> {
  const form = new FormData();
  form.set('model', new Blob([new Uint8Array(bytes)]), 'model.onnx');
  if (gate) form.set('gate', JSON.stringify(gate));
  const response = await fetch(`${http.url}/v1/models`, { method: 'POST', body: form });
  return { status: response.status, body: (await response.json()) as ModelVersion };
}

async function approveRollout(changes: object = {}): Promise<Rollout> {
  const { body: model } = await upload(BETTER, gateOf(BETTER));
  const created = await post<Rollout>('/v1/rollouts', { model: model.id, stages: STAGES, controlPercent: 10, ...changes });
  expect(created.status).toBe(201);
  const approved = await post<Rollout>(`/v1/rollouts/${created.body.id}/approve`, { by: 'anna' });
  expect(approved.body).toMatchObject({ state: 'approved', approvedBy: 'anna' });
  return approved.body;
}

/** Resolves when the service has taken in so many vehicles. */
async function knowsVehicles(count: number): Promise<void> {
  for (;;) {
    const [row] = await source.query<{ count: string }[]>('SELECT count(*) FROM rollouts_vehicles');
    if (Number(row?.count) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const onVersion = (version: string) => [...cars.values()].filter((car) => car.slots.active.version === version).length;

beforeEach(async () => {
  await source.query(
    `TRUNCATE rollouts_models, rollouts_releases, rollouts_rollouts, rollouts_members, rollouts_turns, rollouts_vehicles,
       rollouts_assignments, rollouts_outbox, reader_position`,
  );
  await source.query(`UPDATE rollouts_audit_chain SET sequence = 0, hash = repeat('0', 64)`);
  folder = await mkdtemp(join(tmpdir(), 'headway-rollouts-'));
  log = await openTemporaryEventLog();
  signer = await openSigner({ folder: join(folder, 'signer'), now: Date.now });
  cars = new Map();
  retained = new Map();
  brokerIsUp = true;
  await writeFile(join(folder, 'factory.onnx'), SHIPPED);
  await startService();
  await http.app.get(Registry).registerShippedModel(join(folder, 'factory.onnx'));
});

afterEach(async () => {
  for (const car of cars.values()) await car.stop();
  await http.close();
  await log[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('a rollout to real cars', () => {
  it('goes through its stages until every car runs the model, and every step is on record', async () => {
    for (let index = 0; index < CARS; index++) await startCar(index);
    await knowsVehicles(CARS);
    const { id } = await approveRollout();
    const rollout = await reaches(id, 'complete');
    expect(onVersion('1.1.0')).toBe(CARS);
    expect(rollout.stages.map(({ vehicles, healthy, failed, state }) => ({ vehicles, healthy, failed, state }))).toEqual([
      { vehicles: 2, healthy: 2, failed: 0, state: 'passed' },
      { vehicles: 4, healthy: 4, failed: 0, state: 'passed' },
      { vehicles: 8, healthy: 8, failed: 0, state: 'passed' },
    ]);
    expect(rollout.decisions.filter(({ outcome }) => outcome !== 'wait').map(({ outcome }) => outcome)).toEqual([
      'start',
      'promote',
      'promote',
      'promote',
      'promote',
      'complete',
    ]);
    const released = await get<{ items: ModelVersion[]; next: string }>('/v1/models?family=vehicle&state=released&limit=1');
    expect(released).toMatchObject({ total: 2, items: [{ version: '1.1.0' }] });
    const rest = await get(`/v1/models?family=vehicle&state=released&limit=1&cursor=${released.next}`);
    expect(rest).toMatchObject({ items: [{ version: '1.0.0' }], next: null });

    const why = await get<Record<string, unknown>>(`/v1/vehicles/${[...cars.keys()][0]}/model`);
    expect(why).toMatchObject({
      active: { version: '1.1.0', digest: sha256(BETTER) },
      model: { gate: { passed: true } },
      assignment: { signed: { digest: sha256(BETTER) }, signature: { keyId: signer.directorKeyId } },
      rollout: { id, approvedBy: 'anna', memberState: 'healthy' },
    });
  });

  it('leaves an audit chain in which every record names the one before it', async () => {
    const { id } = await approveRollout();
    await post(`/v1/rollouts/${id}/cancel`, { by: 'anna' });
    const stored = await log.read(LOG_TOPICS.audit, 5);
    expect(stored.map((record) => cloudEventOf(record).type)).toEqual(stored.map(() => 'headway.audit.v1'));
    const records = stored.map((record) => JSON.parse(Buffer.from(record.value).toString('utf8')) as AuditRecord);
    expect(records.map(({ action }) => action)).toEqual([
      'model.register',
      'model.register',
      'rollout.create',
      'rollout.approve',
      'rollout.cancel',
    ]);
    records.forEach((record, index) => {
      expect(record.hash).toBe(auditHash(record));
      expect(record.previous).toBe(index === 0 ? '0'.repeat(64) : records[index - 1]!.hash);
    });
  });

  it('halts when cars undo the model, rolls back by itself, and no car stays on it', async () => {
    for (let index = 0; index < CARS; index++) await startCar(index, new Set(['1.1.0']));
    await knowsVehicles(CARS);
    const { id } = await approveRollout({ rollbackAfterMs: 0 });
    const rollout = await reaches(id, 'rolled-back');
    expect(rollout.decisions.map(({ outcome, rule }) => `${outcome}:${rule}`)).toEqual(
      expect.arrayContaining(['halt:failure-share', 'rollback:automatic', 'rollback:returned']),
    );
    expect(onVersion('1.0.0')).toBe(CARS);
    expect(rollout.stages[0]?.state).toBe('failed');
  });

  it('is rolled back by an operator with a release that is newer than the model it takes away', async () => {
    for (let index = 0; index < CARS; index++) await startCar(index);
    await knowsVehicles(CARS);
    const { id } = await approveRollout();
    await reaches(id, 'complete');
    await post(`/v1/rollouts/${id}/rollback`, { by: 'anna', reason: 'drivers complain' });
    await reaches(id, 'rolled-back');
    expect(onVersion('1.0.0')).toBe(CARS);
    const counters = [...retained.values()].map((message) => JSON.parse(message).signed.releaseCounter as number);
    expect(Math.min(...counters)).toBe(3);
    expect(await get(`/v1/models?state=withdrawn`)).toMatchObject({ total: 1, items: [{ version: '1.1.0' }] });
  });

  it('goes on after the broker was away and the service has been started anew', async () => {
    for (let index = 0; index < CARS; index++) await startCar(index);
    await knowsVehicles(CARS);
    brokerIsUp = false;
    const { id } = await approveRollout();
    await reachesInDatabase(id, 'running');
    await http.close();
    expect(retained.size).toBe(0);
    brokerIsUp = true;
    await startService({}, http.port);
    await reaches(id, 'complete');
    expect(onVersion('1.1.0')).toBe(CARS);
  });

  it('writes all of a decision or nothing', async () => {
    for (let index = 0; index < CARS; index++) await startCar(index);
    await knowsVehicles(CARS);
    await http.close();
    let diedTwice = () => {};
    const deaths = new Promise<void>((resolve) => (diedTwice = resolve));
    let count = 0;
    const dying = Object.assign(Object.create(signer) as typeof signer, {
      signAssignment: () => {
        if (++count === 2) diedTwice();
        throw new Error('died while deciding');
      },
    });
    await startService({ signer: dying }, http.port);
    const { id } = await approveRollout();
    await deaths;
    expect(await get(`/v1/rollouts/${id}`)).toMatchObject({ state: 'approved', cohort: 0, decisions: [] });
    await http.close();
    await startService({}, http.port);
    await reaches(id, 'complete');
    expect(onVersion('1.1.0')).toBe(CARS);
  });

  it('halts a model that understands less than the old one in the control group', async () => {
    for (let index = 0; index < CARS; index++) await startCar(index);
    await knowsVehicles(CARS);
    const endless = STAGES.map((planned) => ({ ...planned, minTurns: 10_000 }));
    const { id } = await approveRollout({ stages: endless, rollbackAfterMs: null });
    const started = await reaches(id, 'running');
    const places = await source.query<{ vin: string; control: boolean; stage: number }[]>(
      'SELECT vin, control, stage FROM rollouts_members WHERE rollout = $1',
      [started.id],
    );
    const drive = async (which: (place: { control: boolean; stage: number }) => boolean, outcome: 'executed' | 'not-understood') => {
      for (const { vin } of places.filter(which)) await cars.get(vin)!.talk(15, outcome);
    };
    for (const { vin } of places.filter((place) => place.stage === 0)) await cars.get(vin)!.installer.idle();
    await drive((place) => place.stage === 0, 'not-understood');
    await drive((place) => place.control, 'executed');
    const rollout = await reaches(id, 'halted');
    const halt = rollout.decisions.find(({ outcome }) => outcome === 'halt');
    expect(halt).toMatchObject({ rule: 'fallback-regression' });
    expect(halt?.numbers).toMatchObject({ controlFallbackRate: 0 });
    expect(onVersion('1.1.0')).toBe(2);
  });

  it('reaches a car that turns up after its end', async () => {
    for (let index = 0; index < CARS; index++) await startCar(index);
    await knowsVehicles(CARS);
    const { id } = await approveRollout();
    await reaches(id, 'complete');
    const late = await startCar(CARS);
    await new Promise<void>((resolve) => late.installer.onStatus((status) => (status.state === 'healthy' ? resolve() : undefined)));
    expect(late.slots.active.version).toBe('1.1.0');
  });
});

/** For a time when the event log's outbox stands still behind a broker that is away. */
async function reachesInDatabase(id: string, state: Rollout['state']): Promise<void> {
  while ((await get<Rollout>(`/v1/rollouts/${id}`)).state !== state) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('the registry', () => {
  it('takes a file once, reads its card and refuses what a gate does not vouch for', async () => {
    const first = await upload(BETTER, gateOf(BETTER));
    expect(first).toMatchObject({ status: 201, body: { family: 'vehicle', version: '1.1.0', state: 'candidate', releaseCounter: 2 } });
    expect((await upload(BETTER, gateOf(BETTER))).body.id).toBe(first.body.id);
    const other = keywordModel({ version: '1.2.0', keywords: {} });
    expect((await upload(other, gateOf(BETTER))).body).toMatchObject({ status: 422, code: 'invalid-model' });
    expect((await upload(other, gateOf(other, false))).body).toMatchObject({ status: 409, code: 'gate-not-passed' });
    expect((await upload(new Uint8Array([1, 2, 3]))).body).toMatchObject({ status: 422, code: 'invalid-model' });
    expect((await upload(keywordModel({ version: '1.1.0', keywords: { x: { intent: 'y' } } }))).body).toMatchObject({ code: 'conflict' });
  });

  it('lets no model without a gate into a rollout, until the gate has come', async () => {
    const response = await fetch(`${http.url}/v1/models`, {
      method: 'POST',
      body: new Uint8Array(BETTER),
      headers: { 'content-type': 'application/octet-stream' },
    });
    const { id } = (await response.json()) as ModelVersion;
    expect((await post('/v1/rollouts', { model: id })).body).toMatchObject({ code: 'gate-not-passed' });
    await post(`/v1/models/${id}/gate`, { gate: gateOf(BETTER), by: 'learning' }, 'PUT');
    expect((await post('/v1/rollouts', { model: id })).status).toBe(201);
  });

  it('serves files in ranges and by entity tag', async () => {
    const { body: model } = await upload(BETTER, gateOf(BETTER));
    const ask = (headers: Record<string, string>) => fetch(`${http.url}/v1/models/${model.id}/artifact`, { headers });
    const whole = await ask({});
    expect(Buffer.from(await whole.arrayBuffer()).equals(Buffer.from(BETTER))).toBe(true);
    const etag = whole.headers.get('etag')!;
    expect((await ask({ 'if-none-match': etag })).status).toBe(304);
    const part = await ask({ range: 'bytes=10-19' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${BETTER.length}`]);
    expect(Buffer.from(await part.arrayBuffer()).equals(Buffer.from(BETTER.subarray(10, 20)))).toBe(true);
    expect((await ask({ range: 'bytes=10-19', 'if-range': '"other"' })).status).toBe(200);
    expect((await ask({ range: `bytes=${BETTER.length}-` })).status).toBe(416);
  });

  it('answers what it does not have with problem details', async () => {
    expect((await fetch(`${http.url}/v1/models/none`)).status).toBe(404);
    expect((await fetch(`${http.url}/v1/rollouts/none`)).status).toBe(404);
    expect((await fetch(`${http.url}/v1/repository/metadata/..%2Fkeys%2Froot.pem`)).status).toBe(404);
    expect((await fetch(`${http.url}/v1/repository/targets/vehicle/nothing.onnx`)).status).toBe(404);
    expect((await post('/v1/rollouts', { model: 'vehicle-x', stages: [] })).status).toBe(400);
  });
});
