import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { BenchTopic } from './bench-topic.js';
import { type Pipe, PipeProcess } from './pipe.js';
import { cpuSeconds, peakRssMb } from './process-usage.js';
import { Publishers } from './publishers.js';
import type { Servers } from './servers.js';

/** How a pipe is loaded. */
export interface Load {
  payloadBytes: number;
  /** Messages of the measured part at full load. */
  messages: number;
  /** How long half of that load is held. */
  seconds: number;
  vehicles: number;
}

/** What one pipe did in one run. CPU is that of the pipe's process alone, user and system; broker, Kafka and publishers are not in it. */
export interface Run {
  pipe: string;
  payloadBytes: number;
  messagesPerSecond: number;
  cpuSecondsPerMillion: number;
  peakRssMb: number;
  /** Publication to commit at half of the messages a second above. */
  latencyMs: { p50: number; p99: number };
  halfLoadPerSecond: number;
  /** Counted in Kafka: everything sent is there, and how often it is there twice. */
  lost: number;
  duplicates: number;
}

/** Messages sent and not yet in Kafka at full load: enough that no pipe ever waits for publishers, too few to fill the broker's queue. */
const WINDOW = 12_000;
/** As a number that JSON knows. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;
const BURST = 8;
const READY_LIMIT_MS = 60_000;
const STALL_MS = 30_000;
/** Share of the messages that are sent before the measurement, so that caches and compilers are warm. */
const WARM_UP = 0.3;

/** Runs one pipe with one payload size: full load first, then half of what it reached. */
export async function measure(
  pipe: Pipe,
  load: Load,
  { servers, folder, run }: { servers: Servers; folder: string; run: string },
): Promise<Run> {
  const own = join(folder, run);
  await mkdir(own, { recursive: true });
  const context = { mqttUrl: servers.mqttUrl, brokers: servers.brokers, run, folder: own };
  await using topic = await BenchTopic.open([servers.brokers], pipe.topicOf(run));
  if (pipe.name !== 'headway') await topic.prepare();
  await using publishers = new Publishers();
  const { catalogue, signals } = numericSignals();
  const { vehicles, payloadBytes } = load;
  await publishers.open({ mqttUrl: servers.mqttUrl, vehicles, payloadBytes, catalogue, signals, channel: 'telemetry' });
  await using process = await PipeProcess.start(pipe, context);
  try {
    const meter = new Meter(topic, publishers, process);
    await meter.untilReady();
    await topic.prepare();
    const warm = await meter.send(Math.round(load.messages * WARM_UP), { window: WINDOW, burst: BURST });
    const full = await meter.send(load.messages, { window: WINDOW, burst: BURST });
    const halfLoadPerSecond = Math.round(full.perSecond / 2);
    const half = await meter.send(halfLoadPerSecond * load.seconds, { window: UNLIMITED, burst: 1, perSecond: halfLoadPerSecond });
    const arrived = await topic.read();
    const latencies: number[] = [];
    for (let number = half.first; number < half.first + half.messages; number++) latencies.push(arrived.latencyMs.get(number) ?? Infinity);
    return {
      pipe: pipe.name,
      payloadBytes,
      messagesPerSecond: Math.round(full.perSecond),
      cpuSecondsPerMillion: round((full.cpuSeconds / full.messages) * 1e6),
      peakRssMb: Math.round(peakRssMb(process.pid)),
      latencyMs: { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) },
      halfLoadPerSecond,
      lost: missing(arrived.numbers, warm.first, publishers.progress.sent),
      duplicates: arrived.duplicates,
    };
  } finally {
    await process[Symbol.asyncDispose]();
    await topic.deleteAll(`${run}.`);
    await forgetSession(servers.mqttUrl, pipe.clientIdOf(run));
  }
}

const NUMERIC = /^(u?int(8|16|32|64)|float|double)$/;

/** What frames are made of: the id map's hash, and ids of signals that have numbers. */
export function numericSignals(): { catalogue: string; signals: number[] } {
  const { catalogue, ids } = loadBuiltInSignals();
  const paths = ids.paths.filter((path) => NUMERIC.test(catalogue.get(path)?.datatype ?? ''));
  return { catalogue: ids.shortHash, signals: paths.map((path) => ids.idOf(path) as number) };
}

/** How many of the numbers from `first` up to `end` did not arrive. */
export function missing(arrived: ReadonlySet<number>, first: number, end: number): number {
  let count = 0;
  for (let number = first; number < end; number++) if (!arrived.has(number)) count++;
  return count;
}

/** A clean session in the pipe's name, so that the broker does not go on queueing for it. */
export async function forgetSession(mqttUrl: string, clientId: string): Promise<void> {
  const client = await mqtt.connectAsync(mqttUrl, { clientId, username: 'headway-bench', clean: true });
  await client.endAsync();
}

/** Sends and counts. */
class Meter {
  constructor(
    private readonly topic: BenchTopic,
    private readonly publishers: Publishers,
    private readonly process: PipeProcess,
  ) {}

  /** A subscription is there when a message comes through; what was published before is nobody's. */
  async untilReady(): Promise<void> {
    const giveUp = performance.now() + READY_LIMIT_MS;
    for (let sent = 1; ; sent++) {
      this.process.check();
      this.publishers.send({ messages: 1, window: UNLIMITED, burst: 1 });
      await this.publishers.sent(sent);
      await new Promise((resolve) => setTimeout(resolve, 200));
      if ((await this.topic.count().catch(() => 0)) > 0) return;
      if (performance.now() > giveUp) throw new Error(`nothing came through in ${READY_LIMIT_MS} ms`);
    }
  }

  async send(messages: number, plan: { window: number; burst: number; perSecond?: number }) {
    const first = this.publishers.progress.sent;
    const before = await this.topic.count();
    const cpu = cpuSeconds(this.process.pid);
    const startedMs = performance.now();
    const heard = (count: number) => this.publishers.committed(first + count - before);
    this.publishers.committed(first);
    this.publishers.send({ ...plan, messages });
    await this.topic.reaches(before + messages, { seen: heard, stallMs: STALL_MS });
    const seconds = (performance.now() - startedMs) / 1000;
    await this.publishers.sent(first + messages);
    return { first, messages, perSecond: messages / seconds, cpuSeconds: cpuSeconds(this.process.pid) - cpu };
  }
}

export const round = (value: number) => Math.round(value * 100) / 100;

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
