import type { Language, SemanticFrame } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';

/** An utterance whose reading is beyond doubt: a model that misreads it does not serve. */
export interface GoldenUtterance {
  text: string;
  language: Language;
  /** Intents and slot texts, clause by clause. */
  frames: { intent: string; slots?: { name: string; text: string }[] }[];
}

const reading = (frames: GoldenUtterance['frames']) =>
  frames.map(({ intent, slots = [] }) => `${intent}(${slots.map(({ name, text }) => `${name}=${text}`).join(', ')})`).join(' + ');

/**
 * Reads each golden utterance.
 * @throws AppError `invalid-model` naming every one that is misread
 */
export async function checkGolden(
  golden: readonly GoldenUtterance[],
  understand: (text: string, language: Language) => Promise<SemanticFrame[]>,
): Promise<void> {
  const misread: string[] = [];
  for (const { text, language, frames } of golden) {
    const expected = reading(frames);
    const read = reading(await understand(text, language));
    if (read !== expected) misread.push(`"${text}" is read as ${read}, not ${expected}`);
  }
  if (misread.length > 0)
    throw new AppError('invalid-model', `the model misreads ${misread.length} golden utterances: ${misread.join('; ')}`);
}
