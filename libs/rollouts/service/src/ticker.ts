import { describeError } from '@headway/platform/errors';
import { liveRollouts } from '@headway/rollouts/store';
import type { OutboxWorker } from './outbox-worker.js';
import type { RolloutEngine } from './rollout-engine.js';
import type { RolloutsOptions } from './rollouts-options.js';

const DEFAULT_TICK_MS = 1_000;
const SIGNATURE_CHECK_MS = 3_600_000;

/** Looks at every live rollout again and again, and keeps signatures fresh. Looking often costs no honesty: the tests allow for it. */
export class Ticker {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private signaturesCheckedAt = 0;

  constructor(private readonly parts: { options: RolloutsOptions; engine: RolloutEngine; worker: OutboxWorker }) {}

  start(): void {
    this.schedule();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** One look at everything. */
  async tick(): Promise<void> {
    const { options, engine, worker } = this.parts;
    for (const id of await liveRollouts(options.dataSource.manager)) {
      await engine
        .apply(id, (now, evidence) => ({ type: 'tick', now, evidence }))
        .catch((error: unknown) => options.logger.error('rollouts.tick-failed', { rollout: id, reason: describeError(error) }));
    }
    worker.wake();
    const now = options.clock.epochMs();
    if (now - this.signaturesCheckedAt < SIGNATURE_CHECK_MS) return;
    this.signaturesCheckedAt = now;
    await options.signer.refresh();
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.tick()
        .catch((error: unknown) => this.parts.options.logger.warn('rollouts.tick-failed', { reason: describeError(error) }))
        .finally(() => this.schedule());
    }, this.parts.options.tickMs ?? DEFAULT_TICK_MS);
  }
}
