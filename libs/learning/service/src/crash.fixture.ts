import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findIntent } from '@headway/assistant/ontology';
import { addCandidate, LEARNING_ENTITIES, LEARNING_MIGRATIONS } from '@headway/learning/store';
import { MemoryRegistry, tinyCorpusPort, tinyTrainer } from '@headway/learning/testing';
import { openDatabase, startEmbeddedPostgres } from '@headway/platform/database';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { openTemporaryEventLog, phrasingsOf } from '@headway/testing';
import type { DataSource } from 'typeorm';
import { LearningLoop } from './learning-loop.js';

/**
 * A process that works off training runs until it is killed or its run is finished, for the crash test. Its data folder decides whether it
 * begins a run or goes on with one; a rest after each step makes it easier to hit. Each change of the run is a line of JSON on standard output.
 */
const [folder = '', parentFile = '', rest = '0'] = process.argv.slice(2);
const RUN = 'run-crash';

async function beginRun(dataSource: DataSource, loop: LearningLoop): Promise<void> {
  for (const [i, { language, text, frames }] of phrasingsOf('fragrance').entries()) {
    const derived = { kind: 'manual-action', language, utterance: text, frames, turn: `t${i}`, vehicleModelVersion: '1', at: i } as const;
    await dataSource.transaction((manager) => addCandidate(manager, { vehicle: 'car', derived, now: i }));
  }
  for (const { id } of (await loop.clusters.list({ limit: 50 })).items) await loop.reviews.decide(id, { state: 'accepted', by: 'mei' });
  const { dataset } = await loop.builder.create();
  await loop.trainingRuns.create({ dataset: dataset.id, family: 'vehicle' });
}

const postgres = await startEmbeddedPostgres({ dataFolder: join(folder, 'database') });
const dataSource = await openDatabase({ url: postgres.url, entities: LEARNING_ENTITIES, migrations: LEARNING_MIGRATIONS });
const log = await openTemporaryEventLog();
const loop = new LearningLoop({
  dataSource,
  eventLog: log.eventLog,
  registry: new MemoryRegistry(await readFile(parentFile)),
  trainer: tinyTrainer(Number(rest)),
  corpus: tinyCorpusPort(),
  ontology: { labelFromManualAction: () => undefined, riskOf: (intent) => findIntent(intent)?.risk },
  artifactFolder: join(folder, 'artifacts'),
  clock: { epochMs: () => Date.now() },
  newId: () => 'crash',
  logger: createLogger({ level: 'warn', app: 'crash-test' }),
  metrics: createMetrics(),
});
await loop.onApplicationBootstrap();
if (!(await loop.runs.newest())) await beginRun(dataSource, loop);
loop.trainingRuns.watch(RUN).subscribe({
  next: ({ state, progress, gate }) => {
    const candidate = gate?.candidateDigest;
    process.stdout.write(`${JSON.stringify({ state, step: progress.step, candidate })}\n`);
  },
  complete: () => {
    void (async () => {
      await loop.onModuleDestroy();
      await dataSource.destroy();
      await postgres.close();
      await log[Symbol.asyncDispose]();
    })();
  },
});
