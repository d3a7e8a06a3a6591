import { configuredSignals, exitWithError, openLoneVehicle } from '@headway/composition';
import { createLogger } from '@headway/platform/logging';
import { StateBus } from '@headway/vehicle/agent';
import { describeSummary, loadMapping, OBD_MAPPING_PATH, replayDrive } from '@headway/vehicle/replay';
import type { Command } from 'commander';
import { number } from '../options.js';
import type { Settings } from '../settings.js';
import { type VehicleArguments, vehicleFolder, withVehicleOptions } from './vehicle-options.js';

interface ReplayArguments extends VehicleArguments {
  mapping: string;
  speed: number;
  json: boolean;
}

/** Longest wait for the platform to take what is on the vehicle's disk. */
const DRAIN_LIMIT_MS = 60_000;

async function replay(file: string, options: ReplayArguments, settings: Settings): Promise<void> {
  const logger = createLogger({ level: settings.HEADWAY_LOG_LEVEL === 'info' ? 'warn' : settings.HEADWAY_LOG_LEVEL, app: 'replay' });
  const signals = configuredSignals(settings);
  const mapping = await loadMapping(options.mapping, signals);
  const bus = new StateBus();
  const folder = options.data ?? vehicleFolder(settings.HEADWAY_DATA, options.vin);
  const vehicle = await openLoneVehicle({
    vin: options.vin,
    folder,
    bus,
    signals,
    mqttUrl: options.mqtt,
    regions: [],
    consent: false,
    sampling: false,
    logger,
  });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const { agent } = vehicle;
  agent.start();
  const summary = await replayDrive({
    file,
    mapping,
    agent,
    bus,
    speed: options.speed,
    clock: () => Date.now(),
    signal: stop.signal,
    onProgress: ({ rows, frames, atS, lengthS }) => {
      const line = `${rows} rows, ${frames} frames, ${Math.round(atS)} of ${Math.round(lengthS)} s`;
      process.stderr.write(process.stderr.isTTY ? `\r${line.padEnd(60)}` : `${line}\n`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  const drained = await Promise.race([
    agent.drained().then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), DRAIN_LIMIT_MS).unref()),
  ]);
  const { pending } = agent.status;
  await vehicle.close();
  if (options.json) console.log(JSON.stringify({ ...summary, acknowledged: drained, pending }));
  else {
    for (const line of describeSummary(summary)) console.log(line);
    console.log(
      drained
        ? 'the platform has acknowledged every frame'
        : `${pending} frames wait in ${folder} for the platform; they are sent at the next start`,
    );
  }
  if (summary.problem === 'empty-file' || summary.problem === 'no-known-column') process.exitCode = 1;
}

/** `replay FILE`: a vehicle that drives a recorded log. */
export function addReplayCommand(program: Command, settings: () => Settings): void {
  withVehicleOptions(
    program
      .command('replay')
      .description('drives a vehicle from a recorded log over MQTT')
      .argument('<file>', 'recorded log, CSV with a header'),
  )
    .option('--mapping <file>', 'which column is which signal; see docs/vehicles.md', OBD_MAPPING_PATH)
    .option('--speed <factor>', 'times as fast as recorded', number(0.01, 100_000), 1)
    .option('--json', 'the summary as one JSON object', false)
    .action((file: string, options: ReplayArguments) =>
      replay(file, options, settings()).catch((error: unknown) => exitWithError('headway replay', error)),
    );
}
