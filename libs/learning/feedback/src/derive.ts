import type { Candidate, LabelledFrame, Language, ManualAction, TurnFinished } from '@headway/contracts';
import { confidenceOf, fullLabelOf, isInScope, labelled, transferFrames } from './label.js';

/** A manual action later than this after the utterance is not taken as what the driver had asked for. */
export const MANUAL_ACTION_WINDOW_MS = 30_000;

/** A region's reading must be at least this sure to label what the car read differently. */
export const CONFIDENT_REGION = 0.9;

/** A correction must have been understood at least this surely to label the utterance it corrects. */
export const CONFIDENT_CORRECTION = 0.7;

/** A finished turn that its driver lets us learn from. */
export type ConsentedTurn = TurnFinished & { consent: true; utterance: string };

/** What has to be remembered of a turn for as long as a correction or an action by hand may refer to it. */
export type KeptTurn = Pick<
  ConsentedTurn,
  'turn' | 'at' | 'corrects' | 'language' | 'utterance' | 'outcome' | 'answeredBy' | 'vehicleModelVersion' | 'frames'
>;

/** A manual action with the utterance it followed, given with consent. */
export type ConsentedAction = ManualAction & { consent: true; utterance: string; language: Language; afterTurn: string };

/** What the ontology says an action by hand means as a label of the utterance before it; undefined when it means nothing sayable. */
export type ManualLabeller = (action: ConsentedAction) => LabelledFrame | undefined;

/** A candidate before it has an identity. */
export type Derived = Omit<Candidate, 'id'>;

/** Whether a turn may be learned from at all. Everything else must not reach storage. */
export const mayLearnFrom = (turn: TurnFinished): turn is ConsentedTurn => turn.consent && (turn.utterance ?? '').trim() !== '';

/** The part of a turn that is stored. */
export const keep = ({
  turn,
  at,
  corrects,
  language,
  utterance,
  outcome,
  answeredBy,
  vehicleModelVersion,
  frames,
}: ConsentedTurn): KeptTurn => ({
  turn,
  at,
  corrects,
  language,
  utterance,
  outcome,
  answeredBy,
  vehicleModelVersion,
  frames,
});

/** Whether an action by hand says something about an utterance, and may be learned from. */
export function isTeachingAction(action: ManualAction): action is ConsentedAction {
  const said = (action.utterance ?? '').trim() !== '' && action.language !== undefined && action.afterTurn !== undefined;
  return action.consent && said && (action.delayMs ?? 0) <= MANUAL_ACTION_WINDOW_MS;
}

const understoodSo = (turn: Pick<TurnFinished, 'frames'> | undefined, frames: readonly LabelledFrame[]) =>
  turn?.frames !== undefined && fullLabelOf(labelled(turn.frames)) === fullLabelOf(frames);

/**
 * The driver said something, got nothing useful and did it by hand: the action labels the utterance.
 * Nothing when the car had understood exactly that, for instance because a guardrail refused it.
 */
export function fromManualAction(action: ConsentedAction, turn: KeptTurn | undefined, label: ManualLabeller): Derived | undefined {
  const frame = label(action);
  if (!frame || !isInScope([frame]) || understoodSo(turn, [frame])) return undefined;
  return {
    kind: 'manual-action',
    language: action.language,
    utterance: action.utterance,
    frames: [frame],
    turn: action.afterTurn,
    vehicleModelVersion: turn?.vehicleModelVersion ?? '',
    at: action.at,
  };
}

const isAboutTheDialogue = (intent: string) => intent.startsWith('dialogue.');

/** The driver said it again in other words that were understood: their reading labels the former utterance. */
export function fromCorrection(correction: KeptTurn, former: KeptTurn): Derived | undefined {
  const frames = (correction.frames ?? []).filter((frame) => !isAboutTheDialogue(frame.intent));
  const done = correction.outcome === 'executed' || correction.outcome === 'partial';
  if (!done || !isInScope(frames) || confidenceOf(frames) < CONFIDENT_CORRECTION) return undefined;
  const clauses = (former.frames ?? []).map((frame) => frame.span);
  const transferred = transferFrames(frames, former.utterance, clauses);
  if (!transferred || understoodSo(former, transferred)) return undefined;
  return {
    kind: 'correction',
    language: former.language,
    utterance: former.utterance,
    frames: transferred,
    turn: former.turn,
    vehicleModelVersion: former.vehicleModelVersion,
    at: correction.at,
  };
}

const isRegion = (answeredBy: string) => answeredBy.startsWith('region:');

/** Car and region read the same words differently and the region was sure: its reading is a label for the car's model. */
export function fromDisagreement(turn: ConsentedTurn): Derived | undefined {
  const other = turn.disagreement;
  if (!other) return undefined;
  const region = isRegion(turn.answeredBy) ? turn.frames : isRegion(other.answeredBy) ? other.frames : undefined;
  const car = region === other.frames ? turn.frames : other.frames;
  if (!region || !isInScope(region) || confidenceOf(region) < CONFIDENT_REGION) return undefined;
  const frames = labelled(region);
  if (understoodSo({ frames: car }, frames)) return undefined;
  return {
    kind: 'disagreement',
    language: turn.language,
    utterance: turn.utterance,
    frames,
    turn: turn.turn,
    vehicleModelVersion: turn.vehicleModelVersion,
    at: turn.at,
  };
}

const STRENGTH: Record<Candidate['kind'], number> = { correction: 3, 'manual-action': 2, disagreement: 1 };

/** Of two candidates for one turn, whether the later one takes the place of the earlier: a stronger kind of evidence does, the same kind never. */
export const isStronger = (later: Candidate['kind'], earlier: Candidate['kind']): boolean => STRENGTH[later] > STRENGTH[earlier];
