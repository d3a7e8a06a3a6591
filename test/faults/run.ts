import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LOG_TOPICS } from '@headway/contracts';
import { describeError } from '@headway/platform/errors';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { seededRandom } from '@headway/simulation';
import { harmOf, mend, type Targets } from './harm.js';
import { type Episode, planEpisodes } from './plan.js';
import { createDatabase, dropDatabase, dropTopics } from './parts/clean-slate.js';
import { preparePlatform } from './parts/platform.js';
import { PublisherProcess } from './parts/publisher-process.js';
import type { Servers } from './parts/servers.js';
import { Way } from './parts/way.js';
import { account } from './proof/account.js';
import { proveFleet, untilRead } from './proof/fleet.js';
import { type LogEntry, readLog } from './proof/read-log.js';
import { quantile, recoveryOf } from './proof/recovery.js';
import { complaint, type FaultResult } from './result.js';
import { vehiclesOf } from './world.js';

export interface RunOptions {
  seed: number;
  /** Least time under load. */
  seconds: number;
  vehicles: number;
  /** Bytes of an agent's spool. */
  spoolBytes: number;
  instances: { ingest: number; fleet: number };
  /** Longest recovery that keeps the promise. */
  recoveryLimitMs: number;
  /** Logs, spools and records of the run. */
  folder: string;
  progress: (line: string) => void;
  signal: AbortSignal;
}

/** Longest waits; what is late then shows in the result. */
const SETTLE_LIMIT_MS = 30_000;
const DRAIN_LIMIT_MS = 60_000;
const READ_LIMIT_MS = 60_000;

/** One seed: a platform, its vehicles, the faults, and the proof. Nothing of it runs any more when this settles. */
export class FaultRun {
  private readonly random;
  private readonly counts: Record<string, number> = {};
  private readonly ups: { upMs: number; names: string }[] = [];
  private readonly broken: string[] = [];
  private readonly later = new Set<Promise<unknown>>();
  private readonly signals = loadBuiltInSignals();
  private readonly namespace: string;

  constructor(
    private readonly servers: Servers,
    private readonly kafkaWay: Way,
    private readonly options: RunOptions,
  ) {
    this.random = seededRandom(options.seed).fork('faults');
    this.namespace = `faults-${options.seed}-${Date.now().toString(36)}`;
  }

  async run(): Promise<FaultResult> {
    const startedMs = Date.now();
    const { folder } = this.options;
    await mkdir(folder, { recursive: true });
    const database = this.namespace;
    const databaseUrl = await createDatabase(this.servers.postgres.url, database);
    const ways = { vehicles: await Way.open(this.servers.mqttPort), ingest: await Way.open(this.servers.mqttPort), kafka: this.kafkaWay };
    const platform = await preparePlatform({
      folder,
      namespace: this.namespace,
      databaseUrl,
      mqttUrl: `mqtt://127.0.0.1:${ways.ingest.port}`,
      kafkaBrokers: `127.0.0.1:${ways.kafka.port}`,
      instances: this.options.instances,
    });
    const publishers = vehiclesOf(this.options.seed, this.options.vehicles).map(
      ({ kind, vehicles }) =>
        new PublisherProcess(
          {
            kind,
            vehicles,
            seed: this.options.seed,
            mqttUrl: `mqtt://127.0.0.1:${ways.vehicles.port}`,
            folder: join(folder, kind),
            spoolBytes: this.options.spoolBytes,
          },
          join(folder, `${kind}.log`),
        ),
    );
    const targets: Targets = { servers: this.servers, ways, platform, publishers };
    try {
      const result = await this.unlessStopped(this.work(targets));
      return { ...result, seconds: Math.round((Date.now() - startedMs) / 1000) };
    } finally {
      ways.kafka.restore();
      await Promise.all([...publishers.map((publisher) => publisher.kill()), ...platform.all.map((app) => app.kill())]);
      await Promise.all([ways.vehicles.close(), ways.ingest.close()]);
      await Promise.allSettled([
        dropDatabase(this.servers.postgres.url, database),
        dropTopics(this.servers.kafkaBroker, `${this.namespace}.`),
      ]);
    }
  }

  private async work(targets: Targets): Promise<Omit<FaultResult, 'seconds'>> {
    await Promise.all(targets.platform.all.map((app) => app.up()));
    await Promise.all(targets.publishers.map((publisher) => publisher.start()));
    await this.harm(targets);
    await this.drain(targets);
    return this.prove(targets);
  }

  /** Gives up at once when the run is to stop, whatever is being waited for. */
  private unlessStopped<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.options;
    return new Promise((resolve, reject) => {
      const stop = () => reject(signal.reason as Error);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }

  /** One of every fault, and again while the load is to last. */
  private async harm(targets: Targets): Promise<void> {
    const until = Date.now() + this.options.seconds * 1000;
    do {
      for (const episode of planEpisodes(this.random)) await this.play(episode, targets);
    } while (Date.now() < until);
  }

  private async play({ faults, quietMs, betweenMs, holdMs }: Episode, targets: Targets): Promise<void> {
    const { signal, progress } = this.options;
    await delay(quietMs, undefined, { signal });
    await this.settleLater();
    const harms = faults.map((fault) => harmOf(fault, targets));
    for (const [index, harm] of harms.entries()) {
      if (index > 0) await delay(betweenMs, undefined, { signal });
      signal.throwIfAborted();
      await harm.strike();
      const { kind } = faults[index] as (typeof faults)[number];
      this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    }
    await delay(holdMs, undefined, { signal });
    signal.throwIfAborted();
    await mend(harms, (work) => this.later.add(work.catch((error: unknown) => this.broken.push(describeError(error)))));
    await this.revive(targets);
    const upMs = Date.now();
    const names = faults.map(({ kind }) => kind).join(' + ');
    if (!harms.some(({ onTheWay }) => onTheWay)) {
      progress(`${names}, held ${Math.round(holdMs)} ms`);
      return;
    }
    this.ups.push({ upMs, names });
    // The next episode does not begin before this one is over, so that each recovery is measured alone.
    const settled = await Promise.all(targets.publishers.map((publisher) => publisher.settled(upMs, SETTLE_LIMIT_MS)));
    progress(
      `${names}, held ${Math.round(holdMs)} ms: ${settled.every(Boolean) ? `acknowledged after ${Date.now() - upMs} ms` : 'not all acknowledged yet'}`,
    );
  }

  /** An app that ended by itself has broken a promise, and the run goes on with it. */
  private async revive({ platform }: Targets): Promise<void> {
    await Promise.all(platform.all.filter(({ child }) => !child.alive && child.crashes.length > 0).map((app) => app.up()));
  }

  private async settleLater(): Promise<void> {
    await Promise.all(this.later);
    this.later.clear();
  }

  private async drain({ publishers }: Targets): Promise<void> {
    await this.settleLater();
    for (const publisher of publishers) {
      try {
        const { duplicated, reordered } = await publisher.drained(DRAIN_LIMIT_MS);
        this.counts['frames.duplicated'] = (this.counts['frames.duplicated'] ?? 0) + duplicated;
        this.counts['frames.reordered'] = (this.counts['frames.reordered'] ?? 0) + reordered;
      } catch (error) {
        this.broken.push(describeError(error));
      }
      const skewed = publisher.options.vehicles.filter(({ skewMs }) => skewMs !== 0).length;
      this.counts['clock.day-off'] = (this.counts['clock.day-off'] ?? 0) + skewed;
    }
  }

  private async prove(targets: Targets): Promise<Omit<FaultResult, 'seconds'>> {
    const { platform, publishers } = targets;
    const fleetUrl = platform.fleet[0]?.url ?? '';
    const sent = new Map(publishers.flatMap((publisher) => [...publisher.sent()]));
    const topic = (name: string) => `${this.namespace}.${name}`;
    const read = () => readLog(this.servers.kafkaBroker, [LOG_TOPICS.frames, LOG_TOPICS.vehicleEvents, LOG_TOPICS.deadLetter].map(topic));
    const dead = (entry: LogEntry) => entry.topic === topic(LOG_TOPICS.deadLetter);
    const pathOf = (id: number) => this.signals.ids.pathOf(id) ?? `${id}`;
    const accountOf = (entries: LogEntry[]) =>
      account(
        sent,
        entries
          .filter((entry) => !dead(entry))
          .map(({ key, value, headers, committedMs }) => ({ vin: key, value, id: headers.ce_id ?? '', committedMs })),
        pathOf,
      );
    await untilRead(fleetUrl, accountOf(await read()).occurrences.size, READ_LIMIT_MS);
    // Once more: vehicles may have answered the ledger's questions in between.
    const entries = await read();
    const found = accountOf(entries);
    const fleet = await proveFleet({
      fleetUrl,
      vehicles: publishers.flatMap(({ options }) => options.vehicles),
      account: found,
      pathOf,
      madeMs: (name) => sent.get(name)?.atMs ?? 0,
    });
    const recoveries = this.ups.map(({ upMs }) => recoveryOf(upMs, sent, found.occurrences));
    const figures = recoveries.map(({ ms }) => ms);
    const max = Math.max(0, ...figures);
    for (const [index, { ms, last, frames }] of recoveries.entries())
      this.options.progress(`recovery from ${this.ups[index]?.names}: ${frames} frames in ${ms} ms${last ? `, the last was ${last}` : ''}`);
    await this.keepLog(entries);
    this.broken.push(
      ...complaint('frames were sent and are neither stored nor declared lost', found.unknown),
      ...complaint('stored frames were never sent', found.strangers),
      ...complaint('stored frames are not what was sent', found.altered),
      ...complaint(
        'good frames became dead letters',
        entries.filter(dead).map(({ headers }) => `${headers.ce_mqtttopic} ${headers.ce_reason}`),
      ),
      ...fleet.differences,
      ...(fleet.visibleDuplicates === 0 ? [] : [`${fleet.visibleDuplicates} effects show twice`]),
      ...(max <= this.options.recoveryLimitMs ? [] : [`a recovery took ${max} ms`]),
      ...this.crashes(targets),
    );
    return {
      seed: this.options.seed,
      sent: found.sent,
      stored: found.stored,
      declaredLost: found.declaredLost,
      unknown: found.unknown.length,
      visibleDuplicates: fleet.visibleDuplicates,
      repeatedInLog: found.repeated,
      faults: this.counts,
      recoveryMs: { p50: quantile(figures, 0.5), max },
      broken: this.broken,
    };
  }

  /** For whoever wants to know why: what stood where in the log, and since when. */
  private async keepLog(entries: readonly LogEntry[]): Promise<void> {
    const lines = entries.map(({ topic, partition, offset, headers, committedMs }) =>
      JSON.stringify({ topic, partition, offset: Number(offset), id: headers.ce_id, committedMs }),
    );
    await writeFile(join(this.options.folder, 'log.jsonl'), lines.join('\n'));
  }

  private crashes({ platform, publishers }: Targets): string[] {
    return [
      ...platform.all.map(({ child }) => ({ name: child.name, crashes: child.crashes })),
      ...publishers.map(({ options, crashes }) => ({ name: `the ${options.kind} publishers`, crashes })),
    ].flatMap(({ name, crashes }) => crashes.map((how) => `${name} ended by itself: ${how}`));
  }
}
