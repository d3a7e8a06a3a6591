import { join } from 'node:path';
import {
  AsyncStack,
  configuredSignals,
  exitWithError,
  localContext,
  ProcessModule,
  regionDirectory,
  requireWritable,
  runApp,
  type SimulatedFleet,
  SimulationModule,
  startFleet,
} from '@headway/composition';
import { startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { parseSettings } from '@headway/platform/settings';
import { Module } from '@nestjs/common';
import { Command } from 'commander';
import { settingsShape } from './settings.js';

interface WorldArguments {
  vehicles: string;
  seed: string;
  speakEvery?: string;
  newCommandShare?: string;
}

async function start(world: WorldArguments) {
  const settings = parseSettings(settingsShape, process.env);
  const { HEADWAY_DATA: dataFolder, HEADWAY_HOST: host, HEADWAY_ROLLOUTS_URL: rolloutsUrl } = settings;
  await requireWritable(dataFolder);
  const logger = createLogger({ level: settings.HEADWAY_LOG_LEVEL, app: 'simulation' });
  const context = localContext(logger, { dataFolder: join(dataFolder, 'simulation'), signals: configuredSignals(settings) });
  const stack = new AsyncStack();
  let fleet: SimulatedFleet | undefined;

  @Module({ imports: [SimulationModule.register(() => fleet?.simulation), ProcessModule.register('simulation', context.metrics)] })
  class Root {}
  try {
    fleet = await startFleet(context, {
      vehicles: Number(world.vehicles),
      seed: Number(world.seed),
      ...(world.speakEvery ? { speakEveryS: Number(world.speakEvery) } : {}),
      ...(world.newCommandShare ? { newCommandShare: Number(world.newCommandShare) } : {}),
      mqttUrl: settings.HEADWAY_MQTT_URL,
      regions: await regionDirectory(settings.HEADWAY_FLEET_URL),
      rolloutsUrl,
      cockpit: { host, port: settings.HEADWAY_COCKPIT_PORT },
    });
    const { close } = fleet;
    stack.add(close);
    const server = await startHttpServer({ module: Root, logger, host, port: settings.HEADWAY_PORT, title: 'Headway simulation' });
    stack.add(() => server.close());
    process.stdout.write(`headway-simulation runs at ${server.url}, cockpits at ${fleet.cockpit.url}/vehicles\n`);
    return { close: () => stack.close() };
  } catch (error) {
    await stack.close().catch(() => undefined);
    throw error;
  }
}

await new Command('headway-simulation')
  .description('a fleet of real vehicle agents in a simulated world')
  .option('--vehicles <n>', 'vehicles', '20')
  .option('--seed <n>', 'seed of the simulated world', '1')
  .option('--speak-every <seconds>', 'mean time between two wishes of a driver')
  .option('--new-command-share <share>', 'share of wishes that the shipped model does not know, 0 to 1')
  .action((world: WorldArguments) => runApp('headway-simulation', () => start(world)))
  .parseAsync()
  .catch((error: unknown) => exitWithError('headway-simulation', error));
