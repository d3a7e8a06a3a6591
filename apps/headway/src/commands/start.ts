import { join } from 'node:path';
import {
  brokerTls,
  AsyncStack,
  configuredSignals,
  exitWithError,
  historyBounds,
  requireWritable,
  runApp,
  type SimulatedFleet,
  startFleet,
} from '@headway/composition';
import { createLogger } from '@headway/platform/logging';
import type { Command } from 'commander';
import { number, threePorts, wholeNumber } from '../options.js';
import { startPlatform } from '../platform/platform.js';
import type { Settings } from '../settings.js';
import { startStatus } from '../status/status.js';

interface StartOptions {
  vehicles: number;
  seed: number;
  simulation: boolean;
  host: string;
  port: number;
  mqttPort: number;
  regionPorts: number[];
  cockpitPort: number;
  speakEvery?: number;
  newCommandShare?: number;
  data: string;
}

/** Logs go to a file, so that the terminal shows the live status alone. */
const LOG_FILE = 'headway.log';

async function start(options: StartOptions, settings: Settings) {
  const { data, host } = options;
  await requireWritable(data);
  const logger = createLogger({ level: settings.HEADWAY_LOG_LEVEL, app: 'headway', file: join(data, LOG_FILE) });
  const stack = new AsyncStack();
  let fleet: SimulatedFleet | undefined;
  try {
    const platform = await startPlatform({
      dataFolder: data,
      host,
      port: options.port,
      mqttPort: options.mqttPort,
      mqttTls: brokerTls(settings),
      regionPorts: options.regionPorts,
      logger,
      signals: configuredSignals(settings),
      simulation: () => fleet?.simulation,
      history: historyBounds(settings),
      vehicles: settings.HEADWAY_VEHICLES,
      ...(settings.HEADWAY_LLM_URL
        ? { languageModel: { url: settings.HEADWAY_LLM_URL, model: settings.HEADWAY_LLM_MODEL, apiKey: settings.HEADWAY_LLM_KEY } }
        : {}),
    });
    stack.add(() => platform.close());
    if (options.simulation) {
      const { mqttUrl, regions, url: rolloutsUrl, context } = platform;
      const cockpit = { host, port: options.cockpitPort };
      fleet = await startFleet(
        { ...context, dataFolder: data },
        { ...options, speakEveryS: options.speakEvery, mqttUrl, regions, rolloutsUrl, cockpit },
      );
      const { close } = fleet;
      stack.add(close);
    }
    const stopStatus = startStatus({ platform, fleet, logFile: join(data, LOG_FILE) });
    stack.add(stopStatus);
    return { close: () => stack.close() };
  } catch (error) {
    await stack.close().catch(() => undefined);
    throw error;
  }
}

/** `start`: everything in one process. */
export function addStartCommand(program: Command, settings: () => Settings): void {
  program
    .command('start', { isDefault: true })
    .description('the whole platform in one process, with a simulated fleet')
    .option('--vehicles <n>', 'simulated vehicles', wholeNumber(1, 1000), 20)
    .option('--seed <n>', 'seed of the simulated world', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--no-simulation', 'no simulated vehicles')
    .option('--host <address>', 'address that every server listens on (default: HEADWAY_HOST or 127.0.0.1)')
    .option('--port <n>', 'console and API', wholeNumber(0, 65_535), 3000)
    .option('--mqtt-port <n>', 'MQTT broker', wholeNumber(0, 65_535), 1883)
    .option('--region-ports <a,b,c>', 'the three regions', threePorts, [3101, 3102, 3103])
    .option('--cockpit-port <n>', 'cockpits of the simulated vehicles', wholeNumber(0, 65_535), 3200)
    .option('--speak-every <seconds>', 'mean time between two wishes of a simulated driver', number(0.5, 86_400))
    .option('--new-command-share <share>', 'share of wishes that the shipped model does not know', number(0, 1))
    .option('--data <folder>', 'folder for everything that survives a restart (default: HEADWAY_DATA or .headway)')
    .action(async (given: StartOptions) => {
      try {
        const known = settings();
        const options = { ...given, host: given.host ?? known.HEADWAY_HOST, data: given.data ?? known.HEADWAY_DATA };
        await runApp('headway', () => start(options, known));
      } catch (error) {
        exitWithError('headway', error);
      }
    });
}
