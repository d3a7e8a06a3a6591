import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { describeError } from '@headway/platform/errors';
import { prepareServers } from './parts/servers.js';
import { Way } from './parts/way.js';
import { quantile } from './proof/recovery.js';
import type { FaultResult } from './result.js';
import { FaultRun } from './run.js';

interface IngestArguments {
  json: boolean;
  seed: number;
  seeds?: number[];
  seconds: number;
  vehicles: number;
  spoolKib: number;
  ingest: number;
  fleet: number;
  recoveryLimit: number;
  keep: boolean;
}

const MOST_SEEDS = 1_000;
/** Longest run of one seed: loading, draining and proving are bounded each, and this bounds them together. */
const SEED_LIMIT_MS = 10 * 60_000;
const MORE_THAN_SECONDS_MS = 9 * 60_000;

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('a whole number, not negative');
  return value;
}

function positive(text: string): number {
  const value = whole(text);
  if (value === 0) throw new InvalidArgumentError('at least 1');
  return value;
}

/** `1..20` or `7`. */
function range(text: string): number[] {
  const match = /^(\d+)(?:\.\.(\d+))?$/.exec(text);
  const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (!match || last < first || last - first >= MOST_SEEDS)
    throw new InvalidArgumentError(`seeds are named like 1..20, at most ${MOST_SEEDS}`);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Seeds that kept every promise, and the worst figures of all. */
function summaryOf(results: readonly FaultResult[], asked: number) {
  const sum = (pick: (result: FaultResult) => number) => results.reduce((total, result) => total + pick(result), 0);
  const maxima = results.map(({ recoveryMs }) => recoveryMs.max);
  return {
    seeds: asked,
    good: results.filter(({ broken }) => broken.length === 0).length,
    sent: sum(({ sent }) => sent),
    stored: sum(({ stored }) => stored),
    declaredLost: sum(({ declaredLost }) => declaredLost),
    unknown: sum(({ unknown }) => unknown),
    visibleDuplicates: sum(({ visibleDuplicates }) => visibleDuplicates),
    faults: sum(({ faults }) =>
      Object.entries(faults).reduce((total, [kind, count]) => total + (/^(frames|clock)/.test(kind) ? 0 : count), 0),
    ),
    recoveryMs: {
      p50: quantile(
        results.map(({ recoveryMs }) => recoveryMs.p50),
        0.5,
      ),
      max: Math.max(0, ...maxima),
    },
  };
}

async function ingest(options: IngestArguments): Promise<void> {
  const seeds = options.seeds ?? [options.seed];
  const folder = await mkdtemp(join(tmpdir(), 'headway-faults-'));
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort(new Error(`stopped by ${name}`)));
  // Whatever goes wrong here, the servers are not to stay.
  for (const name of ['uncaughtException', 'unhandledRejection'] as const) process.on(name, (error) => stopping.abort(error));
  const servers = await prepareServers(join(folder, 'servers'));
  const results: FaultResult[] = [];
  const print = (value: object) => console.log(JSON.stringify(value, undefined, options.json ? undefined : 2));
  try {
    await Promise.all([servers.kafka.up(), servers.postgres.up(), servers.mosquitto.up()]);
    const kafkaWay = await Way.open(servers.kafkaProxied.port, servers.kafkaProxied.proxyPort);
    for (const seed of seeds) {
      stopping.signal.throwIfAborted();
      const limit = AbortSignal.timeout(Math.max(SEED_LIMIT_MS, options.seconds * 1000 + MORE_THAN_SECONDS_MS));
      const result = await new FaultRun(servers, kafkaWay, {
        seed,
        seconds: options.seconds,
        vehicles: options.vehicles,
        spoolBytes: options.spoolKib * 1024,
        instances: { ingest: options.ingest, fleet: options.fleet },
        recoveryLimitMs: options.recoveryLimit,
        folder: join(folder, `seed-${seed}`),
        progress: (line) => console.error(`seed ${seed}: ${line}`),
        signal: AbortSignal.any([stopping.signal, limit]),
      }).run();
      results.push(result);
      for (const broken of result.broken) console.error(`seed ${seed}: broken: ${broken}`);
      print(result);
      if (seed !== seeds.at(-1)) await servers.freshBroker();
    }
    await kafkaWay.close();
  } catch (error) {
    console.error(`the run did not finish: ${describeError(error)}`);
  } finally {
    await servers.close();
  }
  if (seeds.length > 1) print(summaryOf(results, seeds.length));
  const good = results.length === seeds.length && results.every(({ broken }) => broken.length === 0);
  if (good && !options.keep) await rm(folder, { recursive: true, force: true });
  else console.error(`logs, spools and records: ${folder}`);
  process.exit(good ? 0 : 1);
}

const HELP = `
A real platform (ingest and fleet as processes of their own, Mosquitto, Kafka, PostgreSQL) is killed, stalled and cut off at seeded moments
while vehicles publish: real agents with their spools, and plain MQTT clients that publish some frames twice and some late. Each publisher
keeps its own record of every frame, written before the frame is sent. Afterwards the record is compared with the event log, record by
record, and with what the fleet service shows.

The last line of output is one JSON object; the exit status is 0 only when every promise held (see "broken" in it):
  sent = stored + declaredLost + unknown    unknown must be 0
  visibleDuplicates                         effects that a reader shows twice, must be 0
  recoveryMs                                per episode: from the moment at which everything harmed answers again, until the last frame
                                            that was sent before that moment and not committed by then is committed in Kafka
docs/faults.md tells what is killed, what is compared, and how to read the result.`;

const program = new Command('faults').description('Runs that harm a real platform and then prove what became of every frame.');
program
  .command('ingest')
  .description('kills, stalls and cuts everything between vehicles and the fleet; no frame may be lost or show twice')
  .option('--json', 'results on one line each', false)
  .option('--seed <n>', 'seed of faults and vehicles', whole, 1)
  .option('--seeds <first..last>', 'several seeds on the same servers, one line each and a summary', range)
  .option('--seconds <n>', 'least time under load; every kind of fault strikes at least once however long that takes', whole, 30)
  .option('--vehicles <n>', 'vehicles that publish', positive, 12)
  .option('--spool-kib <n>', 'size of an agent’s spool; a small one overflows, and what it drops must be declared', positive, 16_384)
  .option('--ingest <n>', 'instances of ingest, which share the vehicles', positive, 2)
  .option('--fleet <n>', 'instances of the fleet service, which share the partitions', positive, 2)
  .option('--recovery-limit <ms>', 'longest recovery that is not a broken promise', positive, 5_000)
  .option('--keep', 'keep logs, spools and records', false)
  .addHelpText('after', HELP)
  .action(ingest);
try {
  await program.parseAsync();
} catch (error) {
  console.error(describeError(error));
  process.exit(2);
}
