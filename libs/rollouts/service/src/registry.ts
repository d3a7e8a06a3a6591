import { readFile } from 'node:fs/promises';
import { type GateReport, type ModelCard, modelCardSchema, type ModelVersion, type Page } from '@headway/contracts';
import { readMetadata } from '@headway/learning/onnx';
import { AppError } from '@headway/platform/errors';
import { pageOf } from '@headway/platform/http';
import {
  addAudit,
  addRelease,
  findModel,
  findModelByDigest,
  listModels,
  ModelEntity,
  type ModelFilter,
  modelOrder,
  type Outbox,
  type OutboxTask,
} from '@headway/rollouts/store';
import type { EntityManager } from 'typeorm';
import { type Artifacts, sha256 } from './artifacts.js';
import type { OutboxWorker } from './outbox-worker.js';
import type { RolloutsOptions } from './rollouts-options.js';

/** Key of the model card in a file's metadata. */
const CARD_KEY = 'headway';

/** A model file as it is handed in. */
export interface Upload {
  bytes: Uint8Array;
  gate?: GateReport;
  /** Hash of the dataset, when the card does not name it. */
  datasetHash?: string;
  by: string;
}

interface RegistryParts {
  options: RolloutsOptions;
  artifacts: Artifacts;
  outbox: Outbox;
  worker: OutboxWorker;
}

/** The API's form of a model. */
export const toModelVersion = ({ shipped: _, releasedAt: __, ...model }: ModelEntity): ModelVersion => model;

function readCard(bytes: Uint8Array): ModelCard {
  let text: string | undefined;
  try {
    text = readMetadata(bytes)[CARD_KEY];
    if (text !== undefined) return modelCardSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('invalid-model', text === undefined ? 'the file is no ONNX model' : 'the model card in the file is not valid', {
      cause,
    });
  }
  throw new AppError('invalid-model', `the file has no model card (metadata "${CARD_KEY}")`);
}

/** A gate speaks about one file and its parent; another one's verdict proves nothing. */
function checkGate(gate: GateReport, { digest, card }: { digest: string; card: ModelCard }): void {
  if (gate.candidateDigest !== digest) throw new AppError('invalid-model', 'the gate report is about another file');
  if (card.parent && card.parent !== gate.parentDigest)
    throw new AppError('invalid-model', 'the gate report compares with another parent than the model card names');
  if (!gate.passed || gate.checks.some((check) => !check.passed)) {
    const failed = gate.checks.filter((check) => !check.passed).map((check) => check.rule);
    throw new AppError('gate-not-passed', `the model has not passed its gate: ${failed.join(', ') || 'rejected'}`);
  }
}

/** The registry of model versions. A file is registered once; its digest is its identity. */
export class Registry {
  constructor(private readonly parts: RegistryParts) {}

  /**
   * Registers a model file; the same file again gives the same model, with a gate report that came later.
   * @throws AppError `invalid-model`, `gate-not-passed`, `conflict` when the version is taken by another file
   */
  async register(upload: Upload): Promise<ModelVersion> {
    return toModelVersion(await this.add(upload, false));
  }

  /** Registers a model that comes with the platform: it needs no gate and counts as released. */
  async registerShippedModel(path: string): Promise<ModelVersion> {
    return toModelVersion(await this.add({ bytes: await readFile(path), by: 'platform' }, true));
  }

  async get(id: string): Promise<ModelVersion> {
    return toModelVersion(await findModel(this.parts.options.dataSource.manager, id));
  }

  async list(filter: ModelFilter): Promise<Page<ModelVersion>> {
    const { rows, total } = await listModels(this.parts.options.dataSource.manager, filter);
    return pageOf(rows, filter.limit, total, toModelVersion, (row) => [modelOrder(row), row.id]);
  }

  /** Attaches the gate report of a file that was uploaded without one. */
  async attachGate(id: string, gate: GateReport, by: string): Promise<ModelVersion> {
    return this.changed(id, by, 'model.gate', async (manager, model) => {
      checkGate(gate, model);
      await manager.update(ModelEntity, { id }, { gate });
    });
  }

  /** Releases a region's model; a vehicle's is released by its rollout. */
  async release(id: string, by: string): Promise<ModelVersion> {
    const now = this.parts.options.clock.epochMs();
    return this.changed(id, by, 'model.release', async (manager, model) => {
      if (model.family === 'vehicle') throw new AppError('conflict', 'a model for vehicles is released by a rollout');
      if (!model.gate && !model.shipped) throw new AppError('gate-not-passed', 'the model has no gate report');
      await manager.update(ModelEntity, { id }, { state: 'released', releasedAt: now });
    });
  }

  /** Takes a model out of use: no new rollout may bring it. */
  async withdraw(id: string, by: string): Promise<ModelVersion> {
    return this.changed(id, by, 'model.withdraw', (manager) => manager.update(ModelEntity, { id }, { state: 'withdrawn' }));
  }

  private async add({ bytes, gate, datasetHash, by }: Upload, shipped: boolean): Promise<ModelEntity> {
    const { options, artifacts, worker } = this.parts;
    const digest = sha256(bytes);
    const card = readCard(bytes);
    if (gate) checkGate(gate, { digest, card });
    await artifacts.keep(digest, bytes);
    const model = await options.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', ['rollouts-registry']);
      const known = await findModelByDigest(manager, digest);
      if (known) return gate && !known.gate ? this.keepGate(manager, known, { gate, by }) : known;
      // The service that froze the dataset knows its hash; the card's is that of the training mix with its rehearsal.
      const dataset = datasetHash ?? card.dataset ?? null;
      return this.insert(manager, { digest, card, bytes: bytes.length, gate: gate ?? null, datasetHash: dataset, shipped }, by);
    });
    worker.wake();
    return model;
  }

  private async keepGate(manager: EntityManager, known: ModelEntity, { gate, by }: { gate: GateReport; by: string }): Promise<ModelEntity> {
    await manager.update(ModelEntity, { id: known.id }, { gate });
    await this.audit(manager, { action: 'model.gate', by, model: known });
    return { ...known, gate };
  }

  private async insert(
    manager: EntityManager,
    file: Pick<ModelEntity, 'digest' | 'card' | 'bytes' | 'gate' | 'datasetHash' | 'shipped'>,
    by: string,
  ): Promise<ModelEntity> {
    const now = this.parts.options.clock.epochMs();
    const { family, version, parent } = file.card;
    const taken = await manager.findOneBy(ModelEntity, { family, version });
    if (taken) throw new AppError('conflict', `version ${version} of the ${family} model is another file: ${taken.id}`);
    const model: ModelEntity = {
      ...file,
      id: `${family}-${file.digest.slice(0, 16)}`,
      family,
      version,
      parentDigest: parent ?? null,
      releaseCounter: 0,
      state: file.shipped ? 'released' : 'candidate',
      createdAt: now,
      releasedAt: file.shipped ? now : null,
    };
    await manager.insert(ModelEntity, model);
    const { counter } = await addRelease(manager, model, { reason: 'registered', now });
    await manager.update(ModelEntity, { id: model.id }, { releaseCounter: counter });
    const sign: OutboxTask = { kind: 'sign', family, counter };
    await this.parts.outbox.put(manager, [sign]);
    await this.audit(manager, { action: 'model.register', by, model });
    return { ...model, releaseCounter: counter };
  }

  private async changed(
    id: string,
    by: string,
    action: string,
    change: (manager: EntityManager, model: ModelEntity) => Promise<unknown>,
  ): Promise<ModelVersion> {
    const { options, worker } = this.parts;
    const model = await options.dataSource.transaction(async (manager) => {
      const before = await findModel(manager, id);
      await change(manager, before);
      await this.audit(manager, { action, by, model: before });
      return findModel(manager, id);
    });
    worker.wake();
    return toModelVersion(model);
  }

  private async audit(manager: EntityManager, { action, by, model }: { action: string; by: string; model: ModelEntity }): Promise<void> {
    const { id, version, digest, parentDigest, datasetHash, gate } = model;
    const details = { version, digest, parentDigest, datasetHash, gatePassed: gate?.passed ?? null };
    await addAudit(manager, this.parts.outbox, {
      at: this.parts.options.clock.epochMs(),
      actor: by,
      action,
      subject: `model/${id}`,
      details,
    });
  }
}
