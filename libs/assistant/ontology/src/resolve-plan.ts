import { OUT_OF_SCOPE } from '@headway/contracts';
import type { Action, Plan, SemanticFrame } from '@headway/contracts';
import { answerQuestion } from './answers.js';
import { findIntent, isOutOfScope } from './catalogue.js';
import { correctedFrames } from './correction.js';
import { checkAction } from './guardrails.js';
import { resolveFrame } from './resolve-frame.js';
import type { ResolvedFrame, TurnContext } from './resolve-frame.js';
import { composeSpeech, sayAction } from './speech.js';

/** Context of a whole turn: the turn before matters to "yes" and "no, the passenger's". */
export interface PlanContext extends TurnContext {
  /** Plan of the driver's previous turn, when it was recent enough to be meant. */
  previous?: Plan;
}

/** Whole-plan confidence: the least of its frames'; 0 without frames. */
export const planConfidence = (frames: readonly SemanticFrame[]): number =>
  frames.length === 0 ? 0 : Math.min(...frames.map((frame) => Math.min(1, Math.max(0, frame.confidence))));

/** The actions that `previous` left waiting for a yes, checked again with it given. */
const confirmedActions = ({ previous, state }: PlanContext): Action[] =>
  (previous?.actions ?? [])
    .filter(({ status }) => status === 'needs-confirmation')
    .map((action) => checkAction(action, state, { confirmed: true }));

interface Resolved {
  known: ResolvedFrame[];
  confirmed: Action[];
  unknown: number;
}

function resolveAll(frames: readonly SemanticFrame[], context: PlanContext): Resolved {
  const resolved: Resolved = { known: [], confirmed: [], unknown: 0 };
  // Later clauses see what earlier ones set: "调到二十四度，再高一点".
  const state = { ...context.state };
  const add = (frame: SemanticFrame) => {
    const intent = findIntent(frame.intent);
    if (!intent) {
      resolved.unknown += 1;
      return;
    }
    const result = resolveFrame(intent, frame, { ...context, state });
    for (const { path, value, status } of result.actions) if (value !== undefined && status === 'ready') state[path] = value;
    resolved.known.push(result);
  };
  for (const frame of frames) {
    if (frame.intent === 'dialogue.confirm') resolved.confirmed.push(...confirmedActions(context));
    const meant = frame.intent === 'dialogue.correct' ? correctedFrames(frame, context.previous) : [frame];
    meant.forEach(add);
  }
  return resolved;
}

/** Keeps the last write to each path: 打开座椅加热调到三档 is one wish. Transport commands repeat on purpose. */
function lastWrites(actions: readonly Action[]): Action[] {
  return actions.filter(
    (action, i) => action.path.endsWith('.Media.Action') || !actions.slice(i + 1).some((later) => later.path === action.path),
  );
}

function partsOf({ known, confirmed, unknown }: Resolved, actions: readonly Action[], context: PlanContext) {
  const { language, state } = context;
  const parts = {
    done: [] as string[],
    refused: [] as { text: string; rule: string }[],
    toConfirm: [] as string[],
    answers: [] as string[],
    asked: [] as string[],
    unknown,
  };
  for (const frame of known) {
    const { kind } = frame.intent.effect;
    if (frame.question) parts.asked.push(frame.question[language]);
    else if (kind === 'dialogue') {
      if (frame.intent.id !== 'dialogue.confirm' || confirmed.length === 0) parts.answers.push(frame.intent.speech[language]);
    } else if (kind === 'answer') {
      parts.answers.push(
        answerQuestion(
          frame.intent.id,
          frame.actions.map(({ path }) => path),
          state,
        )[language],
      );
    } else {
      const kept = frame.actions.filter((action) => actions.includes(action));
      const first = kept.find(({ status }) => status !== 'ready');
      const text = sayAction(frame, language);
      if (kept.some(({ status }) => status === 'ready')) parts.done.push(text);
      if (first?.status === 'refused') parts.refused.push({ text, rule: first.rule ?? '' });
      if (first?.status === 'needs-confirmation') parts.toConfirm.push(text);
    }
  }
  for (const action of confirmed) {
    const text =
      findIntent(action.intent)
        ?.speech[language].replace(/ ?\(?\{zone\}\)?/, '')
        .replace('{value}', String(action.value ?? '')) ?? '';
    if (action.status === 'ready') parts.done.push(text);
    else parts.refused.push({ text, rule: action.rule ?? '' });
  }
  parts.done = [...new Set(parts.done)];
  return parts;
}

/**
 * What understanding comes to: the actions that the frames mean, checked by every guardrail, with answers from the state, a question
 * back where something is missing or needs confirmation, and words for the driver. Pure. Frames with unknown labels count as out of scope.
 */
export function resolvePlan(frames: readonly SemanticFrame[], context: PlanContext): Plan {
  const resolved = resolveAll(frames, context);
  const actions = lastWrites([...resolved.known.flatMap((frame) => frame.actions), ...resolved.confirmed]);
  const parts = partsOf(resolved, actions, context);
  const stop = context.language === 'zh' ? '' : ' ';
  const question = [...composeQuestions(parts.toConfirm, context), ...parts.asked].join(stop);
  const answer = resolved.known.some(({ intent }) => intent.effect.kind === 'answer') ? parts.answers.join(stop) : '';
  return {
    actions,
    ...(question ? { question } : {}),
    ...(answer ? { answer } : {}),
    speech: composeSpeech(parts, context.language),
    confidence: planConfidence(frames),
    language: context.language,
    frames: [...frames],
  };
}

const composeQuestions = (toConfirm: readonly string[], { language }: PlanContext) =>
  toConfirm.map((text) => (language === 'zh' ? `要${text}吗？` : `${text}: shall I?`));

/** Whether nothing in the frames is something the cockpit can do. */
export const nothingUnderstood = (frames: readonly SemanticFrame[]): boolean =>
  frames.every(({ intent }) => intent === OUT_OF_SCOPE || isOutOfScope(intent));
