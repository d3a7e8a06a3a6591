import type { Decision, RolloutState, StagePlan } from '@headway/contracts';
import type { Evidence } from './evidence.js';
import type { Comparison } from './sequential-test.js';
import { beginComparison } from './sequential-test.js';

/** Everything a rollout remembers besides its vehicles; plain data, stored as it is. */
export interface RolloutRecord {
  state: RolloutState;
  digest: string;
  version: string;
  stages: StagePlan[];
  stageStates: ('pending' | 'running' | 'passed' | 'failed')[];
  currentStage: number | null;
  stageStartedAt: number | null;
  /** Turns of the new model when the stage began. */
  stageTurnsBefore: number;
  fallback: Comparison;
  correction: Comparison;
  approvedBy: string | null;
  haltedAt: number | null;
  /** A halt by rule rolls back by itself after `rollbackAfterMs`; one by an operator waits for the operator. */
  haltedBy: 'rule' | 'operator' | null;
  rollbackAfterMs: number | null;
  rollbackStartedAt: number | null;
  decisions: Decision[];
}

export type RolloutEvent =
  | { type: 'approve'; now: number; by: string }
  | { type: 'tick'; now: number; evidence: Evidence }
  | { type: 'halt'; now: number; by: string; reason: string }
  | { type: 'resume'; now: number; by: string; evidence: Evidence }
  | { type: 'rollback'; now: number; by: string; reason: string; evidence: Evidence }
  | { type: 'cancel'; now: number; by: string };

/** What has to happen in the world. All are idempotent, so that they may be carried out again after a crash. */
export type RolloutEffect =
  /** Send these vehicles the new model. */
  | { type: 'assign'; vins: string[] }
  /** Count these as failed: their deadline has passed. */
  | { type: 'expire'; vins: string[] }
  /** Give these another try after an operator's resume. */
  | { type: 'retry'; vins: string[] }
  /** Send these what they ran before, under a new, higher release counter. */
  | { type: 'rollback'; vins: string[] }
  /** The model is the family's released one from now on. */
  | { type: 'release' }
  | { type: 'notify'; decision: Decision };

export interface RolloutOutcome {
  state: RolloutRecord;
  effects: RolloutEffect[];
}

interface NewRollout {
  digest: string;
  version: string;
  stages: StagePlan[];
  rollbackAfterMs: number | null;
}

/** A rollout that waits for its approval. */
export function draftRollout({ digest, version, stages, rollbackAfterMs }: NewRollout): RolloutRecord {
  return {
    state: 'draft',
    digest,
    version,
    stages,
    stageStates: stages.map(() => 'pending'),
    currentStage: null,
    stageStartedAt: null,
    stageTurnsBefore: 0,
    fallback: beginComparison(),
    correction: beginComparison(),
    approvedBy: null,
    haltedAt: null,
    haltedBy: null,
    rollbackAfterMs,
    rollbackStartedAt: null,
    decisions: [],
  };
}

/** An event that the rollout's state does not allow. */
export class RolloutTransitionError extends Error {
  override readonly name = 'RolloutTransitionError';

  constructor(
    readonly state: RolloutState,
    readonly event: RolloutEvent['type'],
  ) {
    super(`a rollout that is ${state} does not take ${event}`);
  }
}
