import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { embeddedTopology } from '../test/scenarios/topology/embedded.js';

/** How long the default run takes to be ready, and what it takes of memory. */
export interface StartFigures {
  vehicles: number;
  /** From the start of the process until the whole fleet has been opened, first start and restart. */
  readyMs: { first: number; again: number };
  /** Clean stop after SIGTERM. */
  stopMs: number;
  seconds: number;
  peakRssMb: number;
}

/** Starts the whole platform on an empty folder, lets it run, stops it and starts it once more. */
export async function benchStart({ vehicles, seconds }: { vehicles: number; seconds: number }): Promise<StartFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'headway-bench-'));
  const topology = await embeddedTopology({ seed: 1, vehicles, folder });
  const timed = async (work: () => Promise<void>) => {
    const started = performance.now();
    await work();
    return Math.round(performance.now() - started);
  };
  try {
    const first = await timed(() => topology.start());
    await delay(seconds * 1000);
    const stopMs = await timed(() => topology.stop());
    const again = await timed(() => topology.start());
    await topology.stop();
    return { vehicles, readyMs: { first, again }, stopMs, seconds, peakRssMb: Math.round(topology.peakRssMb()) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
