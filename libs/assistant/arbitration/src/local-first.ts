import { type Action, OUT_OF_SCOPE, type Plan, type Risk } from '@headway/contracts';

/** The least confidence with which an action of a risk class may be carried out without asking anybody. */
export type RiskThresholds = Readonly<Record<Risk, number>>;

/** Wrong comfort is an annoyance, a wrong door is not: the more harm an error does, the surer the reading must be. */
export const DEFAULT_THRESHOLDS: RiskThresholds = { comfort: 0.7, information: 0.7, distraction: 0.8, security: 0.92, safety: 0.97 };

/** Below this nothing is offered for confirmation: the utterance was not understood. */
export const GUESS_FLOOR = 0.3;

/** Rule on an action that was only held back because the model was not sure. */
export const LOW_CONFIDENCE_RULE = 'low-confidence';

const thresholdOf = (plan: Plan, thresholds: RiskThresholds) =>
  plan.actions.reduce((greatest, { risk }) => Math.max(greatest, thresholds[risk]), thresholds.information);

/**
 * Whether a plan may stand without another opinion: everything in it was in scope, and its whole-plan confidence clears the threshold
 * of its riskiest action. Guardrails have run already; a refusal or a question by rule is an answer like any other.
 */
export function clearsThreshold(plan: Plan, thresholds: RiskThresholds): boolean {
  if (plan.frames.length === 0 || plan.frames.some(({ intent }) => intent === OUT_OF_SCOPE)) return false;
  return plan.confidence >= thresholdOf(plan, thresholds);
}

const isDoubtful = (action: Action, thresholds: RiskThresholds) => action.status === 'ready' && action.confidence < thresholds[action.risk];

const WORDS = {
  zh: {
    again: '抱歉，我没听明白，请换个说法再说一遍好吗？',
    meant: (said: string) => `您是说“${said}”吗？请确认。`,
  },
  en: {
    again: 'Sorry, I did not catch that. Could you say it another way?',
    meant: (said: string) => `Did you mean “${said}”? Please confirm.`,
  },
} as const;

/** What the car says when neither it nor a region has a reading of the utterance. */
export function notUnderstood(language: Plan['language'], frames: Plan['frames'] = []): Plan {
  const question = WORDS[language].again;
  return { actions: [], question, speech: question, confidence: 0, language, frames };
}

/**
 * The best that can safely be done with a plan nobody vouches for: sure actions stay ready, doubtful ones wait for the driver's
 * confirmation under {@link LOW_CONFIDENCE_RULE}, and mere guesses become a question. Never empty of speech.
 */
export function safePlan(plan: Plan, utterance: string, thresholds: RiskThresholds): Plan {
  const doubtful = plan.actions.filter((action) => isDoubtful(action, thresholds));
  if (doubtful.length === 0) return plan;
  if (plan.actions.every(({ confidence }) => confidence < GUESS_FLOOR)) return notUnderstood(plan.language, plan.frames);
  const actions = plan.actions.map((action): Action =>
    doubtful.includes(action) ? { ...action, status: 'needs-confirmation', rule: LOW_CONFIDENCE_RULE } : action,
  );
  const said = [...new Set(doubtful.map(({ clause }) => utterance.slice(...clause)))].join(plan.language === 'zh' ? '，' : ', ');
  const asked = WORDS[plan.language].meant(said);
  const question = plan.question ? `${plan.question} ${asked}` : asked;
  // The plan's own words claim that everything is being done; they only stand when part of it is.
  return { ...plan, actions, question, speech: question };
}
