import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findIntent, labelFromManualAction } from '@headway/assistant/ontology';
import {
  type Cluster,
  clusterSchema,
  type Dataset,
  datasetSchema,
  feedbackRecordSchema,
  learningStatusSchema,
  LOG_TOPICS,
  type Page,
  type TrainingRun,
  trainingRunSchema,
} from '@headway/contracts';
import {
  eventRecord,
  failedTurn,
  handAction,
  MemoryRegistry,
  tinyCorpusPort,
  tinyTrainer,
  trainTinyModel,
} from '@headway/learning/testing';
import { LEARNING_ENTITIES, LEARNING_MIGRATIONS } from '@headway/learning/store';
import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { type HttpServer, startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { openTemporaryEventLog, phrasingsOf, type TemporaryEventLog } from '@headway/testing';
import type { DataSource } from 'typeorm';
import { LearningModule } from './learning.module.js';

const FRAGRANCE = 'Vehicle.Cabin.Fragrance.IsOn';
const vinOf = (car: number) => `LHWTEST00000000${String(car).padStart(2, '0')}`;

let postgres: EmbeddedPostgres;
let dataSource: DataSource;
let log: TemporaryEventLog;
let registry: MemoryRegistry;
let artifactFolder: string;
let http: HttpServer;
let ids = 0;

async function startServer(): Promise<HttpServer> {
  const logger = createLogger({ level: 'silent', app: 'test' });
  const module = LearningModule.register({
    dataSource,
    eventLog: log.eventLog,
    registry,
    trainer: tinyTrainer(),
    corpus: tinyCorpusPort(),
    ontology: { labelFromManualAction, riskOf: (intent) => findIntent(intent)?.risk },
    artifactFolder,
    clock: { epochMs: () => Date.now() },
    newId: () => `0000000${++ids}`.slice(-8),
    logger,
    metrics: createMetrics(),
  });
  return startHttpServer({ module, logger, host: '127.0.0.1', port: 0, title: 'Learning' });
}

beforeAll(async () => {
  artifactFolder = await mkdtemp(join(tmpdir(), 'headway-learning-'));
  [postgres, log] = [await startTemporaryPostgres(), await openTemporaryEventLog()];
  dataSource = await openDatabase({ url: postgres.url, entities: LEARNING_ENTITIES, migrations: LEARNING_MIGRATIONS });
  registry = new MemoryRegistry(await trainTinyModel());
  http = await startServer();
}, 120_000);

afterAll(async () => {
  await http?.close();
  await dataSource?.destroy();
  await postgres?.close();
  await log?.[Symbol.asyncDispose]();
  await rm(artifactFolder, { recursive: true, force: true });
});

async function call<T>(path: string, body?: object): Promise<{ status: number; body: T }> {
  const init = body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
  const response = await fetch(`${http.url}/v1/${path}`, init);
  return { status: response.status, body: (await response.json()) as T };
}

/** Says every phrasing of the fragrance diffuser in some car, in vain, and presses the button. */
async function teach(): Promise<number> {
  const phrasings = phrasingsOf('fragrance');
  const events = phrasings.flatMap((example, i) => {
    const turn = failedTurn(`turn-${i}`, example.text, { consent: i % 12 !== 11 });
    return [turn, handAction(turn, FRAGRANCE, example.frames[0]?.intent === 'fragrance.on')].map((event, n) =>
      eventRecord(vinOf(i % 7), 2 * i + n + 1, event),
    );
  });
  await log.eventLog.append(events);
  // The same frames come again, as after a lost acknowledgement.
  await log.eventLog.append(events.slice(0, 20));
  return phrasings.filter((_, i) => i % 12 !== 11).length;
}

it('documents its interface', async () => {
  const { paths } = (await (await fetch(`${http.url}/api/docs-json`)).json()) as { paths: Record<string, object> };
  expect(Object.keys(paths).toSorted()).toEqual([
    '/v1/datasets',
    '/v1/datasets/{id}',
    '/v1/datasets/{id}/examples',
    '/v1/feedback/clusters',
    '/v1/feedback/clusters/{id}',
    '/v1/feedback/clusters/{id}/accept',
    '/v1/feedback/clusters/{id}/reject',
    '/v1/learning/status',
    '/v1/training-runs',
    '/v1/training-runs/{id}',
    '/v1/training-runs/{id}/cancel',
    '/v1/training-runs/{id}/stream',
  ]);
});

describe('the learning loop over HTTP', () => {
  let taught = 0;
  let dataset: Dataset;
  let run: TrainingRun;

  it('collects what drivers do after a failed utterance, once each and only with consent', async () => {
    expect((await call<{ stage: string }>('learning/status')).body).toMatchObject({ stage: 'collecting', candidates: 0, run: null });
    taught = await teach();
    const last = failedTurn('last', '播放新闻');
    const other = eventRecord(vinOf(9), 1, failedTurn('silent', 'my secret words', { consent: false }));
    await log.eventLog.append([other, ...[last, handAction(last, FRAGRANCE, true)].map((event, n) => eventRecord(vinOf(9), n + 2, event))]);
    const records = await log.read(LOG_TOPICS.feedback, taught + 1);
    const added = records.map((record) => feedbackRecordSchema.parse(JSON.parse(new TextDecoder().decode(record.value))));
    expect(new Set(added.map((record) => record.type))).toEqual(new Set(['candidate.added']));
    expect(records).toHaveLength(taught + 1);
    const status = learningStatusSchema.parse((await call('learning/status')).body);
    expect(status).toMatchObject({ stage: 'reviewable', candidates: taught + 1 });
    const everything = JSON.stringify(await dataSource.query('SELECT * FROM learning_turns, learning_candidates'));
    expect(everything).not.toContain('secret');
    expect(everything).not.toContain(vinOf(1));
  });

  it('shows clusters by page and filter', async () => {
    const all = (await call<Page<Cluster>>('feedback/clusters')).body;
    for (const cluster of all.items) clusterSchema.parse(cluster);
    expect(new Set(all.items.map((cluster) => cluster.label))).toEqual(new Set(['fragrance.on', 'fragrance.off']));
    expect(all.items.reduce((sum, cluster) => sum + cluster.size, 0)).toBe(taught + 1);
    const first = (await call<Page<Cluster>>('feedback/clusters?limit=1&label=fragrance.on&state=open')).body;
    expect(first.items).toHaveLength(1);
    expect(first.total).toBe(all.items.filter((cluster) => cluster.label === 'fragrance.on').length);
    const id = first.items[0]?.id ?? '';
    const one = (await call<Cluster & { candidates: Page<unknown> }>(`feedback/clusters/${id}?limit=2`)).body;
    expect(one.candidates.items.length).toBeGreaterThan(0);
    expect((await call('feedback/clusters?state=maybe')).status).toBe(400);
    expect(await call('feedback/clusters/nowhere')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await call(`feedback/clusters/${id}/accept`, { label: 'no.such' })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    });
    expect((await call<Cluster>(`feedback/clusters/${id}`)).body.state).toBe('open');
  });

  it('makes an immutable dataset of what was accepted', async () => {
    expect(await call('datasets', {})).toMatchObject({ status: 409 });
    const open = (await call<Page<Cluster>>('feedback/clusters')).body.items;
    const stray = open.find((cluster) => cluster.samples.includes('播放新闻'));
    for (const cluster of open) {
      const decision = cluster.id === stray?.id && cluster.size === 1 ? 'reject' : 'accept';
      expect((await call(`feedback/clusters/${cluster.id}/${decision}`, { by: 'mei' })).status).toBe(200);
    }
    const made = await call<Dataset>('datasets', {});
    expect(made.status).toBe(201);
    dataset = datasetSchema.parse(made.body);
    expect(dataset.heldOut).toBeGreaterThan(4);
    expect(await call<Dataset>('datasets', {})).toEqual({ status: 200, body: made.body });
    const lines = (await (await fetch(`${http.url}/v1/datasets/${dataset.id}/examples`)).text()).trimEnd().split('\n');
    const examples = lines.map((line) => JSON.parse(line) as { text: string; split: string; candidates: string[] });
    expect(examples).toHaveLength(dataset.examples);
    expect(examples.filter((example) => example.split === 'held-out')).toHaveLength(dataset.heldOut);
    expect(examples.every((example) => example.candidates.length > 0)).toBe(true);
  });

  it('fine-tunes, waits for a registry that is away, and registers what passed the gate', async () => {
    registry.away = true;
    const asked = await call<TrainingRun>('training-runs', { dataset: dataset.id, family: 'vehicle' });
    expect(asked).toMatchObject({ status: 202, body: { state: 'queued', progress: { step: 0 } } });
    expect((await call('training-runs', { dataset: dataset.id, family: 'vehicle' })).status).toBe(409);
    const states = await watch(asked.body.id, (seen) => seen.state === 'passed');
    expect(states).toEqual(expect.arrayContaining(['training', 'evaluating', 'passed']));
    expect((await call('learning/status')).body).toMatchObject({ stage: 'gated' });
    await registry.refusal;
    registry.away = false;
    await watch(asked.body.id, () => false);
    run = trainingRunSchema.parse((await call(`training-runs/${asked.body.id}`)).body);
    expect(run).toMatchObject({ state: 'registered', error: null, gate: { passed: true } });
    expect(registry.registered.map((entry) => [entry.gate.candidateDigest, entry.datasetHash])).toEqual([
      [run.gate?.candidateDigest, dataset.hash],
    ]);
    expect(run.model).toMatch(/^model-/);
    expect(run.evaluation?.['new']?.wholeSentence).toBeGreaterThanOrEqual(0.8);
    expect((await call('learning/status')).body).toMatchObject({ stage: 'registered' });
    expect((await call(`training-runs/${run.id}/cancel`, {})).status).toBe(409);
    expect((await call<Page<TrainingRun>>('training-runs?state=registered')).body.total).toBe(1);
  }, 120_000);

  it('cancels a run under way', async () => {
    const asked = await call<TrainingRun>('training-runs', { dataset: dataset.id, family: 'vehicle' });
    await watch(asked.body.id, (seen) => seen.state === 'training');
    expect((await call<TrainingRun>(`training-runs/${asked.body.id}/cancel`, {})).body.state).toBe('cancelled');
    expect(await watch(asked.body.id, () => false)).toEqual(['cancelled']);
  }, 60_000);

  it('goes on with a run after a clean stop, and reads no event twice', async () => {
    const asked = await call<TrainingRun>('training-runs', { dataset: dataset.id, family: 'vehicle' });
    await watch(asked.body.id, (seen) => seen.state === 'training');
    await http.close();
    expect(await dataSource.query('SELECT state FROM learning_runs WHERE id = $1', [asked.body.id])).toEqual([{ state: 'training' }]);
    http = await startServer();
    await watch(asked.body.id, () => false);
    expect((await call<TrainingRun>(`training-runs/${asked.body.id}`)).body.state).toBe('registered');
    expect((await call<{ candidates: number }>('learning/status')).body.candidates).toBe(taught + 1);
  }, 60_000);
});

/** Follows a run's event stream until it ends or `enough`; returns the states seen. */
async function watch(id: string, enough: (run: TrainingRun) => boolean): Promise<string[]> {
  const response = await fetch(`${http.url}/v1/training-runs/${id}/stream`);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const states: string[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (!data) continue;
      const run = trainingRunSchema.parse(JSON.parse(data));
      states.push(run.state);
      if (enough(run)) return states;
    }
  }
  return states;
}
