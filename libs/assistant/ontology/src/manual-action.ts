import type { LabelledFrame, Language, SemanticFrame, SignalValue, Slot } from '@headway/contracts';
import { INTENTS } from './catalogue.js';
import { CHOICES, findChoice } from './choices.js';
import type { IntentDefinition } from './intent.js';
import { resolveFrame } from './resolve-frame.js';
import { spokenValues } from './spoken-values.js';
import { expandTargets, findZones } from './zones.js';

/** What a driver said in vain, and the control moved by hand soon after. */
export interface ManualObservation {
  utterance: string;
  language: Language;
  /** VSS path of the control. */
  path: string;
  /** Its value before, when known. */
  before?: SignalValue;
  value: SignalValue;
}

const asSemantic = (intent: string, utterance: string, slots: readonly Slot[]): SemanticFrame => ({
  intent,
  confidence: 1,
  span: [0, utterance.length],
  slots: slots.map((slot) => ({ ...slot, text: utterance.slice(slot.start, slot.end), confidence: 1 })),
});

const touches = (intent: IntentDefinition, path: string) => expandTargets(intent.targets, intent.zones?.style, 'all').includes(path);

/** How well an intent with slots explains what the hand did; 0 when it would have done something else. */
function score(intent: IntentDefinition, slots: readonly Slot[], { utterance, language, path, before, value }: ManualObservation): number {
  const state = before === undefined ? {} : { [path]: before };
  const { actions } = resolveFrame(intent, asSemantic(intent.id, utterance, slots), { text: utterance, language, state });
  const written = actions.find((action) => action.path === path)?.value;
  if (written === undefined) return 0;
  if (written === value) return 10 + slots.length - actions.length / 10;
  const relative = ['step', 'travel', 'turn-on', 'aim'].includes(intent.effect.kind);
  if (!relative || typeof written !== 'number' || typeof value !== 'number') return 0;
  const from = typeof before === 'number' ? before : 0;
  const sameWay = Math.sign(written - from) === Math.sign(value - from) && value !== from;
  return sameWay ? 1 + 1 / (1 + Math.abs(written - value)) : 0;
}

const overlaps = (a: Slot, b: Slot) => a.start < b.end && b.start < a.end;

/** Every set of slots worth trying, most telling first: zone words, a value, a mode or colour. */
function slotSets(intent: IntentDefinition, { utterance }: ManualObservation): Slot[][] {
  const zones: Slot[] = intent.zones ? findZones(utterance).map(({ start, end }) => ({ name: 'zone', start, end })) : [];
  const values: Slot[] = 'choices' in intent.effect ? choiceSlots(intent, utterance) : valueSlots(intent, utterance);
  const zoneSets = zones.length > 0 ? [zones, ...zones.map((zone) => [zone]), []] : [[]];
  const valueSets: Slot[][] = [...values.map((value) => [value]), []];
  return valueSets.flatMap((value) =>
    zoneSets.map((zone) => [...zone.filter((slot) => !value.some((other) => overlaps(slot, other))), ...value]),
  );
}

function valueSlots({ effect }: IntentDefinition, utterance: string): Slot[] {
  const numeric = effect.kind === 'set' || effect.kind === 'step' || effect.kind === 'turn-on' || effect.kind === 'travel';
  return numeric ? spokenValues(utterance).map(({ start, end }) => ({ name: 'value', start, end })) : [];
}

function choiceSlots({ effect }: IntentDefinition, utterance: string): Slot[] {
  if (!('choices' in effect) || !findChoice(effect.choices, utterance)) return [];
  const lower = utterance.toLowerCase();
  const words = CHOICES[effect.choices].flatMap(({ words }) => words.map((word) => word.toLowerCase())).sort((a, b) => b.length - a.length);
  const word = words.find((candidate) => lower.includes(candidate));
  if (word === undefined) return [];
  const start = lower.indexOf(word);
  return [{ name: effect.slot, start, end: start + word.length }];
}

/**
 * The label that a manual action gives to the utterance before it: the intent, and the slots found in its words, that would have
 * done what the hand did. This is how the fleet teaches. Undefined when no intent of the ontology writes the path that way.
 */
export function labelFromManualAction(observation: ManualObservation): LabelledFrame | undefined {
  let best: { intent: IntentDefinition; slots: Slot[]; score: number } | undefined;
  for (const intent of INTENTS) {
    if (intent.effect.kind === 'text' || !touches(intent, observation.path)) continue;
    for (const slots of slotSets(intent, observation)) {
      const points = score(intent, slots, observation);
      if (points > (best?.score ?? 0)) best = { intent, slots, score: points };
    }
  }
  if (!best) return undefined;
  const slots = [...best.slots].sort((a, b) => a.start - b.start);
  return { intent: best.intent.id, span: [0, observation.utterance.length], slots };
}
