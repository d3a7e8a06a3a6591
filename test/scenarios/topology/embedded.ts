import { join } from 'node:path';
import { distPath } from '@headway/platform/assets';
import { freePort } from '@headway/testing';
import { Child } from './child.js';
import type { Topology } from './topology.js';

export interface TopologyOptions {
  seed: number;
  vehicles: number;
  /** Data and logs of the run; kept when a run fails. */
  folder: string;
}

const START_LIMIT_MS = 60_000;

/** How the simulated drivers behave while the fleet is being taught: they talk often, and half of it is the new command. */
export const TEACHING = ['--speak-every', '2.5', '--new-command-share', '0.6'];

/** Everything in one process on embedded servers: what `npm start` runs. */
export async function embeddedTopology({ seed, vehicles, folder }: TopologyOptions): Promise<Topology> {
  const [port, mqttPort, cockpitPort, ...regionPorts] = await Promise.all(Array.from({ length: 6 }, freePort));
  const url = `http://127.0.0.1:${port}`;
  const args = ['start', '--vehicles', `${vehicles}`, '--seed', `${seed}`, '--port', `${port}`, '--mqtt-port', `${mqttPort}`];
  args.push('--cockpit-port', `${cockpitPort}`, '--region-ports', regionPorts.join(','), '--data', join(folder, 'data'), ...TEACHING);
  const child = new Child(
    'headway',
    distPath('apps/headway/src/main.js'),
    args,
    { HEADWAY_LOG_LEVEL: 'warn' },
    join(folder, 'headway.log'),
  );
  return {
    name: 'embedded',
    urls: { fleet: url, learning: url, rollouts: url, simulation: url },
    start: async () => {
      child.start();
      await child.ready(`${url}/v1/simulation`, START_LIMIT_MS);
    },
    kill: () => child.end('SIGKILL'),
    stop: () => child.end('SIGTERM'),
    peakRssMb: () => child.peakRssMb,
  };
}
