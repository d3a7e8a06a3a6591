import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, round, type Run } from './ingest/measure.js';
import type { Pipe } from './ingest/pipe.js';
import { headway, PEERS } from './ingest/pipes.js';
import { openServers } from './ingest/servers.js';

/** How the comparison is run. */
export interface IngestOptions {
  peer?: string;
  messages: number;
  seconds: number;
  vehicles: number;
  rounds: number;
  sizes: number[];
}

/** Medians of each pipe's runs, and how many messages a CPU-second of ours carries for one of the peer's. */
export interface IngestFigures {
  guarantees: Record<string, string>;
  cpu: string;
  rounds: number;
  runs: Run[];
  ratioPerCpuSecond: Record<string, number>;
}

const CPU = "user and system time of the pipe's own process, from /proc; publishers, broker and Kafka are not counted";

/** Us and the peer in turn, round by round, on the same servers, with the same publishers and payloads. */
export async function benchIngest(options: IngestOptions): Promise<IngestFigures> {
  const peer = options.peer === undefined ? undefined : PEERS[options.peer];
  if (options.peer !== undefined && !peer) throw new Error(`there is no peer ${options.peer}: ${Object.keys(PEERS).join(', ')}`);
  const pipes = peer ? [headway, peer] : [headway];
  await using servers = await openServers();
  const folder = await mkdtemp(join(tmpdir(), 'headway-bench-'));
  const all: Run[] = [];
  try {
    for (let round = 0; round < options.rounds; round++) {
      for (const payloadBytes of options.sizes) {
        for (const pipe of pipes) {
          const run = `bench-${pipe.name}-${payloadBytes}-${Date.now().toString(36)}`;
          const measured = await measure(pipe, { ...options, payloadBytes }, { servers, folder, run });
          process.stderr.write(`${JSON.stringify(measured)}\n`);
          all.push(measured);
        }
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return summarise(pipes, options, all);
}

function summarise(pipes: Pipe[], { rounds, sizes }: IngestOptions, all: Run[]): IngestFigures {
  const runs = sizes.flatMap((size) =>
    pipes.map((pipe) => medianRun(all.filter((run) => run.pipe === pipe.name && run.payloadBytes === size))),
  );
  const cpuOf = (pipe: Pipe | undefined, size: number) =>
    runs.find((run) => run.pipe === pipe?.name && run.payloadBytes === size)?.cpuSecondsPerMillion ?? Number.NaN;
  const ratios = sizes.map((size): [string, number] => [`${size}`, round(cpuOf(pipes[1], size) / cpuOf(pipes[0], size))]);
  return {
    guarantees: Object.fromEntries(pipes.map(({ name, guarantees }) => [name, guarantees])),
    cpu: CPU,
    rounds,
    runs,
    ratioPerCpuSecond: pipes.length > 1 ? Object.fromEntries(ratios) : {},
  };
}

/** Each figure's median; losses and duplicates are added up. */
function medianRun(runs: Run[]): Run {
  const first = runs[0] as Run;
  const of = (pick: (run: Run) => number) => [...runs.map(pick)].sort((a, b) => a - b)[Math.floor(runs.length / 2)] as number;
  const sum = (pick: (run: Run) => number) => runs.reduce((total, run) => total + pick(run), 0);
  return {
    pipe: first.pipe,
    payloadBytes: first.payloadBytes,
    messagesPerSecond: of((run) => run.messagesPerSecond),
    cpuSecondsPerMillion: of((run) => run.cpuSecondsPerMillion),
    peakRssMb: of((run) => run.peakRssMb),
    latencyMs: { p50: of((run) => run.latencyMs.p50), p99: of((run) => run.latencyMs.p99) },
    halfLoadPerSecond: of((run) => run.halfLoadPerSecond),
    lost: sum((run) => run.lost),
    duplicates: sum((run) => run.duplicates),
  };
}
