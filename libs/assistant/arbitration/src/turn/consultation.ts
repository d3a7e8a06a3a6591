import type { Region, TurnRequest, TurnResponse } from '@headway/contracts';
import type { Clock } from '../clock.js';
import type { RegionChoice } from '../regions/region-choice.js';
import { type RegionClient, RegionError, toRegionError } from '../regions/region-client.js';
import type { TokenBucket } from '../token-bucket.js';

/** Less than this is not worth a round trip. */
const LEAST_BUDGET_MS = 5;
/** How long after the deadline a late answer is still listened to, for learning only. */
const AFTERTHOUGHT_MS = 2_000;

export interface ConsultationPorts {
  clock: Clock;
  client: RegionClient;
  choice: RegionChoice;
  hedges: TokenBucket;
}

interface OpenAsk {
  region: Region;
  startedMs: number;
  abort: AbortController;
  cancelHedge: () => void;
}

/**
 * One question to the regions: the nearest first; the next one when that fails, or as a hedge once the first has taken longer than its own
 * 95th percentile and the token bucket allows. The first answer ends the others. After the deadline nothing new is asked, and what
 * is still open may answer late.
 */
export class Consultation {
  /** The first answer in time, or undefined when there is none to be had. */
  readonly answer: Promise<TurnResponse | undefined>;
  /** An answer that came after `answer` had settled with undefined. */
  readonly lateAnswer: Promise<TurnResponse | undefined>;
  private readonly open = new Set<OpenAsk>();
  private readonly candidates: Region[];
  private readonly timers: (() => void)[] = [];
  private resolveAnswer!: (response: TurnResponse | undefined) => void;
  private resolveLate!: (response: TurnResponse | undefined) => void;
  private answered = false;
  private overdue = false;

  constructor(
    private readonly ports: ConsultationPorts,
    private readonly request: TurnRequest,
    private readonly deadlineAtMs: number,
  ) {
    this.answer = new Promise((resolve) => (this.resolveAnswer = resolve));
    this.lateAnswer = new Promise((resolve) => (this.resolveLate = resolve));
    this.candidates = ports.choice.ranked(ports.clock.nowMs());
    ports.hedges.earn();
    this.timers.push(ports.clock.after(this.remainingMs, () => this.pastDeadline()));
    this.askNext();
    this.endIfHopeless();
  }

  /** Stops everything; an answer that is still to come is not wanted. */
  cancel(): void {
    this.finish(undefined);
    this.end();
  }

  private get remainingMs(): number {
    return Math.max(0, this.deadlineAtMs - this.ports.clock.nowMs());
  }

  private askNext(): void {
    if (this.remainingMs < LEAST_BUDGET_MS) return;
    const region = this.candidates.shift();
    if (!region) return;
    const { clock, choice } = this.ports;
    const startedMs = clock.nowMs();
    const ask: OpenAsk = { region, startedMs, abort: new AbortController(), cancelHedge: () => undefined };
    this.open.add(ask);
    ask.cancelHedge = clock.after(choice.hedgeDelayMs(region, startedMs), () => this.hedge());
    const request = { ...this.request, deadlineMs: Math.max(1, Math.floor(this.remainingMs)) };
    void this.ports.client.ask(region, request, ask.abort.signal).then(
      (response) => this.succeeded(ask, response),
      (error: unknown) => this.failed(ask, error),
    );
  }

  private hedge(): void {
    if (this.answered || this.candidates.length === 0 || this.remainingMs < LEAST_BUDGET_MS) return;
    if (this.ports.hedges.take()) this.askNext();
  }

  private succeeded(ask: OpenAsk, response: TurnResponse): void {
    if (!this.close(ask)) return;
    const nowMs = this.ports.clock.nowMs();
    this.ports.choice.succeeded(ask.region, nowMs - ask.startedMs, nowMs);
    if (this.answered) this.resolveLate(response);
    this.finish(response);
    this.end();
  }

  private failed(ask: OpenAsk, error: unknown): void {
    if (!this.close(ask)) return;
    const nowMs = this.ports.clock.nowMs();
    // Past the deadline the failure has been counted as late already.
    if (!this.overdue) this.ports.choice.failed(ask.region, { error: toRegionError(error), elapsedMs: nowMs - ask.startedMs, nowMs });
    if (this.open.size === 0 && !this.answered) this.askNext();
    this.endIfHopeless();
  }

  private pastDeadline(): void {
    this.overdue = true;
    const nowMs = this.ports.clock.nowMs();
    for (const { region, startedMs } of this.open) {
      this.ports.choice.failed(region, {
        error: new RegionError('late', 'no answer within the budget'),
        elapsedMs: nowMs - startedMs,
        nowMs,
      });
    }
    this.finish(undefined);
    this.timers.push(this.ports.clock.after(AFTERTHOUGHT_MS, () => this.end()));
  }

  private endIfHopeless(): void {
    if (this.open.size > 0) return;
    this.finish(undefined);
    this.end();
  }

  private close(ask: OpenAsk): boolean {
    ask.cancelHedge();
    return this.open.delete(ask);
  }

  private finish(response: TurnResponse | undefined): void {
    this.answered = true;
    this.resolveAnswer(response);
  }

  private end(): void {
    for (const cancel of this.timers.splice(0)) cancel();
    for (const ask of [...this.open]) {
      this.close(ask);
      ask.abort.abort();
    }
    this.resolveLate(undefined);
  }
}
