import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { distPath } from '@headway/platform/assets';
import { freePort } from '@headway/testing';
import { Child } from '../../scenarios/topology/child.js';

const START_LIMIT_MS = 180_000;

/** One app as a process of its own, which can be killed and started again on the same name, folder and port. */
export class App {
  private starting: Promise<void> | undefined;

  constructor(
    readonly child: Child,
    readonly url: string,
  ) {}

  /** Starts it unless it runs, and resolves when it answers over HTTP. */
  up(): Promise<void> {
    this.starting ??= this.start().finally(() => (this.starting = undefined));
    return this.starting;
  }

  async kill(): Promise<void> {
    await this.starting?.catch(() => undefined);
    await this.child.end('SIGKILL');
  }

  private async start(): Promise<void> {
    if (!this.child.alive) this.child.start();
    await this.child.ready(`${this.url}/v1/process`, START_LIMIT_MS);
  }
}

interface PlatformOptions {
  folder: string;
  namespace: string;
  databaseUrl: string;
  /** Both behind ways that are cut and stalled. */
  mqttUrl: string;
  kafkaBrokers: string;
  instances: { ingest: number; fleet: number };
}

/** The apps under test. */
export interface Platform {
  ingest: App[];
  fleet: App[];
  all: App[];
}

/** Prepares the apps of one seed, with topics and a database of their own. */
export async function preparePlatform(options: PlatformOptions): Promise<Platform> {
  const make = async (app: 'ingest' | 'fleet', instance: number): Promise<App> => {
    const name = `${app}-${instance}`;
    const port = await freePort();
    const data = join(options.folder, name);
    await mkdir(data, { recursive: true });
    const environment = {
      HEADWAY_DATA: data,
      HEADWAY_PORT: `${port}`,
      HEADWAY_INSTANCE: `${instance}`,
      HEADWAY_NAMESPACE: options.namespace,
      HEADWAY_MQTT_URL: options.mqttUrl,
      HEADWAY_KAFKA_BROKERS: options.kafkaBrokers,
      HEADWAY_DATABASE_URL: options.databaseUrl,
      HEADWAY_LOG_LEVEL: 'info',
    };
    const child = new Child(name, distPath(`apps/${app}/src/main.js`), [], environment, join(options.folder, `${name}.log`));
    return new App(child, `http://127.0.0.1:${port}`);
  };
  const several = (app: 'ingest' | 'fleet', count: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => make(app, index + 1)));
  const ingest = await several('ingest', options.instances.ingest);
  const fleet = await several('fleet', options.instances.fleet);
  return { ingest, fleet, all: [...ingest, ...fleet] };
}
