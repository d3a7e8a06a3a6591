import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BenchTopic } from './ingest/bench-topic.js';
import { forgetSession, missing, numericSignals } from './ingest/measure.js';
import { PipeProcess } from './ingest/pipe.js';
import { headway } from './ingest/pipes.js';
import { cpuSeconds, rssMb } from './ingest/process-usage.js';
import { Publishers } from './ingest/publishers.js';
import { openServers, type Servers } from './ingest/servers.js';

/** How many clients, and for how long. */
export interface ClientsOptions {
  clients: number;
  minutes: number;
  /** How often each client publishes, in seconds. */
  every: number;
  /** Messages that each client has kept while it was away. */
  backlog: number;
}

/** What one instance of ingest takes of memory for many clients, and how fast it works off what they bring after an outage. */
export interface ClientsFigures {
  clients: number;
  minutes: number;
  messagesPerSecond: number;
  cpuPercent: number;
  /** Resident memory, MiB, every tenth of the time; flat when the second half does not climb. */
  rssMb: number[];
  /** Slope of the second half, MiB a minute. */
  rssSlopeMbPerMinute: number;
  reconnect: { messages: number; connectedMs: number; drainedMs: number };
  lost: number;
  duplicates: number;
}

const PAYLOAD_BYTES = 200;
const SAMPLES = 40;
const READY_LIMIT_MS = 30_000;
const STALL_MS = 60_000;
const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** Simple clients of MQTT 3.1.1, quality 1: connected for minutes, then cut off and back at the same moment with what they kept. */
export async function benchClients(options: ClientsOptions): Promise<ClientsFigures> {
  await using servers = await openServers();
  const folder = await mkdtemp(join(tmpdir(), 'headway-bench-'));
  const run = `bench-clients-${Date.now().toString(36)}`;
  try {
    return await withClients(options, { servers, folder, run });
  } finally {
    await forgetSession(servers.mqttUrl, headway.clientIdOf(run));
    await rm(folder, { recursive: true, force: true });
  }
}

async function withClients(
  options: ClientsOptions,
  { servers, folder, run }: { servers: Servers; folder: string; run: string },
): Promise<ClientsFigures> {
  await mkdir(folder, { recursive: true });
  await using topic = await BenchTopic.open([servers.brokers], headway.topicOf(run));
  await using publishers = new Publishers();
  await using pipe = await PipeProcess.start(headway, { mqttUrl: servers.mqttUrl, brokers: servers.brokers, run, folder });
  try {
    await untilSubscribed(topic, pipe);
    const connection = {
      mqttUrl: servers.mqttUrl,
      vehicles: options.clients,
      payloadBytes: PAYLOAD_BYTES,
      channel: 'telemetry' as const,
      ...numericSignals(),
    };
    await publishers.open(connection);
    const steady = await holdSteady(options, { topic, publishers, pid: pipe.pid });
    const reconnect = await reconnectAll(options, { topic, publishers, again: () => publishers.open(connection) });
    const arrived = await topic.read();
    const sent = publishers.progress.sent;
    return {
      clients: options.clients,
      minutes: options.minutes,
      ...steady,
      reconnect,
      lost: missing(arrived.numbers, 0, sent),
      duplicates: arrived.duplicates,
    };
  } finally {
    await pipe[Symbol.asyncDispose]();
    await topic.deleteAll(`${run}.`);
  }
}

/** Ingest makes its topics, and subscribes a moment after. */
async function untilSubscribed(topic: BenchTopic, pipe: PipeProcess): Promise<void> {
  const giveUp = performance.now() + READY_LIMIT_MS;
  while (!(await topic.exists())) {
    pipe.check();
    if (performance.now() > giveUp) throw new Error('ingest has made no topics');
    await wait(100);
  }
  await pipe.saysReady(READY_LIMIT_MS);
}

interface Parts {
  topic: BenchTopic;
  publishers: Publishers;
}

async function holdSteady({ clients, minutes, every }: ClientsOptions, { topic, publishers, pid }: Parts & { pid: number }) {
  const messagesPerSecond = clients / every;
  const messages = Math.round(messagesPerSecond * minutes * 60);
  const cpu = cpuSeconds(pid);
  publishers.send({ messages, perSecond: messagesPerSecond, window: UNLIMITED, burst: 1 });
  const samples: number[] = [];
  const intervalMs = (minutes * 60_000) / SAMPLES;
  for (let sample = 0; sample < SAMPLES; sample++) {
    await wait(intervalMs);
    samples.push(rssMb(pid));
  }
  const cpuPercent = Math.round(((cpuSeconds(pid) - cpu) / (minutes * 60)) * 1000) / 10;
  await publishers.sent(messages);
  await topic.reaches(messages, { seen: () => undefined, stallMs: STALL_MS });
  const half = samples.slice(SAMPLES / 2);
  const rss = samples.filter((_, index) => index % (SAMPLES / 10) === SAMPLES / 10 - 1).map(Math.round);
  return { messagesPerSecond, cpuPercent, rssMb: rss, rssSlopeMbPerMinute: slope(half, intervalMs / 60_000) };
}

/** Least squares; the values stand `step` apart. */
function slope(values: readonly number[], step: number): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const covariance = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  const variance = values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  return Math.round((covariance / variance / step) * 100) / 100;
}

/** The clock runs from the first connection attempt to the commit of the last kept message. */
async function reconnectAll({ clients, backlog }: ClientsOptions, { topic, publishers, again }: Parts & { again: () => Promise<void> }) {
  const before = await topic.count();
  const messages = clients * backlog;
  publishers.cut();
  await wait(1_000);
  const startedMs = performance.now();
  await again();
  const connectedMs = Math.round(performance.now() - startedMs);
  publishers.send({ messages, window: UNLIMITED, burst: backlog });
  await topic.reaches(before + messages, { seen: () => undefined, stallMs: STALL_MS });
  return { messages, connectedMs, drainedMs: Math.round(performance.now() - startedMs) };
}
