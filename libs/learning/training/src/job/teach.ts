import type { Example, Language, SemanticFrame } from '@headway/contracts';
import { DatasetError } from '../dataset/dataset-error.js';
import { eachLine } from '../dataset/lines.js';
import { Predictor } from '../evaluation/predictor.js';

/** Longest text an example may have. */
const MAX_TEXT = 512;
/** Texts a teacher reads at once. */
const CHUNK = 4096;

/** What a teacher made of unlabelled text. */
export interface Teaching {
  examples: Example[];
  /** Distinct texts that had no label yet. */
  texts: number;
  /** Texts the teacher was sure enough of. */
  kept: number;
}

/**
 * Reads unlabelled text, one a line; empty lines and repetitions are left out.
 * @throws DatasetError for a file that cannot be read or holds no text, and for a text that is too long.
 */
export async function readTexts(files: readonly string[]): Promise<string[]> {
  const texts = new Set<string>();
  for (const file of files) {
    const before = texts.size;
    await eachLine(file, ({ text, number }) => {
      const trimmed = text.trim();
      if (trimmed.length > MAX_TEXT) throw new DatasetError(file, number, `the text is longer than ${MAX_TEXT} characters`);
      if (trimmed !== '') texts.add(trimmed);
    });
    if (texts.size === before) throw new DatasetError(file, 0, 'holds no new text');
  }
  return [...texts];
}

/**
 * Labels texts with a model's own reading of them (Lee 2013, "Pseudo-Label"), where its calibrated confidence in the whole utterance is high
 * enough. Texts that are labelled already keep their labels.
 */
export async function pseudoLabelled(
  teacher: Uint8Array,
  texts: readonly string[],
  { confidence, labelled, signal }: { confidence: number; labelled: readonly Example[]; signal?: AbortSignal },
): Promise<Teaching> {
  const known = new Set(labelled.map(({ text }) => text));
  const open = texts.filter((text) => !known.has(text));
  const examples: Example[] = [];
  const predictor = await Predictor.create(teacher);
  try {
    for (let start = 0; start < open.length; start += CHUNK) {
      const chunk = open.slice(start, start + CHUNK);
      const predictions = await predictor.predict(chunk, signal);
      chunk.forEach((text, i) => {
        const language = languageOf(text);
        const frames = predictor.frames({ text, language }, predictions[i]!);
        if (certainty(frames) >= confidence) examples.push(asExample(text, { language, frames, id: `taught:${start + i + 1}` }));
      });
    }
  } finally {
    await predictor.release();
  }
  return { examples, texts: open.length, kept: examples.length };
}

const languageOf = (text: string): Language => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');

const certainty = (frames: readonly SemanticFrame[]): number => frames.reduce((product, frame) => product * frame.confidence, 1);

const asExample = (
  text: string,
  { id, language, frames }: { id: string; language: Language; frames: readonly SemanticFrame[] },
): Example => ({
  id,
  language,
  text,
  frames: frames.map(({ intent, span, slots }) => ({ intent, span, slots: slots.map(({ name, start, end }) => ({ name, start, end })) })),
  source: 'grammar',
});
