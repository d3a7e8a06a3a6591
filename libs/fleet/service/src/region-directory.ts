import { type Region, type RegionHealth, regionHealthSchema, type RegionStatus } from '@headway/contracts';
import { describeError } from '@headway/platform/errors';
import type { Logger } from '@headway/platform/logging';

interface RegionDirectoryOptions {
  regions: readonly Region[];
  clock: { epochMs(): number };
  logger: Logger;
}

const PROBE_EVERY_MS = 5_000;
const PROBE_TIMEOUT_MS = 2_000;

/** The regions with their health, asked every five seconds. */
export class RegionDirectory {
  private readonly statuses = new Map<string, RegionStatus>();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: RegionDirectoryOptions) {
    for (const region of options.regions) this.statuses.set(region.id, { ...region, health: null, checkedAt: null });
  }

  /** Begins to ask; does not wait for the first answers. */
  start(): void {
    void this.probeAll();
  }

  stop(): void {
    this.stopping.abort();
    clearTimeout(this.timer);
  }

  list(): RegionStatus[] {
    return [...this.statuses.values()];
  }

  private async probeAll(): Promise<void> {
    await Promise.all(this.options.regions.map((region) => this.probe(region)));
    if (!this.stopping.signal.aborted) this.timer = setTimeout(() => void this.probeAll(), PROBE_EVERY_MS);
  }

  private async probe(region: Region): Promise<void> {
    const known = this.statuses.get(region.id);
    const health = await this.ask(region);
    if (this.stopping.signal.aborted) return;
    if ((known?.health === null) !== (health === null) && known?.checkedAt !== null) {
      this.options.logger.info('fleet.region', { region: region.id, healthy: health !== null });
    }
    this.statuses.set(region.id, { ...region, health, checkedAt: this.options.clock.epochMs() });
  }

  private async ask({ id, url }: Region): Promise<RegionHealth | null> {
    try {
      const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(PROBE_TIMEOUT_MS)]);
      const response = await fetch(new URL('v1/health', url.endsWith('/') ? url : `${url}/`), { signal });
      return response.ok ? regionHealthSchema.parse(await response.json()) : null;
    } catch (error) {
      this.options.logger.debug('fleet.region-silent', { region: id, reason: describeError(error) });
      return null;
    }
  }
}
