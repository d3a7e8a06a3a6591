import type { Action, Example, Plan, SemanticFrame, VehicleState } from '@headway/contracts';
import { isOutOfScope } from './catalogue.js';
import { resolvePlan } from './resolve-plan.js';

/** The state that evaluation resolves against when none is given: a parked car at common settings. */
export const EVALUATION_STATE: VehicleState = Object.freeze({
  'Vehicle.Speed': 0,
  'Vehicle.Powertrain.Transmission.SelectedGear': 126,
  'Vehicle.Cabin.Infotainment.Media.Volume': 30,
  'Vehicle.Cabin.Infotainment.HMI.Brightness': 60,
});

/** A labelled example as the model would have to read it: certain frames. */
export const labelledFrames = ({ text, frames }: Pick<Example, 'text' | 'frames'>): SemanticFrame[] =>
  frames.map(({ intent, span, slots }) => ({
    intent,
    confidence: 1,
    span,
    slots: slots.map(({ name, start, end }) => ({ name, text: text.slice(start, end), start, end, confidence: 1 })),
  }));

/** The plan that an example's labels come to. */
export const expectedPlan = (example: Example, state: VehicleState = EVALUATION_STATE): Plan =>
  resolvePlan(labelledFrames(example), { text: example.text, language: example.language, state });

/** The exact vehicle actions that an example's labels come to. */
export const expectedActions = (example: Example, state?: VehicleState): Action[] => expectedPlan(example, state).actions;

const actionKey = ({ path, value, status, intent }: Action): string =>
  JSON.stringify(value === undefined ? [path, intent] : [path, value, status]);

const dialogueOf = (plan: Plan): string[] =>
  plan.frames
    .map(({ intent }) => intent)
    .filter((intent) => intent.startsWith('dialogue.'))
    .sort();

const rest = (plan: Plan): string =>
  JSON.stringify([
    dialogueOf(plan),
    plan.actions.length > 0 || !plan.frames.every(({ intent }) => isOutOfScope(intent)),
    plan.question !== undefined,
  ]);

/**
 * Whether two plans do exactly the same: the same multiset of (path, value, status), the same dialogue acts, both or neither out of
 * scope, both or neither asking back. Wording, confidence and clause ranges do not count.
 */
export function sameActions(a: Plan, b: Plan): boolean {
  const keys = (plan: Plan) => plan.actions.map(actionKey).sort().join('\n');
  return keys(a) === keys(b) && rest(a) === rest(b);
}

/**
 * What a plan does, as plain data that is equal for plans that do the same (see `sameActions`): lets an evaluation compare predicted
 * frames with labelled ones without knowing the ontology.
 */
export function outcomeOf(
  frames: readonly SemanticFrame[],
  { text, language }: Pick<Example, 'text' | 'language'>,
  state: VehicleState = EVALUATION_STATE,
): unknown {
  const plan = resolvePlan(frames, { text, language, state });
  return [plan.actions.map(actionKey).sort(), rest(plan)];
}

/** Whether predicted frames come to exactly the actions that the example's labels come to. */
export function exactActions(example: Example, predicted: readonly SemanticFrame[], state: VehicleState = EVALUATION_STATE): boolean {
  return sameActions(expectedPlan(example, state), resolvePlan(predicted, { text: example.text, language: example.language, state }));
}
