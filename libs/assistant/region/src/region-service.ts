import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { nothingUnderstood, resolvePlan } from '@headway/assistant/ontology';
import type { AnsweredBy, Plan, RegionHealth, TurnRequest, TurnResponse } from '@headway/contracts';
import { AppError, errorCodeOf } from '@headway/platform/errors';
import { pseudonym } from '@headway/platform/logging';
import type { Counter, Histogram } from '@headway/platform/metrics';
import { RecentLatencies } from './recent-latencies.js';
import { RecentPlans } from './recent-plans.js';
import { REGION_OPTIONS, type RegionOptions } from './region-options.js';
import { toLogRecord, turnRecord } from './turn-record.js';

/** A region that turned somebody away this recently calls itself overloaded. */
const OVERLOAD_SHOWN_MS = 1_000;
/** Below this a language model is not even asked. */
const LEAST_TALK_MS = 50;
const LATENCY_BUCKETS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 300, 500, 1000];

interface TurnContext {
  /** The driver has consented to learning from this utterance. */
  consent: boolean;
  /** Aborted when the caller has hung up. */
  signal: AbortSignal;
}

/** One region's assistant: reads an utterance, plans, answers inside the remaining budget, and publishes what it did. */
@Injectable()
export class RegionService implements BeforeApplicationShutdown {
  private readonly latencies = new RecentLatencies();
  private readonly plans = new RecentPlans();
  private readonly publishing = new Set<Promise<unknown>>();
  private readonly turnTime: Histogram;
  private readonly refusals: Counter;
  private served = 0;
  private refusedAtMs = Number.NEGATIVE_INFINITY;
  private draining = false;

  constructor(@Inject(REGION_OPTIONS) private readonly options: RegionOptions) {
    this.turnTime = options.metrics.histogram('headway_region_turn_ms', 'Service time of a turn', LATENCY_BUCKETS_MS, [
      'region',
      'answered_by',
    ]);
    this.refusals = options.metrics.counter('headway_region_refusals_total', 'Turns that got no answer, by code', ['region', 'code']);
  }

  /** @throws AppError `deadline-exceeded`, `overloaded`, `cancelled`, `unavailable` */
  async answer(request: TurnRequest, context: TurnContext): Promise<TurnResponse> {
    try {
      return await this.serve(request, context);
    } catch (error) {
      const code = errorCodeOf(error);
      if (code === 'overloaded') this.refusedAtMs = this.options.clock.nowMs();
      this.refusals.add(1, { region: this.options.regionId, code });
      throw error;
    }
  }

  health(): RegionHealth {
    const { clock, regionId, understanding } = this.options;
    const nowMs = clock.nowMs();
    const overloaded = nowMs - this.refusedAtMs < OVERLOAD_SHOWN_MS;
    return {
      region: regionId,
      status: this.draining ? 'draining' : overloaded ? 'overloaded' : 'ready',
      modelVersion: understanding.card.version,
      modelDigest: understanding.digest,
      queued: understanding.load.queued,
      p95Ms: this.latencies.p95Ms(nowMs),
      served: this.served,
    };
  }

  /**
   * Serves with another model from now on; turns under way finish with the old one.
   * @throws AppError `invalid-model`; the old model then stays
   */
  async swapModel(model: Uint8Array): Promise<void> {
    const { understanding, logger, regionId } = this.options;
    const from = understanding.card.version;
    await understanding.swap(model);
    logger.info('region.model-swapped', { region: regionId, from, to: understanding.card.version, digest: understanding.digest });
  }

  /** Refuses new turns and waits until every finished one is in the event log. */
  async beforeApplicationShutdown(): Promise<void> {
    this.draining = true;
    await Promise.all(this.publishing);
  }

  private async serve(request: TurnRequest, { consent, signal }: TurnContext): Promise<TurnResponse> {
    if (this.draining) throw new AppError('unavailable', 'the region is draining');
    const { clock, understanding, newId, regionId } = this.options;
    const startedMs = clock.nowMs();
    const remainingMs = () => request.deadlineMs - (clock.nowMs() - startedMs);
    const reading = await understanding.understand(request.utterance, { language: request.language, budgetMs: request.deadlineMs, signal });
    const conversation = `${request.vehicle.vin} ${request.session ?? ''}`;
    const plan = resolvePlan(reading.frames, {
      text: request.utterance,
      language: reading.language,
      state: request.vehicle.state ?? {},
      previous: this.plans.find(conversation, clock.nowMs()),
    });
    const spoken = await this.talk(plan, request.utterance, { budgetMs: remainingMs(), signal });
    if (remainingMs() <= 0) throw new AppError('deadline-exceeded', 'the answer would have come too late');
    const latencyMs = clock.nowMs() - startedMs;
    const response: TurnResponse = {
      ...spoken.plan,
      turn: newId(),
      answeredBy: spoken.answeredBy,
      modelVersion: reading.modelVersion,
      latencyMs,
    };
    this.plans.remember(conversation, spoken.plan, clock.nowMs());
    this.served += 1;
    this.latencies.observe(latencyMs, clock.nowMs());
    this.turnTime.observe(latencyMs, { region: regionId, answered_by: spoken.answeredBy });
    this.publish({ request, response, modelDigest: reading.modelDigest, consent });
    return response;
  }

  /** Lets the language model speak where the cockpit can do nothing; when it cannot either, the plan's own honest words stand. */
  private async talk(
    plan: Plan,
    utterance: string,
    { budgetMs, signal }: { budgetMs: number; signal: AbortSignal },
  ): Promise<{ plan: Plan; answeredBy: AnsweredBy }> {
    const { languageModel, logger, regionId } = this.options;
    const own = { plan, answeredBy: `region:${regionId}` as const };
    if (!languageModel || budgetMs < LEAST_TALK_MS || !nothingUnderstood(plan.frames)) return own;
    // A tenth is kept back: the honest answer must still arrive in time when the model does not.
    try {
      const answer = await languageModel.reply(utterance, { language: plan.language, budgetMs: budgetMs * 0.9, signal });
      return { plan: { ...plan, answer, speech: answer }, answeredBy: `model:${languageModel.name}` };
    } catch (error) {
      logger.warn('region.language-model-failed', { region: regionId, model: languageModel.name, code: errorCodeOf(error) });
      return own;
    }
  }

  private publish(turn: { request: TurnRequest; response: TurnResponse; modelDigest: string; consent: boolean }): void {
    const { eventLog, clock, logger, regionId } = this.options;
    const record = turnRecord({ ...turn, region: regionId, atEpochMs: clock.epochMs() });
    const appended = eventLog.append([toLogRecord(record)]).catch((error: unknown) => {
      logger.error('region.turn-not-published', { region: regionId, vehicle: pseudonym(record.vin), turn: record.turn, error });
    });
    this.publishing.add(appended);
    void appended.finally(() => this.publishing.delete(appended));
  }
}
