import type { Region, RegionHealth } from '@headway/contracts';
import type { Random } from '../clock.js';
import { DecayedQuantile } from '../decayed-quantile.js';
import type { RegionError } from './region-client.js';

const FAILURES_TO_EJECT = 3;
const FIRST_EJECTION_MS = 2_000;
const LONGEST_EJECTION_MS = 120_000;
/** An error costs the driver about a whole budget: the way to the next region. */
const ERROR_COST_MS = 300;
const ERROR_WEIGHT = 0.2;
const TRUSTED_OBSERVATIONS = 5;
const OVERLOAD_PAUSE_MS = 500;
/** A region's own word about its queue is only believed for a while. */
const HEALTH_VALID_MS = 30_000;

/** A call that brought no answer. */
export interface FailedCall {
  error: RegionError;
  elapsedMs: number;
  nowMs: number;
}

/** What the car knows about one region from its own calls. */
export class RegionStanding {
  private readonly roundTrips = new DecayedQuantile();
  private errorShare = 0;
  private failuresInRow = 0;
  private ejections = 0;
  private ejectedUntilMs = Number.NEGATIVE_INFINITY;
  private pausedUntilMs = Number.NEGATIVE_INFINITY;
  private health: { report: RegionHealth; atMs: number } | undefined;

  constructor(
    readonly region: Region,
    /** Round trip and service to expect before anything was observed, from the distance. */
    private readonly expectedMs: number,
  ) {}

  /** 95th percentile of round trip and service in milliseconds; leans on the expectation while observations are few. */
  p95Ms(nowMs: number): number {
    const observed = this.roundTrips.quantile(0.95);
    if (observed === undefined) return this.expectedMs;
    const trust = Math.min(1, this.roundTrips.weight(nowMs) / TRUSTED_OBSERVATIONS);
    return trust * observed + (1 - trust) * this.expectedMs;
  }

  /** What asking this region costs, in milliseconds: p95 + its queue + the expected cost of an error. Smaller is nearer. */
  costMs(nowMs: number): number {
    const report = this.freshHealth(nowMs);
    const queueMs = report ? report.queued * report.p95Ms : 0;
    return this.p95Ms(nowMs) + queueMs + this.errorShare * ERROR_COST_MS;
  }

  /** Not ejected, not asked to be left alone, and not known to be starting, overloaded or draining. */
  isHealthy(nowMs: number): boolean {
    return !this.ejected && nowMs >= this.pausedUntilMs && (this.freshHealth(nowMs)?.status ?? 'ready') === 'ready';
  }

  /** Whether a probe may go out: an ejected region is left alone until its time is over. */
  mayBeProbed(nowMs: number): boolean {
    return !this.ejected || nowMs >= this.ejectedUntilMs;
  }

  /** Digest of the model the region last said it serves. */
  modelDigest(nowMs: number): string | undefined {
    return this.freshHealth(nowMs)?.modelDigest;
  }

  succeeded(elapsedMs: number, nowMs: number): void {
    this.roundTrips.observe(elapsedMs, nowMs);
    this.errorShare -= this.errorShare * ERROR_WEIGHT;
    this.failuresInRow = 0;
    this.ejections = 0;
  }

  /** `late` counts only when the region had more time than it usually needs; `overloaded` pauses without ejecting. */
  failed({ error, elapsedMs, nowMs }: FailedCall, random: Random): void {
    if (error.kind === 'late') {
      if (elapsedMs < this.p95Ms(nowMs)) return;
      this.roundTrips.observe(elapsedMs, nowMs);
    }
    this.errorShare += (1 - this.errorShare) * ERROR_WEIGHT;
    if (error.kind === 'overloaded') {
      this.pausedUntilMs = nowMs + (error.retryAfterMs ?? OVERLOAD_PAUSE_MS) * (0.5 + random());
      return;
    }
    this.failuresInRow += 1;
    if (this.ejected) this.eject(nowMs, random);
  }

  reported(report: RegionHealth, elapsedMs: number, nowMs: number): void {
    this.health = { report, atMs: nowMs };
    this.succeeded(elapsedMs + report.p95Ms, nowMs);
  }

  /** An ejected region must pass a probe before drivers' words go to it again. */
  private get ejected(): boolean {
    return this.failuresInRow >= FAILURES_TO_EJECT;
  }

  private eject(nowMs: number, random: Random): void {
    const lengthMs = Math.min(LONGEST_EJECTION_MS, FIRST_EJECTION_MS * 2 ** this.ejections);
    this.ejections += 1;
    // Jittered, so that a fleet does not come back in one wave.
    this.ejectedUntilMs = nowMs + lengthMs * (0.5 + random());
  }

  private freshHealth(nowMs: number): RegionHealth | undefined {
    return this.health && nowMs - this.health.atMs <= HEALTH_VALID_MS ? this.health.report : undefined;
  }
}
