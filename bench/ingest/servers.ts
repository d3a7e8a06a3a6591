import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '@headway/platform/assets';
import { freePort } from '@headway/testing';

/** A broker and a Kafka for one benchmark. */
export interface Servers extends AsyncDisposable {
  mqttUrl: string;
  brokers: string;
}

async function services(command: 'up' | 'down', env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(join(repositoryRoot, 'tools/services'), [command, '--json'], { env, stdio: ['ignore', 2, 2] });
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`tools/services ${command} ended with ${code}`);
}

/**
 * The servers that HEADWAY_MQTT_URL and HEADWAY_KAFKA_BROKERS name; without these, servers of the benchmark's own, on free ports
 * and in a folder that is gone afterwards.
 */
export async function openServers(): Promise<Servers> {
  const { HEADWAY_MQTT_URL: mqttUrl, HEADWAY_KAFKA_BROKERS: brokers } = process.env;
  if (mqttUrl && brokers) return { mqttUrl, brokers, [Symbol.asyncDispose]: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'headway-bench-services-'));
  const [mqtt, kafka, controller, postgres] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const env = {
    ...process.env,
    HEADWAY_SERVICES_DIR: folder,
    HEADWAY_SERVICES_MQTT_PORT: `${mqtt}`,
    HEADWAY_SERVICES_KAFKA_PORT: `${kafka}`,
    HEADWAY_SERVICES_KAFKA_CONTROLLER_PORT: `${controller}`,
    HEADWAY_SERVICES_POSTGRES_PORT: `${postgres}`,
  };
  const close = async () => {
    await services('down', env);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await services('up', env);
  } catch (error) {
    await close();
    throw error;
  }
  return { mqttUrl: `mqtt://127.0.0.1:${mqtt}`, brokers: `127.0.0.1:${kafka}`, [Symbol.asyncDispose]: close };
}
