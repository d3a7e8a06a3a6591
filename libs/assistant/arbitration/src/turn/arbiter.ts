import type { AnsweredBy, Language, Plan, TurnRequest, TurnResponse } from '@headway/contracts';
import { detectLanguage } from '@headway/assistant/language';
import type { Clock } from '../clock.js';
import { clearsThreshold, DEFAULT_THRESHOLDS, notUnderstood, type RiskThresholds, safePlan } from '../local-first.js';
import type { RegionChoice } from '../regions/region-choice.js';
import type { RegionClient } from '../regions/region-client.js';
import { TokenBucket } from '../token-bucket.js';
import { Consultation } from './consultation.js';
import { type Reading, sameReading } from './disagreement.js';

/** Share of turns that may be asked of a second region, and how many at once. */
const HEDGE_SHARE = 0.05;
const HEDGE_BURST = 2;
/** Kept back from the budget so that the car's own answer is out at the deadline, not after it. */
const RESERVE_MS = 10;
/** The car's own model is given this share of the budget before regions are asked without waiting for it. */
const LOCAL_SHARE = 0.25;

/** Why it was answered the way it was. */
export type ArbitrationReason =
  /** The car was sure. */
  | 'confident'
  /** The car was not, and a region answered. */
  | 'region'
  /** The car was not, and no region answered within the budget. */
  | 'deadline'
  /** The car was not, and no region could be asked or every one failed. */
  | 'no-region';

/** The answer to a turn and how it came about. */
export interface Arbitration {
  plan: Plan;
  answeredBy: AnsweredBy;
  modelVersion: string;
  latencyMs: number;
  reason: ArbitrationReason;
  /** The other side's reading when it differs; settles later, never delays the answer, and never rejects. */
  disagreement: Promise<Reading | undefined>;
}

/** The car's own understanding: utterance to plan, with guardrails, and the version of the model behind it. */
export interface LocalMind {
  modelVersion: string;
  plan(request: TurnRequest, signal: AbortSignal): Promise<Plan>;
  /** Makes a region's reading a plan of this car's: resolved and checked against the car's own state. Throws when it is not acceptable. */
  adopt(response: TurnResponse, request: TurnRequest): Plan;
}

export interface ArbiterOptions {
  clock: Clock;
  client: RegionClient;
  choice: RegionChoice;
  thresholds?: RiskThresholds;
}

/** Decides who answers a turn: the car when it is sure, else the nearest region, else the car as well as it safely can. Always in time. */
export class Arbiter {
  private readonly hedges = new TokenBucket(HEDGE_SHARE, HEDGE_BURST);
  private readonly thresholds: RiskThresholds;

  constructor(private readonly options: ArbiterOptions) {
    this.thresholds = options.thresholds ?? DEFAULT_THRESHOLDS;
  }

  /** Resolves within `request.deadlineMs`; rejects only with `signal.reason` when the driver gives up. */
  answer(request: TurnRequest, local: LocalMind, signal?: AbortSignal): Promise<Arbitration> {
    return new Turn({ ...this.options, thresholds: this.thresholds, hedges: this.hedges }, request, local).run(signal);
  }
}

interface TurnOptions extends ArbiterOptions {
  thresholds: RiskThresholds;
  hedges: TokenBucket;
}

class Turn {
  private readonly startedMs: number;
  private readonly deadlineAtMs: number;
  private readonly language: Language;
  private readonly localAbort = new AbortController();
  private readonly timers: (() => void)[] = [];
  private localPlan: Plan | undefined;
  private localSettled = false;
  private regionsSettled = false;
  private consultation: Consultation | undefined;
  private resolve!: (arbitration: Arbitration) => void;
  private settled = false;

  constructor(
    private readonly options: TurnOptions,
    private readonly request: TurnRequest,
    private readonly local: LocalMind,
  ) {
    this.startedMs = options.clock.nowMs();
    const reserveMs = Math.min(RESERVE_MS, request.deadlineMs / 4);
    this.deadlineAtMs = this.startedMs + request.deadlineMs - reserveMs;
    this.language = request.language ?? detectLanguage(request.utterance);
  }

  run(signal: AbortSignal | undefined): Promise<Arbitration> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.stop();
        this.consultation?.cancel();
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.resolve = (arbitration) => {
        signal?.removeEventListener('abort', giveUp);
        resolve(arbitration);
      };
      const { clock } = this.options;
      const budgetMs = this.deadlineAtMs - this.startedMs;
      this.timers.push(clock.after(budgetMs, () => this.answerLocally('deadline')));
      this.timers.push(clock.after(budgetMs * LOCAL_SHARE, () => this.consult()));
      void this.thinkLocally();
    });
  }

  private async thinkLocally(): Promise<void> {
    try {
      this.localPlan = await this.local.plan(this.request, this.localAbort.signal);
    } catch {
      // The car's model is overloaded or broken: that is a reason to ask a region, not to be silent.
    }
    this.localSettled = true;
    if (this.settled) return;
    if (this.localPlan && clearsThreshold(this.localPlan, this.options.thresholds)) this.finish(this.localPlan, 'vehicle', 'confident');
    else if (this.regionsSettled) this.answerLocally('no-region');
    else this.consult();
  }

  private consult(): void {
    if (this.settled || this.consultation) return;
    this.consultation = new Consultation(this.options, this.request, this.deadlineAtMs);
    void this.consultation.answer.then((response) => {
      this.regionsSettled = true;
      if (this.settled) return;
      if (response) this.weigh(response);
      else if (this.localSettled) this.answerLocally(this.options.clock.nowMs() >= this.deadlineAtMs ? 'deadline' : 'no-region');
    });
  }

  /** Takes the region's reading unless the car cannot accept it, or is surer itself. */
  private weigh(response: TurnResponse): void {
    let adopted: Plan;
    try {
      adopted = this.local.adopt(response, this.request);
    } catch {
      this.answerLocally('no-region');
      return;
    }
    const { thresholds } = this.options;
    const regionIsSure = clearsThreshold(adopted, thresholds) || response.answer !== undefined;
    if (!regionIsSure && this.localPlan && this.localPlan.actions.length > 0 && this.localPlan.confidence > adopted.confidence) {
      this.finish(safePlan(this.localPlan, this.request.utterance, thresholds), 'vehicle', 'region', response);
    } else {
      this.finish(safePlan(adopted, this.request.utterance, thresholds), response.answeredBy, 'region', response);
    }
  }

  private answerLocally(reason: ArbitrationReason): void {
    const plan = this.localPlan ? safePlan(this.localPlan, this.request.utterance, this.options.thresholds) : notUnderstood(this.language);
    this.finish(plan, 'vehicle', reason);
  }

  private finish(plan: Plan, answeredBy: AnsweredBy, reason: ArbitrationReason, response?: TurnResponse): void {
    if (this.settled) return;
    const consultation = this.consultation;
    if (reason === 'confident') consultation?.cancel();
    this.stop();
    this.resolve({
      plan,
      answeredBy,
      modelVersion: response && answeredBy !== 'vehicle' ? response.modelVersion : this.local.modelVersion,
      latencyMs: this.options.clock.nowMs() - this.startedMs,
      reason,
      disagreement: this.compare(
        answeredBy,
        response ? Promise.resolve(response) : (consultation?.lateAnswer ?? Promise.resolve(undefined)),
      ),
    });
  }

  private async compare(answeredBy: AnsweredBy, other: Promise<TurnResponse | undefined>): Promise<Reading | undefined> {
    const response = await other;
    const own = this.localPlan;
    if (!response || !own || sameReading(response.frames, own.frames)) return undefined;
    if (answeredBy !== 'vehicle') return { answeredBy: 'vehicle', modelVersion: this.local.modelVersion, frames: own.frames };
    return { answeredBy: response.answeredBy, modelVersion: response.modelVersion, frames: response.frames };
  }

  private stop(): void {
    this.settled = true;
    for (const cancel of this.timers.splice(0)) cancel();
    this.localAbort.abort();
  }
}
