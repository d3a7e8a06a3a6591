import type { Action, Language, SemanticFrame, SignalValue, VehicleState } from '@headway/contracts';
import { amountOf } from './amounts.js';
import { findChoice } from './choices.js';
import { checkAction } from './guardrails.js';
import type { Bilingual, Effect, IntentDefinition } from './intent.js';
import { findLimit } from './limits.js';
import { parseQuantity } from './quantity.js';
import { expandTargets, fallbackPlaces, resolveZone } from './zones.js';
import type { Place } from './zones.js';

/** What the words of a turn are resolved against. */
export interface TurnContext {
  /** The utterance that the frames' offsets refer to. */
  text: string;
  language: Language;
  /** Latest known signals; what is missing is assumed as `limits.ts` says. */
  state: VehicleState;
}

/** What one frame comes to. */
export interface ResolvedFrame {
  intent: IntentDefinition;
  actions: Action[];
  /** Places the driver named; empty when none was named. */
  places: Place[];
  /** The value in words, for speech. */
  spoken?: Bilingual;
  /** What was asked for had to be cut to the allowed range. */
  clamped: boolean;
  /** A needed slot is missing or says nothing usable. */
  question?: Bilingual;
}

const slotText = (frame: SemanticFrame, name: string): string | undefined => {
  const texts = frame.slots.filter((slot) => slot.name === name).map((slot) => slot.text);
  return texts.length > 0 ? texts.join(' ') : undefined;
};

const clauseText = (frame: SemanticFrame, { text }: TurnContext) => text.slice(...frame.span);

/** Plural nouns that mean every one of them: "open the windows", "heat the seats". */
const PLURALS = /\b(?:windows|seats)\b/i;

function placesOf(intent: IntentDefinition, frame: SemanticFrame, context: TurnContext): { named: Place[]; meant: Place[] } {
  if (!intent.zones) return { named: [], meant: [] };
  const words = slotText(frame, 'zone');
  const named = words === undefined ? [] : resolveZone(words, context.state);
  if (named.length > 0) return { named, meant: named };
  const plural = context.language === 'en' && PLURALS.test(clauseText(frame, context));
  const meant = fallbackPlaces(plural ? 'all' : intent.zones.fallback, context.state);
  return { named: plural ? meant : [], meant };
}

interface Written {
  value: SignalValue;
  spoken?: Bilingual;
  clamped?: boolean;
}

const UNITS: Record<string, Bilingual> = {
  celsius: { zh: '度', en: ' degrees' },
  percent: { zh: '%', en: ' percent' },
  mm: { zh: '毫米', en: ' millimetres' },
  degrees: { zh: '度', en: ' degrees' },
};

function spokenNumber(value: number, unit: string | undefined): Bilingual {
  const words = UNITS[unit ?? ''] ?? { zh: '', en: '' };
  const shown = unit === 'percent' ? Math.abs(value) : value;
  return { zh: `${shown}${words.zh}`, en: `${shown}${words.en}` };
}

function choiceOf(intent: IntentDefinition, frame: SemanticFrame, context: TurnContext): Written | undefined {
  const { effect } = intent;
  if (effect.kind !== 'choice' && effect.kind !== 'aim') return undefined;
  const words = slotText(frame, effect.slot);
  const named = words === undefined ? undefined : findChoice(effect.choices, words);
  // Directions are single characters that mean nothing outside the slot: 调一下 is not down.
  const found = named ?? (effect.kind === 'aim' ? undefined : findChoice(effect.choices, clauseText(frame, context)));
  return found && { value: found.value, spoken: { zh: found.zh, en: found.en } };
}

/** Words around a name that are not part of it: the airport, some jazz, 周杰伦的歌. */
const AROUND_NAMES = {
  place: /^(?:the|a|an)\s+/iu,
  query: /^(?:some|the song)\s+|的(?:歌曲?|音乐)?$/iu,
  contact: /^(?:my|the)\s+|的(?:电话|手机|号码)?$/iu,
} as const;

/** What is written to one path; undefined when the words do not say it. */
function written(intent: IntentDefinition, path: string, frame: SemanticFrame, context: TurnContext): Written | undefined {
  const { effect } = intent;
  if (effect.kind === 'constant') return { value: effect.value };
  if (effect.kind === 'choice') return choiceOf(intent, frame, context);
  if (effect.kind === 'text') {
    const words = slotText(frame, effect.slot)?.trim().replace(AROUND_NAMES[effect.slot], '');
    return words ? { value: words, spoken: { zh: words, en: words } } : undefined;
  }
  const limit = findLimit(path);
  if (!limit) return undefined;
  const words = slotText(frame, 'value');
  const quantity = words === undefined ? undefined : parseQuantity(words);
  const motion: Effect =
    effect.kind === 'aim' ? { kind: 'step', direction: choiceOf(intent, frame, context)?.value.toString().endsWith('+') ? 1 : -1 } : effect;
  const amount = amountOf(motion, quantity, { limit, sign: intent.sign ?? 1, language: context.language, current: context.state[path] });
  if (!amount) return undefined;
  const openness = effect.kind === 'travel' && intent.sign === -1 ? 100 - amount.value : amount.value;
  return { value: amount.value, spoken: spokenNumber(openness, limit.unit), clamped: amount.clamped };
}

function askFor(intent: IntentDefinition): Bilingual {
  const { description, effect } = intent;
  if (effect.kind === 'text' && effect.slot === 'place') return { zh: '您想去哪里？', en: 'Where would you like to go?' };
  if (effect.kind === 'text' && effect.slot === 'contact') return { zh: '您要打给谁？', en: 'Whom shall I call?' };
  if (effect.kind === 'text') return { zh: '您想听什么？', en: 'What would you like to hear?' };
  if (effect.kind === 'choice' || effect.kind === 'aim')
    return { zh: `${description.zh}，要哪一种？`, en: `I can ${description.en}. Which one would you like?` };
  return { zh: `${description.zh}，要调到多少？`, en: `I can ${description.en}. To what?` };
}

/** The paths that a frame writes or reads. A direction names the axis, and with it which of the targets; no direction leaves none. */
function pathsOf(intent: IntentDefinition, frame: SemanticFrame, context: TurnContext, places: readonly Place[]): string[] {
  const paths = expandTargets(intent.targets, intent.zones?.style, places, context.state);
  if (intent.effect.kind !== 'aim') return paths;
  const axis = choiceOf(intent, frame, context)?.value.toString().slice(0, -1);
  return axis === undefined ? [] : paths.filter((path) => path.endsWith(`.${axis}`));
}

const confidenceOf = (frame: SemanticFrame) => Math.min(frame.confidence, ...frame.slots.map((slot) => slot.confidence));

/** One frame to the actions it means, each already checked by the guardrails. Pure; never throws on any frame of a known intent. */
export function resolveFrame(intent: IntentDefinition, frame: SemanticFrame, context: TurnContext): ResolvedFrame {
  const { named, meant } = placesOf(intent, frame, context);
  const resolved: ResolvedFrame = { intent, actions: [], places: named, clamped: false };
  const base = { intent: intent.id, confidence: confidenceOf(frame), risk: intent.risk, clause: frame.span };
  const paths = pathsOf(intent, frame, context, meant);
  if (paths.length === 0 && intent.effect.kind === 'aim') return { ...resolved, question: askFor(intent) };
  for (const path of paths) {
    if (intent.effect.kind === 'answer') {
      resolved.actions.push({ ...base, path, status: 'ready' });
      continue;
    }
    const result = written(intent, path, frame, context);
    if (!result) return { ...resolved, actions: [], question: askFor(intent) };
    const unit = findLimit(path)?.unit;
    resolved.actions.push(checkAction({ ...base, path, value: result.value, ...(unit ? { unit } : {}), status: 'ready' }, context.state));
    resolved.spoken ??= result.spoken;
    resolved.clamped ||= result.clamped ?? false;
  }
  return resolved;
}
