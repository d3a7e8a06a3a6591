export { isUnanswered, learn, NO_ANSWER, queued, reasonOf, stateOf, stepsOf } from './lifecycle.js';
export type { CommandFacts, VehicleOutcome } from './lifecycle.js';
