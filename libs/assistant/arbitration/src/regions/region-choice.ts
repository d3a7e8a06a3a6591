import type { Region, RegionHealth } from '@headway/contracts';
import type { Random } from '../clock.js';
import { expectedRoundTripMs, type Position } from './distance.js';
import { type FailedCall, RegionStanding } from './region-standing.js';

/** A rival must be this much cheaper, and by this many milliseconds, before the car changes region. */
const BETTER_BY_SHARE = 0.2;
const BETTER_BY_MS = 10;

export interface RegionChoiceOptions {
  regions: readonly Region[];
  /** Zone the vehicle's data must stay in; every region is allowed when absent. */
  residency?: string;
  /** Where the vehicle is, for the first guess. */
  position?: Position;
  random: Random;
}

/** Which regions a vehicle may use, and in which order. Times are the caller's clock. */
export class RegionChoice {
  private readonly standings: Map<string, RegionStanding>;
  private readonly random: Random;
  private currentId: string | undefined;

  constructor({ regions, residency, position, random }: RegionChoiceOptions) {
    this.random = random;
    const allowed = regions.filter((region) => residency === undefined || region.residency === residency);
    this.standings = new Map(allowed.map((region) => [region.id, new RegionStanding(region, expectedRoundTripMs(position, region))]));
  }

  /** Every region that residency allows, healthy or not. */
  get allowed(): Region[] {
    return [...this.standings.values()].map(({ region }) => region);
  }

  /**
   * Healthy allowed regions, the one to ask first at the head. The head only changes when another is clearly nearer, so that
   * two regions of equal distance do not take turns. With `modelDigest`, only regions that do not serve another model.
   */
  ranked(nowMs: number, modelDigest?: string): Region[] {
    const usable = [...this.standings.values()].filter(
      (standing) =>
        standing.isHealthy(nowMs) && (modelDigest === undefined || (standing.modelDigest(nowMs) ?? modelDigest) === modelDigest),
    );
    const costs = new Map(usable.map((standing) => [standing.region.id, standing.costMs(nowMs)]));
    const costOf = (standing: RegionStanding) => costs.get(standing.region.id) ?? Number.POSITIVE_INFINITY;
    usable.sort((a, b) => costOf(a) - costOf(b));
    const [best] = usable;
    const current = usable.find(({ region }) => region.id === this.currentId);
    if (best && current && !isClearlyBetter(costOf(best), costOf(current)))
      usable.sort((a, b) => Number(b === current) - Number(a === current));
    this.currentId = usable[0]?.region.id ?? this.currentId;
    return usable.map(({ region }) => region);
  }

  /** When a hedge is due after asking `region`: its own 95th percentile, in milliseconds. */
  hedgeDelayMs(region: Region, nowMs: number): number {
    return this.standings.get(region.id)?.p95Ms(nowMs) ?? Number.POSITIVE_INFINITY;
  }

  succeeded(region: Region, elapsedMs: number, nowMs: number): void {
    this.standings.get(region.id)?.succeeded(elapsedMs, nowMs);
  }

  failed(region: Region, call: FailedCall): void {
    this.standings.get(region.id)?.failed(call, this.random);
  }

  /** A region's own account of itself, and how long it took to get. */
  reported(region: Region, { report, elapsedMs, nowMs }: { report: RegionHealth; elapsedMs: number; nowMs: number }): void {
    this.standings.get(region.id)?.reported(report, elapsedMs, nowMs);
  }

  /** Whether a health check may go to `region`: an ejected one comes back through a probe, not through a driver's words. */
  mayBeProbed(region: Region, nowMs: number): boolean {
    return this.standings.get(region.id)?.mayBeProbed(nowMs) ?? false;
  }
}

const isClearlyBetter = (costMs: number, thanMs: number) => costMs < thanMs * (1 - BETTER_BY_SHARE) && costMs < thanMs - BETTER_BY_MS;
