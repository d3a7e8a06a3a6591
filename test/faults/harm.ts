import type { App, Platform } from './parts/platform.js';
import type { PublisherProcess } from './parts/publisher-process.js';
import type { Server, Servers } from './parts/servers.js';
import type { Way } from './parts/way.js';
import type { Fault, FaultKind } from './plan.js';

/** Everything that can be harmed. */
export interface Targets {
  servers: Pick<Servers, 'mosquitto' | 'kafka' | 'postgres'>;
  ways: { vehicles: Way; ingest: Way; kafka: Way };
  platform: Platform;
  publishers: PublisherProcess[];
}

/** How a fault strikes and how it is mended. */
interface Harm {
  strike: () => Promise<unknown> | unknown;
  mend: () => Promise<unknown> | unknown;
  /** Mended from the lowest to the highest: servers answer before the apps that need them are started. */
  rank: number;
  /** Whether frames pass here on their way to the log: a recovery is measured only then, and the rest is not waited for. */
  onTheWay: boolean;
}

const SERVER = 0;
const NETWORK = 1;
const APP = 2;
const PUBLISHER = 3;

function pick<T>(from: readonly T[], which: number): T {
  return from[Math.floor(which * from.length)] as T;
}

const killed = (server: Server, onTheWay = true): Harm => ({
  strike: () => server.kill(),
  mend: () => server.up(),
  rank: SERVER,
  onTheWay,
});
const stalled = (server: Server, onTheWay = true): Harm => ({
  strike: () => server.stall(),
  mend: () => server.resume(),
  rank: SERVER,
  onTheWay,
});
const cut = (way: Way): Harm => ({ strike: () => way.cut(), mend: () => way.restore(), rank: NETWORK, onTheWay: true });

const killedApps = (apps: readonly App[], onTheWay: boolean): Harm => ({
  strike: () => Promise.all(apps.map((app) => app.kill())),
  mend: () => Promise.all(apps.map((app) => app.up())),
  rank: APP,
  onTheWay,
});

/** What a fault does to these targets. */
export function harmOf({ kind, which }: Fault, { servers, ways, platform, publishers }: Targets): Harm {
  const harms: Record<FaultKind, () => Harm> = {
    'ingest.kill': () => killedApps([pick(platform.ingest, which)], true),
    'ingest.kill-all': () => killedApps(platform.ingest, true),
    'ingest.stall': () => {
      const { child } = pick(platform.ingest, which);
      return { strike: () => child.signal('SIGSTOP'), mend: () => child.signal('SIGCONT'), rank: APP, onTheWay: true };
    },
    'broker.kill': () => killed(servers.mosquitto),
    'broker.stall': () => stalled(servers.mosquitto),
    'kafka.kill': () => killed(servers.kafka),
    'kafka.stall': () => stalled(servers.kafka),
    'postgres.kill': () => killed(servers.postgres, false),
    'postgres.stall': () => stalled(servers.postgres, false),
    'fleet.kill': () => killedApps([pick(platform.fleet, which)], false),
    'publisher.kill': () => {
      const publisher = pick(publishers, which);
      return { strike: () => publisher.kill(), mend: () => publisher.start(), rank: PUBLISHER, onTheWay: true };
    },
    'network.vehicles-cut': () => cut(ways.vehicles),
    'network.ingest-cut': () => cut(ways.ingest),
    'network.kafka-cut': () => cut(ways.kafka),
    'network.kafka-stall': () => ({ strike: () => ways.kafka.stall(), mend: () => ways.kafka.restore(), rank: NETWORK, onTheWay: true }),
  };
  return harms[kind]();
}

/** Mends faults in the order of their ranks; those that no frame passes are only begun, and given to `later`. */
export async function mend(harms: readonly Harm[], later: (work: Promise<unknown>) => void): Promise<void> {
  for (const rank of [SERVER, NETWORK, APP, PUBLISHER]) {
    const mending = harms
      .filter((harm) => harm.rank === rank)
      .map(async (harm) => {
        const work = Promise.resolve(harm.mend());
        if (harm.onTheWay || rank === SERVER) await work;
        else later(work);
      });
    await Promise.all(mending);
  }
}
