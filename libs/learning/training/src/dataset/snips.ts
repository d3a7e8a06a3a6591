import type { Example, LabelledFrame, Language } from '@headway/contracts';
import { Consistency } from './consistency.js';
import { DatasetError } from './dataset-error.js';
import { linesOf, type Line } from './lines.js';
import type { DatasetParser, PlacedExample } from './parser.js';

const TAG = /^(O|[BI]-[A-Za-z0-9_.]+)$/;

interface Row {
  line: number;
  token: string;
  tag: string;
}

interface BlockOptions {
  language?: Language;
  /** The only tags there are; any if left out. */
  tags?: ReadonlySet<string>;
}

/**
 * Reads the block format of the SNIPS and ATIS sets: a `token tag` a line, then the intent alone, then an empty line.
 * The text is the tokens joined by spaces.
 */
export class BlockParser implements DatasetParser {
  #rows: Row[] = [];
  #intent: string | undefined;
  #last = 0;
  #examples = 0;

  constructor(
    private readonly file: string,
    private readonly options: BlockOptions = {},
  ) {}

  line({ text, number }: Line): PlacedExample | undefined {
    this.#last = number;
    if (text.trim() === '') return this.#close(number);
    if (this.#intent !== undefined) this.#fail(number, `an empty line is missing after the intent ${this.#intent}`);
    const parts = text.trim().split(/\s+/);
    if (parts.length > 1) this.#rows.push(this.#parseRow(parts, number));
    else if (TAG.test(parts[0]!)) this.#fail(number, `the tag ${parts[0]} has no token`);
    else this.#intent = parts[0];
    return undefined;
  }

  end(): PlacedExample | undefined {
    if (this.#intent === undefined && this.#rows.length > 0)
      this.#fail(this.#last, 'the file ends inside a block: half of it seems to be missing');
    const last = this.#close(this.#last + 1);
    if (this.#examples === 0) this.#fail(0, 'holds no examples');
    return last;
  }

  /** The block before an empty line in line `number`, if there is one. */
  #close(number: number): PlacedExample | undefined {
    const [rows, intent] = [this.#rows, this.#intent];
    [this.#rows, this.#intent] = [[], undefined];
    if (intent === undefined) {
      if (rows.length > 0) this.#fail(number, 'the block ends without an intent');
      return undefined;
    }
    if (rows.length === 0) this.#fail(number - 1, `intent ${intent} has no text`);
    this.#examples += 1;
    const text = rows.map(({ token }) => token).join(' ');
    const example: Example = {
      id: `${this.file.replace(/^.*\//, '')}:${this.#examples}`,
      language: this.options.language ?? 'en',
      text,
      frames: [{ intent, span: [0, text.length], slots: this.#slots(rows) }],
      source: 'corpus',
    };
    return { example, line: rows[0]!.line };
  }

  #parseRow(parts: string[], line: number): Row {
    const [token, tag] = parts as [string, string];
    if (parts.length !== 2) this.#fail(line, `a line holds a token and a tag, not ${parts.length} words`);
    if (!TAG.test(tag)) this.#fail(line, `${JSON.stringify(tag)} is no BIO tag`);
    if (this.options.tags && !this.options.tags.has(tag)) this.#fail(line, `unknown tag ${tag}`);
    return { line, token, tag };
  }

  #slots(rows: readonly Row[]): LabelledFrame['slots'] {
    const slots: LabelledFrame['slots'] = [];
    let position = 0;
    for (const { line, token, tag } of rows) {
      const [start, end] = [position, position + token.length];
      position = end + 1;
      if (tag === 'O') continue;
      const name = tag.slice(2);
      const open = slots.at(-1);
      if (tag.startsWith('B-')) slots.push({ name, start, end });
      else if (open?.name === name && open.end === start - 1) open.end = end;
      else this.#fail(line, `${tag} does not continue a slot ${name}`);
    }
    return slots;
  }

  #fail(line: number, reason: string): never {
    throw new DatasetError(this.file, line, reason);
  }
}

/**
 * Reads a block dataset at hand.
 * @throws DatasetError with the line of the first mistake.
 */
export function parseBlocks(content: string, file: string, options: BlockOptions = {}): Example[] {
  const parser = new BlockParser(file, options);
  const consistency = new Consistency();
  const placed = linesOf(content).flatMap((line) => parser.line(line) ?? []);
  placed.push(...[parser.end() ?? []].flat());
  for (const entry of placed) consistency.add(entry, file, { tolerant: true });
  consistency.finish();
  return placed.map(({ example }) => example);
}
