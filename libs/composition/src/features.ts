import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { findIntent, labelFromManualAction } from '@headway/assistant/ontology';
import { CampaignsModule } from '@headway/campaigns/service';
import { CommandsModule } from '@headway/commands/service';
import { downTopic, type Region } from '@headway/contracts';
import { FleetModule } from '@headway/fleet/service';
import { findVehicle } from '@headway/fleet/store';
import { HistoryModule } from '@headway/history/service';
import { readFrames } from '@headway/history/store';
import { createHttpRegistry, createShippedCorpus, createWorkerTrainer } from '@headway/learning/jobs';
import { shippedModelPath } from '@headway/learning/corpus';
import { LearningModule } from '@headway/learning/service';
import type { Pace } from '@headway/learning/training';
import { Registry, RolloutsModule } from '@headway/rollouts/service';
import type { HttpServer } from '@headway/platform/http';
import { readAgain } from '@headway/telemetry/ingest';
import { openSigner } from '@headway/rollouts/trust';
import type { StoreContext } from './context.js';
import type { HistoryBounds } from './settings.js';

/** Twins, ledger, turns and the region directory. */
export function fleetModule(
  { dataSource, eventLog, downlink, signals, clock, logger, metrics }: StoreContext,
  { regions, vehicles }: { regions: readonly Region[]; vehicles: 'open' | 'registered' },
): DynamicModule {
  return FleetModule.register({
    dataSource,
    eventLog,
    // A lost resend request is repeated by the ledger.
    publishDown: (topic, payload) => downlink.publish(topic, payload).catch(() => undefined),
    signals,
    readAgain: readAgain(signals),
    vehicles,
    regions,
    clock,
    random: Math.random,
    logger,
    metrics,
  });
}

/** The telemetry of the last hours. */
export function historyModule(
  { dataSource, eventLog, signals, clock, logger, metrics }: StoreContext,
  bounds: HistoryBounds,
): DynamicModule {
  return HistoryModule.register({ dataSource, eventLog, signals, ...bounds, clock, logger, metrics });
}

/** Collection campaigns; dry runs read the telemetry of the last hours. */
export function campaignsModule({ dataSource, eventLog, downlink, signals, clock, logger, metrics }: StoreContext): DynamicModule {
  return CampaignsModule.register({
    dataSource,
    eventLog,
    publishDown: (vin, payload, options) => downlink.publish(downTopic(vin, 'campaign'), Buffer.from(payload), options),
    signals,
    readFrames: (query) => readFrames(dataSource, query),
    clock,
    logger,
    metrics,
  });
}

/** Commands to vehicles. */
export function commandsModule({ dataSource, eventLog, downlink, signals, clock, newId, logger, metrics }: StoreContext): DynamicModule {
  return CommandsModule.register({
    dataSource,
    eventLog,
    publishDown: (vin, payload) => downlink.publish(downTopic(vin, 'command'), payload, { qos: 1 }),
    isKnown: async (vin) => (await findVehicle(dataSource, vin, [])) !== undefined,
    catalogue: signals.catalogue,
    clock,
    newId,
    logger,
    metrics,
  });
}

interface LearningParts {
  /** Where the model registry answers. */
  rolloutsUrl: () => string;
  /** Holds training up while something else in the process is more urgent. */
  pace?: Pace;
}

/** Feedback, datasets, fine-tuning, gate. */
export function learningModule(context: StoreContext, { rolloutsUrl, pace }: LearningParts): DynamicModule {
  const { dataSource, eventLog, clock, newId, logger, metrics, dataFolder } = context;
  return LearningModule.register({
    dataSource,
    eventLog,
    registry: createHttpRegistry({ url: rolloutsUrl }),
    trainer: createWorkerTrainer({ logger, pace }),
    corpus: createShippedCorpus(),
    ontology: { labelFromManualAction, riskOf: (intent) => findIntent(intent)?.risk },
    artifactFolder: join(dataFolder, 'learning'),
    clock,
    newId,
    logger,
    metrics,
  });
}

/** Model registry, signed repository, staged rollouts. `publicUrl` is where vehicles reach this service. */
export async function rolloutsModule(context: StoreContext, publicUrl: () => string): Promise<DynamicModule> {
  const { dataSource, eventLog, downlink, clock, newId, logger, dataFolder } = context;
  const signer = await openSigner({ folder: join(dataFolder, 'trust'), now: () => clock.epochMs() });
  return RolloutsModule.register({
    dataSource,
    eventLog,
    publishDown: (vin, channel, payload, options) => downlink.publish(downTopic(vin, channel), Buffer.from(payload), options),
    signer,
    artifactFolder: join(dataFolder, 'models'),
    repositoryUrl: () => `${publicUrl()}/v1/repository`,
    clock,
    newId,
    logger,
  });
}

/** Registers the models that ship with Headway; those that are known already stay as they are. */
export async function registerShippedModels({ app }: HttpServer): Promise<void> {
  const registry = app.get(Registry, { strict: false });
  for (const family of ['vehicle', 'region'] as const) await registry.registerShippedModel(shippedModelPath(family));
}
