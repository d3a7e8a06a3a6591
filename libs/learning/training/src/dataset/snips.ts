import type { Example, LabelledFrame, Language } from '@headway/contracts';
import { DatasetError } from './dataset-error.js';

const TAG = /^(O|[BI]-[A-Za-z0-9_.]+)$/;

interface Row {
  line: number;
  token: string;
  tag: string;
}

/**
 * Reads the block format of the SNIPS and ATIS sets: a `token tag` a line, then the intent alone, then an empty line.
 * The text is the tokens joined by spaces. The set of tags may be given to refuse others.
 * @throws DatasetError with the line of the first mistake.
 */
export function parseBlocks(
  content: string,
  file: string,
  { language = 'en' as Language, tags = undefined as ReadonlySet<string> | undefined } = {},
): Example[] {
  const examples: Example[] = [];
  let rows: Row[] = [];
  let intent: string | undefined;
  const lines = content.split(/\r?\n/);
  lines.forEach((text, i) => {
    const line = i + 1;
    if (text.trim() === '') {
      if (intent !== undefined) examples.push(toExample({ rows, intent, line: line - 1 }, { file, language, index: examples.length }));
      else if (rows.length > 0) throw new DatasetError(file, line, 'the block ends without an intent');
      [rows, intent] = [[], undefined];
      return;
    }
    if (intent !== undefined) throw new DatasetError(file, line, `an empty line is missing after the intent ${intent}`);
    const parts = text.trim().split(/\s+/);
    if (parts.length === 1) intent = parts[0]!;
    else rows.push(parseRow(parts, { file, line, tags }));
  });
  if (intent === undefined && rows.length > 0)
    throw new DatasetError(file, lines.length, 'the file ends inside a block: half of it seems to be missing');
  if (intent !== undefined) examples.push(toExample({ rows, intent, line: lines.length }, { file, language, index: examples.length }));
  if (examples.length === 0) throw new DatasetError(file, 0, 'holds no examples');
  return examples;
}

function parseRow(parts: string[], { file, line, tags }: { file: string; line: number; tags: ReadonlySet<string> | undefined }): Row {
  const [token, tag] = parts as [string, string];
  if (parts.length !== 2) throw new DatasetError(file, line, `a line holds a token and a tag, not ${parts.length} words`);
  if (!TAG.test(tag)) throw new DatasetError(file, line, `${JSON.stringify(tag)} is no BIO tag`);
  if (tags && !tags.has(tag)) throw new DatasetError(file, line, `unknown tag ${tag}`);
  return { line, token, tag };
}

function toExample(
  block: { rows: Row[]; intent: string; line: number },
  place: { file: string; language: Language; index: number },
): Example {
  const { rows, intent, line } = block;
  if (rows.length === 0) throw new DatasetError(place.file, line, `intent ${intent} has no text`);
  const slots: LabelledFrame['slots'] = [];
  let position = 0;
  for (const { line: at, token, tag } of rows) {
    const [start, end] = [position, position + token.length];
    position = end + 1;
    if (tag === 'O') continue;
    const name = tag.slice(2);
    const open = slots.at(-1);
    if (tag.startsWith('B-')) slots.push({ name, start, end });
    else if (open?.name === name && open.end === start - 1) open.end = end;
    else throw new DatasetError(place.file, at, `${tag} does not continue a slot ${name}`);
  }
  const text = rows.map(({ token }) => token).join(' ');
  return {
    id: `${place.file.replace(/^.*\//, '')}:${place.index + 1}`,
    language: place.language,
    text,
    frames: [{ intent, span: [0, text.length], slots }],
    source: 'corpus',
  };
}
