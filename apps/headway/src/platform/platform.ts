import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { CAMPAIGNS_MIGRATIONS } from '@headway/campaigns/store';
import { COMMANDS_MIGRATIONS } from '@headway/commands/store';
import {
  AsyncStack,
  campaignsModule,
  commandsModule,
  fleetModule,
  followRegistry,
  type HistoryBounds,
  historyModule,
  type IngestPart,
  type LanguageModelSettings,
  learningModule,
  localContext,
  openDownlink,
  ProcessModule,
  REGION_IDS,
  regionAt,
  regionModule,
  registerShippedModels,
  rolloutsModule,
  SimulationModule,
  startEmbeddedServers,
  startIngest,
  type StoreContext,
  watchedEventLog,
} from '@headway/composition';
import type { Region } from '@headway/contracts';
import { FLEET_ENTITIES, FLEET_MIGRATIONS } from '@headway/fleet/store';
import { Pace } from '@headway/learning/training';
import { LEARNING_ENTITIES, LEARNING_MIGRATIONS } from '@headway/learning/store';
import { HISTORY_MIGRATIONS } from '@headway/history/store';
import { distPath } from '@headway/platform/assets';
import { openDatabase } from '@headway/platform/database';
import { type HttpServer, serveStatic, startHttpServer } from '@headway/platform/http';
import type { Logger } from '@headway/platform/logging';
import type { TlsListenerOptions } from '@headway/platform/mqtt';
import { loadBuiltInSignals, type Signals } from '@headway/signals/loader';
import type { Simulation } from '@headway/simulation';
import { ROLLOUTS_ENTITIES, ROLLOUTS_MIGRATIONS } from '@headway/rollouts/store';

export interface PlatformOptions {
  dataFolder: string;
  host: string;
  /** 0 takes a free port; so for the others. */
  port: number;
  mqttPort: number;
  /** A second listener of the broker, for vehicles with certificates. */
  mqttTls?: TlsListenerOptions | undefined;
  regionPorts: number[];
  logger: Logger;
  languageModel?: LanguageModelSettings;
  /** Telemetry kept for charts and dry-runs, default six hours and 512 MiB. */
  history?: HistoryBounds;
  /** Which vehicles may send; all by default. */
  vehicles?: 'open' | 'registered';
  /** The built-in ones by default. */
  signals?: Signals;
  /** The simulated fleet beside the platform, once it runs. */
  simulation: () => Simulation | undefined;
}

const DEFAULT_HISTORY: HistoryBounds = { keepMs: 6 * 3_600_000, maxBytes: 512 * 1_048_576 };

/** The whole platform in this process, without vehicles. */
export interface Platform {
  /** Console and API. */
  url: string;
  mqttUrl: string;
  regions: Region[];
  context: StoreContext;
  ingest: IngestPart;
  close(): Promise<void>;
}

/** Starts every part on embedded servers; closes what has started when one cannot. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const stack = new AsyncStack();
  try {
    return await assemble(options, stack);
  } catch (error) {
    await stack.close().catch(() => undefined);
    throw error;
  }
}

async function assemble(options: PlatformOptions, stack: AsyncStack): Promise<Platform> {
  const { dataFolder, host, mqttPort, logger } = options;
  const servers = await startEmbeddedServers({
    dataFolder,
    host,
    mqttPort,
    mqttTls: options.mqttTls,
    onRefused: (reason) => logger.warn('broker.refused', { reason }),
  });
  stack.add(() => servers.close());
  const dataSource = await openDatabase({
    url: servers.databaseUrl,
    entities: [...FLEET_ENTITIES, ...LEARNING_ENTITIES, ...ROLLOUTS_ENTITIES],
    migrations: [
      ...FLEET_MIGRATIONS,
      ...HISTORY_MIGRATIONS,
      ...COMMANDS_MIGRATIONS,
      ...CAMPAIGNS_MIGRATIONS,
      ...LEARNING_MIGRATIONS,
      ...ROLLOUTS_MIGRATIONS,
    ],
  });
  stack.add(() => dataSource.destroy());
  const downlink = await openDownlink({ url: servers.mqttUrl, name: 'headway-platform', logger });
  stack.add(() => downlink.close());
  const local = localContext(logger, { dataFolder: join(dataFolder, 'platform'), signals: options.signals ?? loadBuiltInSignals() });
  const context: StoreContext = {
    ...local,
    eventLog: watchedEventLog(servers.eventLog, local),
    dataSource,
    downlink,
  };

  let apiUrl = '';
  const pace = new Pace();
  const regions = await startRegions(context, options, { stack, pace, registryUrl: () => apiUrl });
  const server = await startApi(context, { ...options, regions, pace, publicUrl: () => apiUrl });
  stack.add(() => server.close());
  apiUrl = server.url;
  await registerShippedModels(server);

  const vehicles = options.vehicles ?? 'open';
  const ingest = await startIngest(context, { mqttUrl: servers.mqttUrl, instance: 'embedded', protocolVersion: 4, vehicles });
  stack.add(() => ingest.close());
  return { url: server.url, mqttUrl: servers.mqttUrl, regions, context, ingest, close: () => stack.close() };
}

interface RegionsWiring {
  /** Of the training in this process, which gives way to the regions in it. */
  pace: Pace;
  stack: AsyncStack;
  registryUrl: () => string;
}

async function startRegions(
  context: StoreContext,
  options: PlatformOptions,
  { stack, registryUrl, pace }: RegionsWiring,
): Promise<Region[]> {
  const { host, logger, regionPorts, languageModel } = options;
  return Promise.all(
    REGION_IDS.map(async (id, index) => {
      const part = await regionModule(context, { id, languageModel, onUtterance: () => pace.giveWay() });
      stack.add(part.close);
      const server = await startHttpServer({
        module: part.module,
        logger,
        host,
        port: regionPorts[index] ?? 0,
        title: `Headway region ${id}`,
      });
      const unfollow = followRegistry(server.app, { registryUrl, logger });
      stack.add(() => {
        unfollow();
        return server.close();
      });
      return regionAt(id, server.url);
    }),
  );
}

interface ApiWiring extends PlatformOptions {
  regions: Region[];
  publicUrl: () => string;
  pace: Pace;
}

async function startApi(context: StoreContext, options: ApiWiring): Promise<HttpServer> {
  const { regions, publicUrl, pace, host, port, logger } = options;

  @Module({
    imports: [
      fleetModule(context, { regions, vehicles: options.vehicles ?? 'open' }),
      commandsModule(context),
      campaignsModule(context),
      historyModule(context, options.history ?? DEFAULT_HISTORY),
      learningModule(context, { rolloutsUrl: publicUrl, pace }),
      await rolloutsModule(context, publicUrl),
      ProcessModule.register('headway', context.metrics),
      SimulationModule.register(options.simulation),
    ],
  })
  class PlatformModule {}
  const prepare = (app: Parameters<typeof serveStatic>[0]) => serveStatic(app, distPath('apps/console/public'));
  return startHttpServer({ module: PlatformModule, logger, host, port, title: 'Headway', prepare });
}
