export { ALIKE, LEAST_GROUP, placeUtterance } from './clustering.js';
export type { OpenCluster, Placement } from './clustering.js';
export { findContradictions } from './contradiction.js';
export type { Contradiction, Vote } from './contradiction.js';
export { assembleDataset, countIntents, HELD_OUT_SHARE, trainingMix } from './dataset.js';
export type { AcceptedCandidate, AssembledDataset, DatasetExample, Split } from './dataset.js';
export {
  CONFIDENT_CORRECTION,
  CONFIDENT_REGION,
  fromCorrection,
  fromDisagreement,
  fromManualAction,
  isStronger,
  isTeachingAction,
  keep,
  MANUAL_ACTION_WINDOW_MS,
  mayLearnFrom,
} from './derive.js';
export type { ConsentedAction, ConsentedTurn, Derived, KeptTurn, ManualLabeller } from './derive.js';
export { enrich } from './enrichment.js';
export { labelOf, relabel } from './label.js';
export { foldUtterance } from './utterance.js';
