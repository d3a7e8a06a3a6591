import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GateReport, pageQuerySchema, type Rollout } from '@headway/contracts';
import { openDatabase, startEmbeddedPostgres } from '@headway/platform/database';
import { startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { ROLLOUTS_ENTITIES, ROLLOUTS_MIGRATIONS } from '@headway/rollouts/store';
import { openLmdbEventLog, openSigner, TestCar } from '@headway/rollouts/testing';
import { keywordModel } from '@headway/testing';
import { Registry } from './registry.js';
import { RolloutsModule } from './rollouts.module.js';
import { RolloutsService } from './rollouts-service.js';

/**
 * A whole platform in one process that a test can kill: database, log, service and cars, all in the folder given as argument. It begins a
 * rollout, or goes on with the one it finds, and tells of it in JSON lines.
 */
const folder = process.argv[2]!;
const cars = Number(process.argv[3]);
/** The same after every start, as in a real installation. */
const port = Number(process.argv[4]);
const LOOK_MS = 10;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const shipped = keywordModel({ version: '1.0.0', keywords: {} });
const better = keywordModel({ version: '1.1.0', keywords: { 香: { intent: 'fragrance.on' } } });
const gate: GateReport = { passed: true, parentDigest: sha256(shipped), candidateDigest: sha256(better), checks: [], sets: {} };
const stage = { minTurns: 2, soakMs: 100, maxFailureShare: 0.2, deadlineMs: 60_000 };

await mkdir(folder, { recursive: true });
const factory = join(folder, 'factory.onnx');
if (!existsSync(factory)) await writeFile(factory, shipped);
const postgres = await startEmbeddedPostgres({ dataFolder: join(folder, 'database') });
const dataSource = await openDatabase({ url: postgres.url, entities: ROLLOUTS_ENTITIES, migrations: ROLLOUTS_MIGRATIONS });
const eventLog = openLmdbEventLog({ folder: join(folder, 'log') });
const signer = await openSigner({ folder: join(folder, 'signer'), now: Date.now });
const fleet = new Map<string, TestCar>();

const logger = createLogger({ level: 'silent', app: 'test' });
const module = RolloutsModule.register({
  dataSource,
  eventLog,
  // The broker keeps nothing: what it had dies with the process.
  publishDown: async (vin, _channel, payload) => fleet.get(vin)?.installer.assign(JSON.parse(Buffer.from(payload).toString('utf8'))),
  signer,
  artifactFolder: join(folder, 'artifacts'),
  repositoryUrl: `http://127.0.0.1:${port}/v1/repository`,
  clock: { epochMs: () => Date.now() },
  logger,
  tickMs: 20,
});
const http = await startHttpServer({ module, logger, host: '127.0.0.1', port, title: 'Rollouts' });
await http.app.get(Registry).registerShippedModel(factory);

for (let index = 0; index < cars; index++) {
  const vin = `LHWCAR${String(index).padStart(11, '0')}`;
  const factoryModel = { path: factory, version: '1.0.0' };
  const car = await TestCar.start({ vin, folder: join(folder, vin), factoryModel, trustedRoot: signer.trustedRoot, eventLog });
  car.installer.onStatus((status) => (status.state === 'healthy' ? void car.talk(2) : undefined));
  fleet.set(vin, car);
}

const rollouts = http.app.get(RolloutsService);
const existing = await rollouts.list(pageQuerySchema.parse({}));
const id = existing.items[0]?.id ?? (await begin());

async function begin(): Promise<string> {
  const knowsAll = async () => Number((await dataSource.query('SELECT count(*) AS n FROM rollouts_vehicles'))[0].n) === cars;
  while (!(await knowsAll())) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  const model = await http.app.get(Registry).register({ bytes: better, gate, by: 'test' });
  const stages = [
    { ...stage, name: 'canary', percent: 25, minHealthy: 2 },
    { ...stage, name: 'half', percent: 50, minHealthy: 3 },
    { ...stage, name: 'all', percent: 100, minHealthy: cars },
  ];
  const draft = await rollouts.create({ model: model.id, cohort: {}, stages, controlPercent: 10, rollbackAfterMs: null }, 'test');
  await rollouts.approve(draft.id, 'test');
  return draft.id;
}

for (let rollout: Rollout | undefined; rollout?.state !== 'complete';) {
  rollout = await rollouts.get(id);
  const onNew = [...fleet.values()].filter((car) => car.slots.active.version === '1.1.0').length;
  process.stdout.write(`${JSON.stringify({ id, state: rollout.state, stage: rollout.currentStage, onNew })}\n`);
  await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
for (const car of fleet.values()) await car.stop();
await http.close();
await eventLog.close();
await dataSource.destroy();
await postgres.close();
