import { OUT_OF_SCOPE } from '@headway/contracts';
import type { Risk } from '@headway/contracts';
import type { Bilingual, IntentDefinition } from './intent.js';
import { BODY } from './intents/body.js';
import { CLIMATE } from './intents/climate.js';
import { COCKPIT } from './intents/cockpit.js';
import { DIALOGUE } from './intents/dialogue.js';
import { LIGHTS } from './intents/lights.js';
import { MEDIA_INTENTS } from './intents/media.js';
import { NAVIGATION_INTENTS } from './intents/navigation.js';
import { PHONE } from './intents/phone.js';
import { OPENINGS } from './intents/openings.js';
import { QUESTIONS } from './intents/questions.js';
import { SEATS } from './intents/seats.js';
import { expandTargets } from './zones.js';

/** Every intent the cockpit knows, in a stable order. `none` is not among them. */
export const INTENTS: readonly IntentDefinition[] = [
  ...CLIMATE,
  ...OPENINGS,
  ...SEATS,
  ...LIGHTS,
  ...MEDIA_INTENTS,
  ...BODY,
  ...COCKPIT,
  ...NAVIGATION_INTENTS,
  ...PHONE,
  ...QUESTIONS,
  ...DIALOGUE,
];

const BY_ID = new Map(INTENTS.map((intent) => [intent.id, intent]));

/** The intent with this label, or undefined when the ontology has none: an unknown label of a newer model, or `none`. */
export const findIntent = (id: string): IntentDefinition | undefined => BY_ID.get(id);

/** An intent as the API and the console list it. */
export interface IntentSummary {
  id: string;
  description: Bilingual;
  risk: Risk;
  paths: string[];
}

/** Every intent with its risk and the VSS paths it may touch. */
export function listIntents(): IntentSummary[] {
  return INTENTS.map(({ id, description, risk, targets, zones }) => ({
    id,
    description,
    risk,
    paths: expandTargets(targets, zones?.style, 'all'),
  }));
}

/** Whether a label means "nothing the cockpit can do": `none` or a label this ontology lacks. */
export const isOutOfScope = (intent: string): boolean => intent === OUT_OF_SCOPE || !BY_ID.has(intent);
