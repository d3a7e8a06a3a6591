import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '@headway/platform/assets';
import { freePort } from '@headway/testing';

/** A real server under `tools/service-control`. */
interface Service {
  url: string;
  pid(): number | undefined;
  isReady(): Promise<boolean> | boolean;
  /** Starts it when it does not run, on the data it had, and waits until it answers. */
  up(): Promise<void>;
  down(): Promise<boolean>;
}

/** One of the real servers, to be harmed. */
export class Server {
  private closed = false;

  constructor(
    readonly name: string,
    private readonly service: Service,
  ) {}

  get url(): string {
    return this.service.url;
  }

  /** Starts it (again) and resolves when it answers its clients. */
  async up(): Promise<void> {
    if (this.closed) throw new Error(`${this.name} is closed`);
    await this.service.up();
  }

  /** SIGKILL to the server and every process of its own; resolves when it is gone. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    while (this.service.pid() !== undefined) await delay(10);
  }

  /** Stops its processes where they are. */
  stall(): void {
    this.signal('SIGSTOP');
  }

  resume(): void {
    this.signal('SIGCONT');
  }

  async down(): Promise<void> {
    this.resume();
    await this.service.down();
  }

  /** Stops it for good. */
  async close(): Promise<void> {
    this.closed = true;
    await this.down();
  }

  private signal(signal: NodeJS.Signals): void {
    const pid = this.service.pid();
    if (pid === undefined) return;
    for (const each of [pid, ...childrenOf(pid)]) {
      try {
        process.kill(each, signal);
      } catch {
        // It has ended by itself in between.
      }
    }
  }
}

/** Children of a process by proc(5), field 4 of stat; none where there is no /proc. */
function childrenOf(parent: number): number[] {
  if (!existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Mosquitto, Kafka and PostgreSQL of this run alone, on a folder and ports of its own. */
export interface Servers {
  mosquitto: Server;
  kafka: Server;
  postgres: Server;
  /** Bootstrap address of Kafka without a proxy. */
  kafkaBroker: string;
  /** A second listener of Kafka, and the port of the proxy that it names to its clients. */
  kafkaProxied: { port: number; proxyPort: number };
  mqttPort: number;
  /** Forgets what the broker kept for sessions of an earlier seed. */
  freshBroker(): Promise<void>;
  /** Ends all three and deletes what they wrote. */
  close(): Promise<void>;
}

/** Prepares the servers; nothing runs before their `up`. */
export async function prepareServers(folder: string): Promise<Servers> {
  const [kafka, controller, postgres, mqttPort, proxied, proxyPort] = await Promise.all(Array.from({ length: 6 }, freePort));
  // The cache is where Kafka's jars are, or will be: the folder that tools/services uses when nobody says otherwise.
  process.env.HEADWAY_SERVICES_CACHE ??= process.env.HEADWAY_SERVICES_DIR ?? join(repositoryRoot, '.services');
  Object.assign(process.env, {
    HEADWAY_SERVICES_DIR: folder,
    HEADWAY_SERVICES_KAFKA_PORT: `${kafka}`,
    HEADWAY_SERVICES_KAFKA_CONTROLLER_PORT: `${controller}`,
    HEADWAY_SERVICES_POSTGRES_PORT: `${postgres}`,
    HEADWAY_SERVICES_MQTT_PORT: `${mqttPort}`,
    HEADWAY_SERVICES_KAFKA_PROXIED_PORT: `${proxied}`,
    HEADWAY_SERVICES_KAFKA_PROXY_PORT: `${proxyPort}`,
    HEADWAY_SERVICES_KAFKA_TIMESTAMPS: 'LogAppendTime',
  });
  const control = <T>(name: string): Promise<T> => import(pathToFileURL(join(repositoryRoot, 'tools/service-control', name)).href);
  const services = {
    ...(await control<{ kafka: Service }>('kafka.mjs')),
    ...(await control<{ postgres: Service }>('postgres.mjs')),
    ...(await control<{ mosquitto: Service }>('mosquitto.mjs')),
  };
  const { removeState, forgetState } = await control<{ removeState: () => void; forgetState: (name: string) => void }>('state-folder.mjs');
  const mosquitto = new Server('mosquitto', services.mosquitto);
  const servers = [mosquitto, new Server('kafka', services.kafka), new Server('postgres', services.postgres)] as const;
  return {
    mosquitto,
    kafka: servers[1],
    postgres: servers[2],
    kafkaBroker: services.kafka.url,
    kafkaProxied: { port: proxied as number, proxyPort: proxyPort as number },
    mqttPort: mqttPort as number,
    freshBroker: async () => {
      await mosquitto.down();
      forgetState('mosquitto');
      await mosquitto.up();
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
      removeState();
    },
  };
}
