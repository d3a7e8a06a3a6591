import type { Action, Plan, TurnFinished } from '@headway/contracts';
import { checkAction, nothingUnderstood } from '@headway/assistant/ontology';
import type { VehicleState } from '@headway/contracts';

const isWrite = (action: Action) => action.value !== undefined;

/** What became of a plan after the car has tried it. */
export function outcomeOf(plan: Plan): TurnFinished['outcome'] {
  const writes = plan.actions.filter(isWrite);
  const done = writes.filter(({ status }) => status === 'ready').length;
  if (done > 0) return done === writes.length && plan.question === undefined ? 'executed' : 'partial';
  if (writes.some(({ status }) => status === 'needs-confirmation')) return 'asked';
  if (writes.length > 0) return 'refused';
  if (plan.answer !== undefined) return 'answered';
  if (nothingUnderstood(plan.frames)) return 'not-understood';
  return plan.question === undefined ? 'answered' : 'asked';
}

const samePending = (action: Action) => (former: Action) =>
  former.status === 'needs-confirmation' && former.path === action.path && former.value === action.value;

/**
 * Every guardrail once more, with the car's own state, whoever made the plan. A confirmation only lifts what this car itself had
 * asked about in the turn before.
 */
export function recheck(plan: Plan, state: VehicleState, previous: Plan | undefined): Plan {
  const confirming = plan.frames.some(({ intent }) => intent === 'dialogue.confirm');
  const actions = plan.actions.map((action) => {
    const confirmed = confirming && (previous?.actions ?? []).some(samePending(action));
    return checkAction(action, state, { confirmed });
  });
  return { ...plan, actions };
}
