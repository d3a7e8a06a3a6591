import { exampleSchema, type Example } from '@headway/contracts';
import { z } from 'zod';
import { DatasetError } from './dataset-error.js';

/**
 * Reads a JSON Lines dataset: one `Example` a line.
 * @throws DatasetError with the line of the first mistake: broken JSON, a wrong field, a slot or clause outside the text,
 * an identifier used twice, or the same text labelled in two ways.
 */
export function parseJsonLines(content: string, file: string): Example[] {
  const examples: Example[] = [];
  const seen: Seen = { ids: new Map(), texts: new Map() };
  const lines = content.split(/\r?\n/);
  lines.forEach((text, i) => {
    if (text.trim() === '') return;
    const last = i === lines.length - 1;
    const example = parseLine(text, { file, line: i + 1, last });
    checkRanges(example, file, i + 1);
    checkUnique(example, seen, { file, line: i + 1 });
    examples.push(example);
  });
  if (examples.length === 0) throw new DatasetError(file, 0, 'holds no examples');
  return examples;
}

/** One line an example, in the form `parseJsonLines` reads. */
export const formatJsonLines = (examples: readonly Example[]): string => examples.map((example) => `${JSON.stringify(example)}\n`).join('');

function parseLine(text: string, { file, line, last }: { file: string; line: number; last: boolean }): Example {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const cut = last ? '; the last line has no end: half of the file seems to be missing' : '';
    throw new DatasetError(file, line, `no JSON (${(error as Error).message})${cut}`);
  }
  const parsed = exampleSchema.safeParse(value);
  if (!parsed.success) throw new DatasetError(file, line, z.prettifyError(parsed.error).replaceAll('\n', ' '));
  if (parsed.data.text.trim() === '') throw new DatasetError(file, line, 'the text is empty');
  return parsed.data;
}

function checkRanges({ text, frames }: Example, file: string, line: number): void {
  for (const { intent, span, slots } of frames) {
    if (span[0] >= span[1] || span[1] > text.length)
      throw new DatasetError(file, line, `the clause [${span.join(', ')}] of ${intent} lies outside the text of ${text.length} characters`);
    for (const { name, start, end } of slots) {
      if (start >= end || end > text.length)
        throw new DatasetError(file, line, `slot ${name} [${start}, ${end}] lies outside the text of ${text.length} characters`);
      if (start < span[0] || end > span[1])
        throw new DatasetError(file, line, `slot ${name} [${start}, ${end}] lies outside its clause [${span.join(', ')}]`);
    }
  }
}

interface Seen {
  ids: Map<string, number>;
  texts: Map<string, { line: number; labels: string }>;
}

function checkUnique(example: Example, { ids, texts }: Seen, { file, line }: { file: string; line: number }): void {
  const before = ids.get(example.id);
  if (before !== undefined) throw new DatasetError(file, line, `the identifier ${example.id} is already used in line ${before}`);
  ids.set(example.id, line);
  const key = `${example.language}:${example.text}`;
  const labels = JSON.stringify(
    example.frames.map(({ intent, span, slots }) => [intent, span, [...slots].sort((a, b) => a.start - b.start)]),
  );
  const known = texts.get(key);
  if (known && known.labels !== labels)
    throw new DatasetError(
      file,
      line,
      `contradicts line ${known.line}: the same text ${JSON.stringify(example.text)} is labelled otherwise`,
    );
  texts.set(key, { line, labels });
}
