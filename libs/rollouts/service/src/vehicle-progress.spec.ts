import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ModelStatus, TurnFinished, VehicleEvent } from '@headway/contracts';
import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { DEFAULT_STAGES, draftRollout } from '@headway/rollouts/decisions';
import {
  loadEvidence,
  MemberEntity,
  ModelEntity,
  Outbox,
  RolloutEntity,
  ROLLOUTS_ENTITIES,
  ROLLOUTS_MIGRATIONS,
  VehicleEntity,
} from '@headway/rollouts/store';
import type { DataSource } from 'typeorm';
import { Director } from './director.js';
import type { RolloutsOptions } from './rollouts-options.js';
import { VehicleProgress } from './vehicle-progress.js';

const NEW = 'a'.repeat(64);
const OLD = 'b'.repeat(64);
const TREATED = 'LHWTREATED0000000';
const CONTROL = 'LHWC0NTR0L0000000';

let server: EmbeddedPostgres;
let source: DataSource;
let progress: VehicleProgress;

beforeAll(async () => {
  server = await startTemporaryPostgres();
  source = await openDatabase({ url: server.url, entities: ROLLOUTS_ENTITIES, migrations: ROLLOUTS_MIGRATIONS });
  const options = { dataSource: source, clock: { epochMs: () => 1000 } } as RolloutsOptions;
  progress = new VehicleProgress({ options, director: new Director(options, new Outbox(source)) });
}, 60_000);

afterAll(async () => {
  await source?.destroy();
  await server?.close();
});

const member = (vin: string, changes: Partial<MemberEntity>): MemberEntity => ({
  rollout: 'r',
  vin,
  bucket: 0,
  stage: 0,
  control: false,
  state: 'assigned',
  reason: null,
  fromDigest: OLD,
  assignment: 'current',
  assignedAt: 1,
  reportedAt: null,
  publishedAt: 1,
  ...changes,
});

beforeEach(async () => {
  await source.query(
    'TRUNCATE rollouts_models, rollouts_releases, rollouts_rollouts, rollouts_members, rollouts_turns, rollouts_vehicles, rollouts_assignments, rollouts_outbox',
  );
  const model = { id: 'm', family: 'vehicle', version: '2', digest: NEW, bytes: 1, parentDigest: null, datasetHash: null } as const;
  await source.manager.insert(ModelEntity, {
    ...model,
    releaseCounter: 1,
    state: 'candidate',
    shipped: false,
    card: {} as never,
    gate: null,
    createdAt: 0,
    releasedAt: null,
  });
  const record = {
    ...draftRollout({ digest: NEW, version: '2', stages: [...DEFAULT_STAGES], rollbackAfterMs: null }),
    state: 'running' as const,
    currentStage: 0,
  };
  const rollout = {
    id: 'r',
    model: 'm',
    state: 'running',
    salt: 's',
    filter: {},
    controlPercent: 10,
    releaseCounter: 1,
    note: null,
  } as const;
  await source.manager.insert(RolloutEntity, { ...rollout, record, createdAt: 0, updatedAt: 0 });
  await source.manager.insert(MemberEntity, [
    member(TREATED, {}),
    member(CONTROL, { stage: 2, control: true, state: 'waiting', assignment: null, assignedAt: null }),
  ]);
  await source.manager.insert(VehicleEntity, [
    { vin: TREATED, version: '1', digest: OLD, attestedAt: 10, assignment: 'current' },
    { vin: CONTROL, version: '1', digest: OLD, attestedAt: 10, assignment: null },
  ]);
});

const apply = (...events: [string, VehicleEvent][]) =>
  source.transaction((manager) =>
    progress.apply(
      manager,
      events.map(([vin, event]) => ({ vin, event })),
    ),
  );
const stateOf = async (vin: string) => (await source.manager.findOneByOrFail(MemberEntity, { rollout: 'r', vin })).state;
const status = (state: ModelStatus['state'], at: number, changes: Partial<ModelStatus> = {}): ModelStatus => ({
  type: 'model.status',
  at,
  rollout: 'r',
  assignment: 'current',
  version: '2',
  digest: NEW,
  state,
  ...changes,
});
const boot = (at: number, digest: string, version: string): VehicleEvent => ({
  type: 'boot.started',
  at,
  agentVersion: '1',
  model: { version, digest },
  previous: [],
});
const turn = (id: string, version: string, changes: Partial<TurnFinished> = {}): TurnFinished => ({
  type: 'turn.finished',
  at: 20,
  turn: id,
  session: 's',
  language: 'zh',
  answeredBy: 'vehicle',
  modelVersion: version,
  vehicleModelVersion: version,
  latencyMs: 1,
  deadlineMs: 300,
  late: false,
  confidence: 1,
  outcome: 'executed',
  actions: [],
  consent: false,
  ...changes,
});

describe('what vehicles say', () => {
  it('moves a member on, once each however often it is said', async () => {
    await apply([TREATED, status('downloading', 11)], [TREATED, status('active', 12)], [TREATED, status('active', 12)]);
    expect(await stateOf(TREATED)).toBe('active');
    await apply([TREATED, status('healthy', 13)], [TREATED, status('downloading', 11)]);
    expect(await stateOf(TREATED)).toBe('healthy');
    expect(await source.manager.findOneBy(VehicleEntity, { vin: TREATED })).toMatchObject({ version: '2', digest: NEW, attestedAt: 13 });
  });

  it('counts only when it is about the present assignment', async () => {
    await apply([TREATED, status('rejected', 11, { assignment: 'former', reason: 'expired' })]);
    expect(await stateOf(TREATED)).toBe('assigned');
  });

  it('fails a member that starts with its old model after the new one was active, but not by an old message', async () => {
    await apply([TREATED, status('healthy', 50)]);
    await apply([TREATED, boot(40, OLD, '1')]);
    expect(await stateOf(TREATED)).toBe('healthy');
    await apply([TREATED, boot(60, OLD, '1')]);
    expect(await stateOf(TREATED)).toBe('failed');
  });

  it('counts turns for both arms, each turn once, and nothing that belongs to neither', async () => {
    await apply([TREATED, status('healthy', 15)]);
    const events: [string, VehicleEvent][] = [
      [TREATED, turn('t1', '2', { outcome: 'not-understood' })],
      [TREATED, turn('t2', '2', { answeredBy: 'region:cn-east' })],
      [TREATED, turn('t3', '2', { corrects: 't2' })],
      [TREATED, turn('t0', '1')],
      [CONTROL, turn('c1', '1')],
      [CONTROL, turn('c2', '1', { outcome: 'not-understood' })],
      ['LHWSTRANGER000000', turn('x', '1')],
    ];
    await apply(...events);
    await apply(...events);
    const { candidate, control } = await loadEvidence(source.manager, 'r');
    expect(candidate).toEqual({ turns: 3, fallbacks: 2, corrections: 1 });
    expect(control).toEqual({ turns: 2, fallbacks: 1, corrections: 0 });
  });

  it('gives a vehicle that turns up late a place of its own', async () => {
    await apply(['LHWNEWC0MER000000', boot(5, OLD, '1')]);
    expect(await stateOf('LHWNEWC0MER000000')).toBe('waiting');
    expect(await source.manager.findOneBy(MemberEntity, { vin: 'LHWNEWC0MER000000' })).toMatchObject({ control: false, fromDigest: OLD });
  });
});
