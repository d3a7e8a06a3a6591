import { exampleSchema, type Example } from '@headway/contracts';
import { z } from 'zod';
import { Consistency } from './consistency.js';
import { DatasetError } from './dataset-error.js';
import { linesOf, type Line } from './lines.js';
import type { DatasetParser, PlacedExample } from './parser.js';

/** Reads our JSON Lines format: one `Example` a line. */
export class JsonLinesParser implements DatasetParser {
  #examples = 0;

  constructor(private readonly file: string) {}

  line(line: Line): PlacedExample | undefined {
    if (line.text.trim() === '') return undefined;
    const example = parseLine(line, this.file);
    checkRanges(example, this.file, line.number);
    this.#examples += 1;
    return { example, line: line.number };
  }

  end(): undefined {
    if (this.#examples === 0) throw new DatasetError(this.file, 0, 'holds no examples');
  }
}

/**
 * Reads a JSON Lines dataset at hand.
 * @throws DatasetError with the line of the first mistake: broken JSON, a wrong field, a slot or clause outside the text,
 * an identifier used for two contents, or the same text labelled in two ways.
 */
export function parseJsonLines(content: string, file: string): Example[] {
  const parser = new JsonLinesParser(file);
  const consistency = new Consistency();
  const placed = linesOf(content).flatMap((line) => parser.line(line) ?? []);
  parser.end();
  for (const entry of placed) consistency.add(entry, file, { tolerant: false });
  return placed.map(({ example }) => example);
}

/** One line an example, in the form `parseJsonLines` reads. */
export const formatJsonLines = (examples: readonly Example[]): string => examples.map((example) => `${JSON.stringify(example)}\n`).join('');

function parseLine({ text, number, ended }: Line, file: string): Example {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const cut = ended ? '' : '; the last line has no end: half of the file seems to be missing';
    throw new DatasetError(file, number, `no JSON (${shortened((error as Error).message)})${cut}`);
  }
  const parsed = exampleSchema.safeParse(value);
  if (!parsed.success) throw new DatasetError(file, number, z.prettifyError(parsed.error).replaceAll('\n', ' '));
  if (parsed.data.text.trim() === '') throw new DatasetError(file, number, 'the text is empty');
  return parsed.data;
}

/** The engine quotes the text it could not parse. */
const shortened = (message: string): string => (message.length > 200 ? `${message.slice(0, 200)}…` : message);

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
