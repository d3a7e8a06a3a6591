import type { StagePlan } from '@headway/contracts';
import type { Evidence, StageCounts } from './evidence.js';
import type { RolloutRecord } from './rollout.js';
import { type Comparison, comparisonEvidence, failureShareEvidence, rateOf } from './sequential-test.js';

/** Chance of ever halting a good model: for failures, and for the two quality comparisons together. */
const FAILURE_ALPHA = 0.05;
export const QUALITY_ALPHA = 0.02;
/** A proven but smaller rise than this (share of turns) does not halt. */
export const LEAST_REGRESSION = 0.02;

/** What the numbers say, and the rule that says it. */
export interface Verdict {
  outcome: 'wait' | 'promote' | 'halt';
  rule: string;
  reason: string;
}

export type Numbers = Record<string, number>;

interface Judged {
  rollout: RolloutRecord;
  stage: StagePlan;
  isLast: boolean;
  counts: StageCounts;
  evidence: Evidence;
  now: number;
}

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
const finite = (value: number) => Math.round(Math.min(value, 1e12) * 1000) / 1000;

/** The numbers behind a decision, as they are stored and shown. */
export function numbersOf({ rollout, stage, counts, evidence, now }: Judged): Numbers {
  return {
    vehicles: counts.vehicles,
    reported: counts.reported,
    healthy: counts.healthy,
    failed: counts.failed,
    silent: counts.silent.length,
    postponed: counts.postponed,
    pending: counts.pending,
    waiting: counts.waiting.length,
    failureShare: finite(failureShare(counts)),
    failureEvidence: finite(failureShareEvidence({ trials: counts.reported, failures: counts.failed }, stage.maxFailureShare)),
    stageTurns: evidence.candidate.turns - rollout.stageTurnsBefore,
    candidateTurns: evidence.candidate.turns,
    candidateFallbackRate: finite(rateOf(rollout.fallback.candidate)),
    candidateCorrectionRate: finite(rateOf(rollout.correction.candidate)),
    controlTurns: evidence.control.turns,
    controlFallbackRate: finite(rateOf(rollout.fallback.control)),
    controlCorrectionRate: finite(rateOf(rollout.correction.control)),
    fallbackEvidence: finite(comparisonEvidence(rollout.fallback)),
    correctionEvidence: finite(comparisonEvidence(rollout.correction)),
    elapsedMs: now - (rollout.stageStartedAt ?? now),
  };
}

/** Failed among those with a result. */
const failureShare = ({ failed, healthy }: StageCounts) => (failed === 0 ? 0 : failed / (failed + healthy));

/** Promote, halt, or not enough data; first whatever speaks against the model. */
export function judge(judged: Judged): Verdict {
  return judgeFailures(judged) ?? judgeQuality(judged.rollout) ?? judgeExposure(judged);
}

function judgeFailures({ counts, stage }: Judged): Verdict | undefined {
  const allowed = stage.maxFailureShare * (counts.vehicles - counts.postponed);
  if (counts.failed > allowed) {
    return halt('failure-share', `${counts.failed} of ${counts.vehicles} vehicles failed; at most ${percent(stage.maxFailureShare)} may`);
  }
  const evidence = failureShareEvidence({ trials: counts.reported, failures: counts.failed }, stage.maxFailureShare);
  if (counts.failed > 0 && evidence >= 1 / FAILURE_ALPHA) {
    return halt('failure-share', `${counts.failed} failures among ${counts.reported} reports (evidence ${finite(evidence)})`);
  }
  return undefined;
}

function judgeQuality(rollout: RolloutRecord): Verdict | undefined {
  return (
    regression('fallback-regression', 'not understood', rollout.fallback) ??
    regression('correction-regression', 'corrected', rollout.correction)
  );
}

function regression(rule: string, what: string, comparison: Comparison): Verdict | undefined {
  const candidate = rateOf(comparison.candidate);
  const control = rateOf(comparison.control);
  const evidence = comparisonEvidence(comparison);
  // Two comparisons share the error budget.
  if (evidence < 2 / QUALITY_ALPHA || candidate - control < LEAST_REGRESSION) return undefined;
  return halt(
    rule,
    `${percent(candidate)} of turns ${what} against ${percent(control)} in the control group (evidence ${finite(evidence)})`,
  );
}

function judgeExposure({ rollout, stage, isLast, counts, evidence, now }: Judged): Verdict {
  const needed = Math.max(1, Math.min(stage.minHealthy, counts.vehicles - counts.failed));
  if (counts.healthy < needed) return wait('min-exposure', `${counts.healthy} of ${needed} needed vehicles are healthy`);
  const turns = evidence.candidate.turns - rollout.stageTurnsBefore;
  if (turns < stage.minTurns) return wait('min-turns', `${turns} of ${stage.minTurns} needed turns`);
  const elapsedMs = now - (rollout.stageStartedAt ?? now);
  if (elapsedMs < stage.soakMs) return wait('soak', `${stage.soakMs - elapsedMs} ms of soak time left`);
  if (failureShare(counts) > stage.maxFailureShare) {
    return wait(
      'failure-share',
      `${counts.failed} of ${counts.failed + counts.healthy} results are failures: too many to go on, too few to halt`,
    );
  }
  if (isLast && counts.pending + counts.waiting.length > 0) {
    return wait('unfinished', `${counts.pending + counts.waiting.length} vehicles have not finished`);
  }
  return { outcome: 'promote', rule: 'exposure', reason: `${counts.healthy} vehicles healthy, ${counts.failed} failed, ${turns} turns` };
}

const halt = (rule: string, reason: string): Verdict => ({ outcome: 'halt', rule, reason });
const wait = (rule: string, reason: string): Verdict => ({ outcome: 'wait', rule, reason });
