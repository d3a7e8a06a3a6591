import type { Decision } from '@headway/contracts';
import { countStage, type Evidence } from './evidence.js';
import { judge, numbersOf, type Verdict } from './judge.js';
import { type RolloutEffect, type RolloutEvent, type RolloutOutcome, type RolloutRecord, RolloutTransitionError } from './rollout.js';
import { beginComparison, compare } from './sequential-test.js';

type Tick = Extract<RolloutEvent, { type: 'tick' }>;

/**
 * The whole behaviour of a rollout: what an event makes of it, and what has to be done.
 * Pure: the same state and event always give the same outcome. Every decision carries the numbers behind it.
 * A halt ends only by an operator's `resume`, or in a rollback; without data nothing is ever promoted.
 * @throws RolloutTransitionError when the state does not allow the event
 */
export function decideRollout(rollout: RolloutRecord, event: RolloutEvent): RolloutOutcome {
  switch (event.type) {
    case 'approve':
      allow(rollout, event, ['draft']);
      return { state: { ...rollout, state: 'approved', approvedBy: event.by }, effects: [] };
    case 'cancel':
      allow(rollout, event, ['draft', 'approved']);
      return { state: { ...rollout, state: 'cancelled' }, effects: [] };
    case 'halt':
      allow(rollout, event, ['running']);
      return halt(
        rollout,
        'operator',
        decision(rollout, event.now, { outcome: 'halt', rule: 'operator', reason: `${event.by}: ${event.reason}` }),
      );
    case 'resume':
      allow(rollout, event, ['halted']);
      return resume(rollout, event);
    case 'rollback':
      allow(rollout, event, ['running', 'halted', 'complete']);
      return rollBack(
        rollout,
        event.evidence,
        decision(rollout, event.now, { outcome: 'rollback', rule: 'operator', reason: `${event.by}: ${event.reason}` }),
      );
    case 'tick':
      return tick(rollout, event);
  }
}

function allow(rollout: RolloutRecord, event: RolloutEvent, states: RolloutRecord['state'][]): void {
  if (!states.includes(rollout.state)) throw new RolloutTransitionError(rollout.state, event.type);
}

function tick(rollout: RolloutRecord, event: Tick): RolloutOutcome {
  switch (rollout.state) {
    case 'approved':
      return start(rollout, event);
    case 'running':
      return advance(rollout, event);
    case 'halted':
      return rollBackWhenDue(rollout, event);
    case 'rolling-back':
      return finishRollback(rollout, event);
    default:
      return { state: rollout, effects: [] };
  }
}

function start(rollout: RolloutRecord, { now, evidence }: Tick): RolloutOutcome {
  if (evidence.members.length === 0) {
    return wait(rollout, decision(rollout, now, { outcome: 'wait', rule: 'no-vehicles', reason: 'no vehicle belongs to the cohort yet' }));
  }
  return enterStage({ ...rollout, state: 'running' }, 0, { now, evidence, outcome: 'start' });
}

function enterStage(
  rollout: RolloutRecord,
  stage: number,
  {
    now,
    evidence,
    outcome,
    numbers = {},
  }: { now: number; evidence: Evidence; outcome: 'start' | 'promote'; numbers?: Decision['numbers'] },
): RolloutOutcome {
  const entered: RolloutRecord = {
    ...rollout,
    currentStage: stage,
    stageStartedAt: now,
    stageTurnsBefore: evidence.candidate.turns,
    stageStates: rollout.stageStates.map((state, index) => (index === stage ? 'running' : state)),
  };
  const plan = rollout.stages[stage]!;
  const counts = countStage(evidence.members, stage, { now, deadlineMs: plan.deadlineMs });
  const told: Decision = {
    at: now,
    stage: plan.name,
    outcome,
    rule: outcome === 'start' ? 'approved' : 'exposure',
    reason: `stage ${plan.name} begins with ${counts.vehicles} vehicles`,
    numbers: { ...numbers, stageVehicles: counts.vehicles, newVehicles: counts.waiting.length },
  };
  return { state: record(entered, told), effects: [...assign(counts.waiting), { type: 'notify', decision: told }] };
}

function advance(rollout: RolloutRecord, { now, evidence }: Tick): RolloutOutcome {
  const index = rollout.currentStage!;
  const stage = rollout.stages[index]!;
  const isLast = index === rollout.stages.length - 1;
  const counts = countStage(evidence.members, index, { now, deadlineMs: stage.deadlineMs });
  const compared = { ...rollout, ...compareTurns(rollout, evidence) };
  const judged = { rollout: compared, stage, isLast, counts, evidence, now };
  const verdict = judge(judged);
  const told = decision(compared, now, verdict, numbersOf(judged));
  const expire: RolloutEffect[] = counts.silent.length > 0 ? [{ type: 'expire', vins: counts.silent }] : [];
  if (verdict.outcome === 'halt') return before(expire, halt(compared, 'rule', told));
  if (verdict.outcome === 'wait') return before([...expire, ...assign(counts.waiting)], wait(compared, told));
  const passed = { ...compared, stageStates: compared.stageStates.map((state, at) => (at === index ? ('passed' as const) : state)) };
  if (isLast) return before(expire, complete(passed, { ...told, outcome: 'complete' }));
  return before(expire, enterStage(record(passed, told), index + 1, { now, evidence, outcome: 'promote', numbers: told.numbers }));
}

function compareTurns(rollout: RolloutRecord, { candidate, control }: Evidence): Pick<RolloutRecord, 'fallback' | 'correction'> {
  const of = (failures: number, trials: number) => ({ failures, trials });
  return {
    fallback: compare(rollout.fallback, of(candidate.fallbacks, candidate.turns), of(control.fallbacks, control.turns)),
    correction: compare(rollout.correction, of(candidate.corrections, candidate.turns), of(control.corrections, control.turns)),
  };
}

function halt(rollout: RolloutRecord, by: 'rule' | 'operator', told: Decision): RolloutOutcome {
  const halted: RolloutRecord = {
    ...rollout,
    state: 'halted',
    haltedAt: told.at,
    haltedBy: by,
    stageStates:
      by === 'rule' ? rollout.stageStates.map((state, at) => (at === rollout.currentStage ? 'failed' : state)) : rollout.stageStates,
  };
  return { state: record(halted, told), effects: [{ type: 'notify', decision: told }] };
}

/** An operator takes the risk: failed vehicles get another try and the comparisons begin anew. */
function resume(rollout: RolloutRecord, { now, by, evidence }: Extract<RolloutEvent, { type: 'resume' }>): RolloutOutcome {
  const from = (failures: number, trials: number) => ({ failures, trials });
  const { candidate, control } = evidence;
  const resumed: RolloutRecord = {
    ...rollout,
    state: 'running',
    haltedAt: null,
    haltedBy: null,
    stageStartedAt: now,
    stageTurnsBefore: candidate.turns,
    stageStates: rollout.stageStates.map((state, at) => (at === rollout.currentStage ? 'running' : state)),
    fallback: beginComparison(from(candidate.fallbacks, candidate.turns), from(control.fallbacks, control.turns)),
    correction: beginComparison(from(candidate.corrections, candidate.turns), from(control.corrections, control.turns)),
  };
  const told = decision(resumed, now, { outcome: 'resume', rule: 'operator', reason: `resumed by ${by}` });
  const failed = evidence.members.filter((member) => member.state === 'failed').map((member) => member.vin);
  const retry: RolloutEffect[] = failed.length > 0 ? [{ type: 'retry', vins: failed }] : [];
  return { state: record(resumed, told), effects: [...retry, { type: 'notify', decision: told }] };
}

function rollBackWhenDue(rollout: RolloutRecord, { now, evidence }: Tick): RolloutOutcome {
  const { haltedBy, haltedAt, rollbackAfterMs } = rollout;
  if (haltedBy !== 'rule' || rollbackAfterMs === null || now - (haltedAt ?? now) < rollbackAfterMs) return { state: rollout, effects: [] };
  const reason = `halted by rule ${rollbackAfterMs} ms ago and not resumed`;
  return rollBack(rollout, evidence, decision(rollout, now, { outcome: 'rollback', rule: 'automatic', reason }));
}

function rollBack(rollout: RolloutRecord, evidence: Evidence, told: Decision): RolloutOutcome {
  const touched = evidence.members
    .filter((member) => member.state !== 'waiting' && member.state !== 'returned')
    .map((member) => member.vin);
  const state: RolloutRecord = { ...rollout, state: 'rolling-back', rollbackStartedAt: told.at };
  const back: RolloutEffect[] = touched.length > 0 ? [{ type: 'rollback', vins: touched }] : [];
  return { state: record(state, told), effects: [...back, { type: 'notify', decision: told }] };
}

/**
 * A rollback is over when every vehicle it reached attests its former model, or when the longest deadline has passed: the assignment
 * of a vehicle that is still away stays published and waits for it.
 */
function finishRollback(rollout: RolloutRecord, { now, evidence }: Tick): RolloutOutcome {
  const count = (state: string) => evidence.members.filter((member) => member.state === state).length;
  const open = evidence.members.length - count('waiting') - count('returned');
  const numbers = { returned: count('returned'), open, stuck: count('stuck'), untouched: count('waiting') };
  const deadlineMs = Math.max(...rollout.stages.map((stage) => stage.deadlineMs));
  if (open > 0 && now - (rollout.rollbackStartedAt ?? now) <= deadlineMs) {
    return wait(
      rollout,
      decision(rollout, now, { outcome: 'wait', rule: 'returning', reason: `${open} vehicles have not returned` }, numbers),
    );
  }
  const told = decision(
    rollout,
    now,
    open === 0
      ? { outcome: 'rollback', rule: 'returned', reason: 'every vehicle runs its former model' }
      : { outcome: 'rollback', rule: 'deadline', reason: `${open} vehicles have not returned in time; their assignments stay published` },
    numbers,
  );
  return { state: record({ ...rollout, state: 'rolled-back', currentStage: null }, told), effects: [{ type: 'notify', decision: told }] };
}

function complete(rollout: RolloutRecord, told: Decision): RolloutOutcome {
  const state = record({ ...rollout, state: 'complete', currentStage: null }, told);
  return { state, effects: [{ type: 'release' }, { type: 'notify', decision: told }] };
}

function decision(
  rollout: RolloutRecord,
  now: number,
  verdict: { outcome: Decision['outcome'] } & Pick<Verdict, 'rule' | 'reason'>,
  numbers: Decision['numbers'] = {},
): Decision {
  const stage = rollout.currentStage === null ? '' : (rollout.stages[rollout.currentStage]?.name ?? '');
  return { at: now, stage, outcome: verdict.outcome, rule: verdict.rule, reason: verdict.reason, numbers };
}

/** Adds a decision; a wait for the same reason only brings the last one up to date. */
function record(rollout: RolloutRecord, told: Decision): RolloutRecord {
  const last = rollout.decisions.at(-1);
  const repeats = told.outcome === 'wait' && last?.outcome === 'wait' && last.rule === told.rule && last.stage === told.stage;
  return { ...rollout, decisions: [...(repeats ? rollout.decisions.slice(0, -1) : rollout.decisions), told] };
}

const wait = (rollout: RolloutRecord, told: Decision): RolloutOutcome => ({ state: record(rollout, told), effects: [] });
const assign = (vins: string[]): RolloutEffect[] => (vins.length > 0 ? [{ type: 'assign', vins }] : []);
const before = (effects: RolloutEffect[], outcome: RolloutOutcome): RolloutOutcome => ({
  ...outcome,
  effects: [...effects, ...outcome.effects],
});
