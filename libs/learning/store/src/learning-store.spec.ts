import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Derived, KeptTurn } from '@headway/learning/feedback';
import { assembleDataset, relabel } from '@headway/learning/feedback';
import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import type { DataSource } from 'typeorm';
import { addCandidate } from './candidates.js';
import { ClusterStore } from './clusters.js';
import { DatasetStore } from './datasets.js';
import { Outbox } from './outbox.js';
import { RunStore } from './runs.js';
import { LEARNING_ENTITIES, LEARNING_MIGRATIONS } from './schema.js';
import { turns } from './turns.js';

let server: EmbeddedPostgres;
let source: DataSource;
let now = 1_000;

beforeAll(async () => {
  server = await startTemporaryPostgres();
  source = await openDatabase({ url: server.url, entities: LEARNING_ENTITIES, migrations: LEARNING_MIGRATIONS });
}, 60_000);

afterAll(async () => {
  await source?.destroy();
  await server?.close();
});

beforeEach(async () => {
  await source.query(
    `TRUNCATE learning_turns, learning_candidates, learning_clusters, learning_datasets, learning_dataset_examples, learning_runs, learning_outbox`,
  );
});

let turnNumber = 0;
const derived = (utterance: string, intent = 'fragrance.on', changes: Partial<Derived> = {}): Derived => ({
  kind: 'manual-action',
  language: 'zh',
  utterance,
  frames: [{ intent, span: [0, utterance.length], slots: [] }],
  turn: `turn-${++turnNumber}`,
  vehicleModelVersion: '1',
  at: ++now,
  ...changes,
});

const add = (candidate: Derived, vehicle = 'car-a') =>
  source.transaction((manager) => addCandidate(manager, { vehicle, derived: candidate, now }));

const page = { limit: 50 };

describe('candidates and their clusters', () => {
  it('gathers a label, groups alike phrasings and shows who said what', async () => {
    await add(derived('播放新闻'));
    await add(derived('打开香氛'));
    await add(derived('把香氛打开', 'fragrance.on', { kind: 'correction' }), 'car-b');
    await add(derived('香氛开一下'), 'car-b');
    const { items, total, next } = await new ClusterStore(source).list(page);
    expect(total).toBe(2);
    expect(next).toBeNull();
    const group = items.find((cluster) => !cluster.scattered);
    expect(group).toMatchObject({ label: 'fragrance.on', state: 'open', size: 3, vehicles: 2, languages: { zh: 3 } });
    expect(group?.kinds).toEqual({ 'manual-action': 2, correction: 1 });
    expect(group?.samples.toSorted()).toEqual(['打开香氛', '把香氛打开', '香氛开一下'].toSorted());
    expect(items.find((cluster) => cluster.scattered)?.samples).toEqual(['播放新闻']);
  });

  it('has one candidate a turn: the same evidence again changes nothing, stronger evidence takes its place', async () => {
    const action = derived('来点香味');
    expect(await add(action)).toBeDefined();
    expect(await add(action)).toBeUndefined();
    expect(await add({ ...action, kind: 'disagreement' })).toBeUndefined();
    const correction = {
      ...action,
      kind: 'correction' as const,
      frames: [{ intent: 'window.open', span: [0, 4] as [number, number], slots: [] }],
    };
    expect(await add(correction)).toMatchObject({ label: 'window.open' });
    const { items } = await new ClusterStore(source).list(page);
    expect(items.map((cluster) => [cluster.label, cluster.size])).toEqual([['window.open', 1]]);
  });

  it('gives the same clusters the same ids when everything comes again', async () => {
    const all = ['打开香氛', '把香氛打开', '香氛开一下', '好闻的', 'turn on the fragrance'].map((text) => derived(text));
    const ids = async () => {
      for (const candidate of all) await add(candidate);
      return (await new ClusterStore(source).list(page)).items.map((cluster) => [cluster.id, cluster.size]).toSorted();
    };
    const first = await ids();
    await source.query('TRUNCATE learning_candidates, learning_clusters');
    expect(await ids()).toEqual(first);
  });

  it('shows both labels of an utterance on which vehicles disagree, in both clusters', async () => {
    await add(derived('透透气', 'window.open'), 'car-a');
    await add(derived('透透气', 'window.open'), 'car-b');
    await add(derived('透透气', 'ac.on'), 'car-c');
    const expected = [{ utterance: '透透气', labels: { 'window.open': 2, 'ac.on': 1 }, majority: 'window.open' }];
    const { items } = await new ClusterStore(source).list(page);
    expect(items.map((cluster) => cluster.contradictions)).toEqual([expected, expected]);
  });

  it('pages and filters', async () => {
    for (const [label, language] of [
      ['a', 'zh'],
      ['b', 'en'],
      ['c', 'zh'],
    ] as const)
      await add(derived(`${label}说`, label, { language }));
    const store = new ClusterStore(source);
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const { items, next, total } = await store.list({ limit: 1, cursor });
      expect(total).toBe(3);
      seen.push(...items.map((cluster) => cluster.label));
      if (!next) break;
      cursor = next;
    }
    expect(seen.toSorted()).toEqual(['a', 'b', 'c']);
    expect((await store.list({ ...page, language: 'en' })).items.map((cluster) => cluster.label)).toEqual(['b']);
    expect((await store.list({ ...page, label: 'c' })).total).toBe(1);
    expect((await store.list({ ...page, state: 'accepted' })).total).toBe(0);
    const [cluster] = (await store.list({ ...page, label: 'a' })).items;
    const candidates = await store.candidates(cluster?.id ?? '', { limit: 1 });
    expect(candidates).toMatchObject({ total: 1, next: null, items: [{ utterance: 'a说', kind: 'manual-action' }] });
  });
});

describe('a decision', () => {
  const store = () => new ClusterStore(source);
  const decide = (id: string, decision: { state: 'accepted' | 'rejected'; label?: string }) =>
    source.transaction((manager) => store().decide(manager, id, { ...decision, by: 'mei', at: ++now }));

  it('is kept, may be repeated and not reversed', async () => {
    const candidate = await add(derived('打开香氛'));
    const id = candidate?.cluster ?? '';
    expect((await decide(id, { state: 'accepted' })).changed).toBe(true);
    expect((await decide(id, { state: 'accepted' })).changed).toBe(false);
    await expect(decide(id, { state: 'rejected' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await store().get(id)).toMatchObject({ state: 'accepted', acceptedLabel: 'fragrance.on', decidedBy: 'mei' });
    await expect(decide('no-such', { state: 'accepted' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('holds for the same words said later; other words open a new cluster', async () => {
    const id = (await add(derived('打开香氛')))?.cluster ?? '';
    await decide(id, { state: 'accepted' });
    expect((await add(derived('打开香氛。'), 'car-b'))?.cluster).toBe(id);
    const other = (await add(derived('来点味道')))?.cluster ?? '';
    expect(other).not.toBe(id);
    expect((await store().get(other)).state).toBe('open');
  });
});

describe('datasets', () => {
  it('are the same dataset for the same content, and keep their examples and lineage', async () => {
    const clusters = new ClusterStore(source);
    const datasets = new DatasetStore(source);
    const first = await add(derived('打开香氛'));
    await add(derived('好闷', 'window.open'));
    const id = first?.cluster ?? '';
    await source.transaction((manager) => clusters.decide(manager, id, { state: 'accepted', label: 'none', by: 'mei', at: now }));
    const make = () =>
      source.transaction(async (manager) => {
        const accepted = await clusters.accepted(manager);
        const assembled = assembleDataset(
          accepted.candidates.map((candidate) => ({ ...candidate, frames: relabel(candidate.frames, 'none') })),
        );
        return datasets.create(manager, { assembled, clusters: accepted.clusters.map((cluster) => cluster.id), at: ++now });
      });
    const made = await make();
    expect(made).toMatchObject({ created: true, dataset: { examples: 1, clusters: [id], intents: { none: 1 }, dropped: [] } });
    expect(await make()).toEqual({ created: false, dataset: made.dataset });
    expect(await datasets.examples(made.dataset.id)).toMatchObject([
      { count: 1, candidates: [first?.id], example: { text: '打开香氛', source: 'fleet' } },
    ]);
    expect(await datasets.list(page)).toEqual({ items: [made.dataset], next: null, total: 1 });
    await expect(source.transaction((manager) => clusters.accepted(manager, ['nowhere']))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('training runs', () => {
  it('queue in order, the begun one first, and a finished one no longer changes', async () => {
    await source.query(`INSERT INTO learning_datasets VALUES ('ds-1', 'h', 1, 0, '[]', '{}', '[]', 1)`);
    const runs = new RunStore(source);
    const parentDigest = 'a'.repeat(64);
    for (const id of ['r1', 'r2', 'r3']) await runs.create({ id, dataset: 'ds-1', family: 'vehicle', parentDigest }, ++now);
    expect((await runs.next())?.id).toBe('r1');
    expect((await runs.change('r2', { state: 'training' }))?.state).toBe('training');
    expect((await runs.next())?.id).toBe('r2');
    expect(await runs.change('r2', { state: 'cancelled' })).toMatchObject({ state: 'cancelled' });
    expect(await runs.change('r2', { state: 'passed' })).toBeUndefined();
    expect((await runs.get('r2')).state).toBe('cancelled');
    expect((await runs.list({ limit: 2 })).items.map((run) => run.id)).toEqual(['r3', 'r2']);
    expect((await runs.list({ limit: 5, state: 'queued' })).total).toBe(2);
  });
});

it('keeps turns until they are forgotten', async () => {
  const kept = {
    turn: 't1',
    at: 5,
    language: 'zh',
    utterance: '好闷',
    outcome: 'not-understood',
    answeredBy: 'vehicle',
    vehicleModelVersion: '1',
  } as const;
  const put = (turn: KeptTurn, receivedAt: number) => turns.keep(source.manager, { vehicle: 'car-a', turn, receivedAt });
  await put(kept, 5);
  await put({ ...kept, utterance: 'changed' }, 6);
  await put({ ...kept, turn: 't2', corrects: 't1' }, 9);
  expect(await turns.find(source.manager, 'car-a', 't1')).toEqual(kept);
  expect(await turns.find(source.manager, 'car-b', 't1')).toBeUndefined();
  expect((await turns.correcting(source.manager, 'car-a', 't1')).map((turn) => turn.turn)).toEqual(['t2']);
  expect(await turns.forgetBefore(source.manager, 9)).toBe(1);
});

it('hands out what is to be published in the order it was written', async () => {
  const outbox = new Outbox(source);
  for (const cluster of ['a', 'b', 'c']) {
    const record = { type: 'cluster.decided', at: 1, cluster, label: 'x', state: 'accepted', decidedBy: 'mei' } as const;
    await source.transaction((manager) => outbox.put(manager, cluster, record));
  }
  const rows = await outbox.oldest(2);
  expect(rows.map((row) => [row.key, row.record.type])).toEqual([
    ['a', 'cluster.decided'],
    ['b', 'cluster.decided'],
  ]);
  await outbox.remove(rows.map((row) => row.id));
  expect((await outbox.oldest(9)).map((row) => row.key)).toEqual(['c']);
});
