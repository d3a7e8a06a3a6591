import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { distPath } from '@headway/platform/assets';
import { freePort } from '@headway/testing';
import { Child } from './child.js';
import { clearRetained, freshDatabase } from './clean-slate.js';
import { TEACHING, type TopologyOptions } from './embedded.js';
import type { Topology } from './topology.js';

const START_LIMIT_MS = 90_000;
const REGIONS = ['cn-east', 'cn-south', 'eu-central'] as const;

interface Service {
  child: Child;
  url: string;
}

/** Addresses of the real servers, as `tools/services env` exports them. */
function realServers() {
  const { HEADWAY_KAFKA_BROKERS, HEADWAY_DATABASE_URL, HEADWAY_MQTT_URL } = process.env;
  if (!HEADWAY_KAFKA_BROKERS || !HEADWAY_DATABASE_URL || !HEADWAY_MQTT_URL) {
    throw new Error('the real servers are not named: run `tools/services up`, then `eval "$(tools/services env)"`');
  }
  return { HEADWAY_KAFKA_BROKERS, HEADWAY_DATABASE_URL, HEADWAY_MQTT_URL };
}

/** Every app as its own process on Kafka, PostgreSQL and Mosquitto. Each run has its own topics and schema, so that runs do not see each other. */
export async function servicesTopology({ seed, vehicles, folder }: TopologyOptions): Promise<Topology> {
  const run = `run${Date.now().toString(36)}`;
  const servers = realServers();
  await clearRetained(servers.HEADWAY_MQTT_URL);
  const database = await freshDatabase(servers.HEADWAY_DATABASE_URL, `headway_${run}`);
  const shared = { ...servers, HEADWAY_DATABASE_URL: database, HEADWAY_NAMESPACE: run, HEADWAY_LOG_LEVEL: 'warn' };
  const services: Service[] = [];
  const add = async (app: string, name: string, env: Record<string, string>, args: string[] = []): Promise<string> => {
    const port = await freePort();
    const data = join(folder, name);
    await mkdir(data, { recursive: true });
    const script = distPath(`apps/${app}/src/main.js`);
    const child = new Child(
      name,
      script,
      args,
      { ...shared, HEADWAY_PORT: `${port}`, HEADWAY_DATA: data, ...env },
      join(folder, `${name}.log`),
    );
    services.push({ child, url: `http://127.0.0.1:${port}/v1/process` });
    return `http://127.0.0.1:${port}`;
  };

  await add('ingest', 'ingest', {});
  const rollouts = await add('rollouts', 'rollouts', {});
  const regionUrls = await Promise.all(
    REGIONS.map((id) => add('assistant', `region-${id}`, { HEADWAY_REGION: id, HEADWAY_ROLLOUTS_URL: rollouts })),
  );
  const regions = REGIONS.map((id, index) => `${id}=${regionUrls[index]}`).join(',');
  const fleet = await add('fleet', 'fleet', { HEADWAY_REGIONS: regions });
  const learning = await add('learning', 'learning', { HEADWAY_ROLLOUTS_URL: rollouts });
  const world = ['--vehicles', `${vehicles}`, '--seed', `${seed}`, ...TEACHING];
  const simulation = await add('simulation', 'simulation', { HEADWAY_FLEET_URL: fleet, HEADWAY_ROLLOUTS_URL: rollouts }, world);

  return {
    name: 'services',
    urls: { fleet, learning, rollouts, simulation },
    start: async () => {
      for (const { child } of services) child.start();
      await Promise.all(services.map(({ child, url }) => child.ready(url, START_LIMIT_MS)));
    },
    kill: async () => {
      await Promise.all(services.map(({ child }) => child.end('SIGKILL')));
    },
    stop: async () => {
      await Promise.all(services.map(({ child }) => child.end('SIGTERM')));
    },
    peakRssMb: () => services.reduce((sum, { child }) => sum + child.peakRssMb, 0),
  };
}
