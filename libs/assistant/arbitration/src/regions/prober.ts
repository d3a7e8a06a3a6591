import type { Region } from '@headway/contracts';
import type { Clock, Random } from '../clock.js';
import type { RegionChoice } from './region-choice.js';
import { type RegionClient, toRegionError } from './region-client.js';

const INTERVAL_MS = 10_000;
const PROOF_INTERVAL_MS = 500;
const TIMEOUT_MS = 2_000;

interface ProberOptions {
  clock: Clock;
  random: Random;
  client: RegionClient;
  choice: RegionChoice;
}

/** Asks regions for their health in the background: each at its own jittered moment, an ejected one when its time is over. */
export class Prober {
  private readonly cancels = new Map<string, () => void>();
  private readonly stopped = new AbortController();

  constructor(private readonly options: ProberOptions) {}

  start(): void {
    for (const region of this.options.choice.allowed) this.schedule(region, INTERVAL_MS * this.options.random());
  }

  stop(): void {
    this.stopped.abort();
    for (const cancel of this.cancels.values()) cancel();
    this.cancels.clear();
  }

  private schedule(region: Region, delayMs: number): void {
    if (this.stopped.signal.aborted) return;
    this.cancels.set(
      region.id,
      this.options.clock.after(delayMs, () => void this.turn(region)),
    );
  }

  private async turn(region: Region): Promise<void> {
    const { choice, clock, random } = this.options;
    if (choice.mayBeProbed(region, clock.nowMs())) await this.probe(region);
    const failing = !choice.ranked(clock.nowMs()).some(({ id }) => id === region.id);
    this.schedule(region, (failing ? PROOF_INTERVAL_MS : INTERVAL_MS) * (0.5 + random()));
  }

  /** One health check; its outcome goes into the region's standing. */
  async probe(region: Region): Promise<void> {
    const { choice, client, clock } = this.options;
    const startedMs = clock.nowMs();
    const timeout = new AbortController();
    const cancel = clock.after(TIMEOUT_MS, () => timeout.abort());
    try {
      const report = await client.health(region, AbortSignal.any([timeout.signal, this.stopped.signal]));
      const nowMs = clock.nowMs();
      choice.reported(region, { report, elapsedMs: nowMs - startedMs, nowMs });
    } catch (error) {
      if (this.stopped.signal.aborted) return;
      const nowMs = clock.nowMs();
      choice.failed(region, { error: toRegionError(error), elapsedMs: nowMs - startedMs, nowMs });
    } finally {
      cancel();
    }
  }
}
