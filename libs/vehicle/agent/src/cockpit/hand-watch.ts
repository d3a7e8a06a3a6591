import type { ManualAction, VehicleState } from '@headway/contracts';
import type { HandMovement } from '../ports.js';
import type { RememberedTurn } from './conversation.js';
import { momentState } from './decision-state.js';

/** A driver who was not served moves the control within this time. */
const AFTER_FAILURE_MS = 20_000;
/** One who was served something else is quicker; later than this, the hand has its own reasons. */
const AFTER_EXECUTION_MS = 8_000;

interface Moment {
  nowMs: number;
  consent: boolean;
  state: VehicleState;
  latest: RememberedTurn | undefined;
}

const did = (turn: RememberedTurn, { path, value }: HandMovement) =>
  turn.plan.actions.some((action) => action.status === 'ready' && action.path === path && action.value === value);

/** Whether the hand made up for what the turn did not do. */
function madeUpFor(turn: RememberedTurn, movement: HandMovement, nowMs: number): boolean {
  const window = turn.outcome === 'executed' || turn.outcome === 'answered' ? AFTER_EXECUTION_MS : AFTER_FAILURE_MS;
  return nowMs - turn.atMs <= window && !did(turn, movement);
}

/**
 * The event for a control moved by hand. It names the turn, and with consent repeats its words, when the hand made up for what the
 * turn had failed to do.
 */
export function manualActionEvent(movement: HandMovement, { nowMs, consent, state, latest }: Moment): ManualAction {
  const event: ManualAction = { type: 'manual.action', at: nowMs, ...movement, consent };
  if (!latest || !madeUpFor(latest, movement, nowMs)) return event;
  event.afterTurn = latest.turn;
  event.delayMs = nowMs - latest.atMs;
  if (consent) Object.assign(event, { utterance: latest.utterance, language: latest.language, state: momentState(state) });
  return event;
}
