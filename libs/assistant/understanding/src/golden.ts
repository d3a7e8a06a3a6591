import type { Language, SemanticFrame } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';

/** An utterance whose meaning is beyond doubt: a model that would do something else for it does not serve. */
export interface GoldenUtterance {
  text: string;
  language: Language;
  /** Whether a reading comes to what the utterance asks for. Where exactly a slot begins does not matter, what is done does. */
  isRight: (frames: SemanticFrame[]) => boolean;
}

const described = (frames: SemanticFrame[]) =>
  frames.map(({ intent, slots }) => `${intent}(${slots.map(({ name, text }) => `${name}=${text}`).join(', ')})`).join(' + ');

/**
 * Reads each golden utterance.
 * @throws AppError `invalid-model` naming every one that is misread
 */
export async function checkGolden(
  golden: readonly GoldenUtterance[],
  understand: (text: string, language: Language) => Promise<SemanticFrame[]>,
): Promise<void> {
  const misread: string[] = [];
  for (const { text, language, isRight } of golden) {
    const frames = await understand(text, language);
    if (!isRight(frames)) misread.push(`"${text}" is read as ${described(frames)}`);
  }
  if (misread.length > 0)
    throw new AppError('invalid-model', `the model misreads ${misread.length} golden utterances: ${misread.join('; ')}`);
}
