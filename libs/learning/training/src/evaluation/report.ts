import { summarise } from './evaluate.js';
import type { Verdict } from './score.js';

/** Figures of a group of examples, shares between 0 and 1. */
export interface Figures {
  examples: number;
  /** Share of utterances whose multiset of intents is right. */
  intentAccuracy: number;
  /** Micro F1 over name, start and end of slots. */
  slotF1: number;
  /** Share of utterances with all intents, clauses and slots right. */
  wholeSentence: number;
  /** Share that comes to exactly the expected vehicle actions, of the examples labelled with the cockpit's own intents; absent without such. */
  actionsExact?: number;
  /** Expected calibration error of the confidence in whole utterances. */
  calibrationError: number;
  /** Present where examples are out of scope: the share of those that was recognised, and the intent accuracy of all others. */
  outOfScope?: { recall: number; inScopeAccuracy: number };
}

/** What `headway evaluate` tells of one model and one or several datasets. */
export interface EvaluationReport extends Figures {
  byLanguage: Record<string, Figures>;
}

export function figuresOf(all: readonly Verdict[]): Figures {
  const { examples, intentAccuracy, slotF1, wholeSentence, actionsExact, calibrationError } = summarise(all);
  const outOfScope = outOfScopeOf(all);
  return {
    examples,
    intentAccuracy,
    slotF1,
    wholeSentence,
    ...(actionsExact !== undefined && knowsActions(all) && { actionsExact }),
    calibrationError,
    ...(outOfScope && { outOfScope }),
  };
}

export function reportOf(all: readonly Verdict[]): EvaluationReport {
  const languages = [...new Set(all.map(({ language }) => language))].sort();
  const own = (language: string) => figuresOf(all.filter((verdict) => verdict.language === language));
  return { ...figuresOf(all), byLanguage: Object.fromEntries(languages.map((language) => [language, own(language)])) };
}

/** What is out of scope is so in every ontology, and says nothing about actions among the labels of another. */
const knowsActions = (all: readonly Verdict[]): boolean =>
  all.every(({ outOfScope }) => outOfScope.expected) ||
  all.some(({ actions, outOfScope }) => actions !== undefined && !outOfScope.expected);

/** As in CLINC150 (Larson et al. 2019, section 4): recall of what is out of scope, and accuracy on what is not. */
function outOfScopeOf(all: readonly Verdict[]): Figures['outOfScope'] {
  const outside = all.filter(({ outOfScope }) => outOfScope.expected);
  const inside = all.filter(({ outOfScope }) => !outOfScope.expected);
  if (outside.length === 0) return undefined;
  return {
    recall: outside.filter(({ outOfScope }) => outOfScope.found).length / outside.length,
    inScopeAccuracy: inside.length === 0 ? 1 : inside.filter(({ intents }) => intents).length / inside.length,
  };
}
