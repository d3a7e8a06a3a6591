import { isOutOfScope, outcomeOf, SLOT_NAMES } from '@headway/assistant/ontology';
import { OUT_OF_SCOPE } from '@headway/contracts';
import type { ActionResolver } from '@headway/learning/training';

const known = new Set<string>(SLOT_NAMES);

/** Whether an example is labelled with the cockpit's own intents and slots, so that its labels stand for actions. */
const ofTheCockpit: (example: Parameters<ActionResolver>[1]) => boolean = ({ frames }) =>
  frames.every(({ intent, slots }) => (intent === OUT_OF_SCOPE || !isOutOfScope(intent)) && slots.every(({ name }) => known.has(name)));

/** What frames come to in the cockpit; nothing for the labels of another ontology. */
export const cockpitActions: ActionResolver = (frames, example) => (ofTheCockpit(example) ? outcomeOf(frames, example) : undefined);
