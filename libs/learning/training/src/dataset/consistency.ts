import type { Example } from '@headway/contracts';
import { DatasetError } from './dataset-error.js';
import type { PlacedExample } from './parser.js';

/**
 * Published corpora hold slips of their annotators (SNIPS one in 13,084 sentences); such a share is told, more is refused. Our own format
 * is written by our own tools and may hold none.
 */
const TOLERATED_SLIPS = 0.005;

/** One text labelled in two ways. */
export interface Contradiction {
  file: string;
  line: number;
  /** Where it was labelled first, `line 3` or `file:3`. */
  first: string;
  text: string;
}

interface Place {
  file: string;
  line: number;
}

interface Known extends Place {
  labels: string;
  tolerant: boolean;
}

const labelsOf = ({ frames }: Example): string =>
  JSON.stringify(frames.map(({ intent, span, slots }) => [intent, span, [...slots].sort((a, b) => a.start - b.start)]));

const nameOf = (place: Place, from: string): string => (place.file === from ? `line ${place.line}` : `${place.file}:${place.line}`);

/** Looks for identifiers with two contents in a file, and for texts with two labels in all files of a dataset; counts examples that repeat others. */
export class Consistency {
  /** By file and identifier: files count for themselves. */
  readonly #identifiers = new Map<string, { line: number; content: string }>();
  readonly #texts = new Map<string, Known>();
  readonly #slips: Contradiction[] = [];
  #examples = 0;
  #duplicates = 0;

  /** Examples with the text and the labels of an earlier one. */
  get duplicates(): number {
    return this.#duplicates;
  }

  /**
   * Takes in the next example; `tolerant` of slips are files of published corpora, whose identifiers are our own counting.
   * @throws DatasetError for an identifier with another content, or a contradiction in a file that is not tolerant.
   */
  add({ example, line }: PlacedExample, file: string, { tolerant }: { tolerant: boolean }): void {
    const place = { file, line };
    const labels = labelsOf(example);
    const key = `${example.language}:${example.text}`;
    this.#examples += 1;
    if (!tolerant) this.#checkIdentifier(example.id, { ...place, content: `${key} ${labels}` });
    const known = this.#texts.get(key);
    if (!known) this.#texts.set(key, { ...place, labels, tolerant });
    else if (known.labels === labels) this.#duplicates += 1;
    else this.#contradiction({ ...place, first: nameOf(known, file), text: example.text }, tolerant && known.tolerant);
  }

  /**
   * The contradictions that were tolerated.
   * @throws DatasetError when there are more than slips.
   */
  finish(): Contradiction[] {
    const [slip] = this.#slips;
    if (slip && this.#slips.length > TOLERATED_SLIPS * this.#examples) throw contradictionError(slip, this.#slips.length);
    return this.#slips;
  }

  #checkIdentifier(id: string, { file, line, content }: Place & { content: string }): void {
    const key = JSON.stringify([file, id]);
    const before = this.#identifiers.get(key);
    if (before && before.content !== content)
      throw new DatasetError(file, line, `the identifier ${id} is already used in line ${before.line}, with another content`);
    this.#identifiers.set(key, before ?? { line, content });
  }

  #contradiction(found: Contradiction, tolerated: boolean): void {
    if (!tolerated) throw contradictionError(found, 1);
    this.#slips.push(found);
  }
}

function contradictionError({ file, line, first, text }: Contradiction, count: number): DatasetError {
  const more = count > 1 ? ` (the first of ${count})` : '';
  return new DatasetError(file, line, `contradicts ${first}: the same text ${JSON.stringify(text)} is labelled otherwise${more}`);
}
