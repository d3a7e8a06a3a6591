import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import type { SignalValue } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { parse } from 'csv-parse';
import { CellReader } from './cell-reader.js';
import { readLines } from './lines.js';
import { type ColumnRule, type Mapping, normaliseColumn } from './mapping.js';
import { timeRows } from './row-clock.js';
import { count, emptySummary, type ReplaySummary } from './summary.js';

/** A row of a drive as signals. */
export interface RecordedRow {
  /** Seconds since the drive began. */
  atS: number;
  values: Record<string, SignalValue>;
}

interface ReadColumn {
  index: number;
  label: string;
  reader: CellReader;
  path: string;
}

/** A file that holds a drive. Reading never fails on what is in the file: the summary says what was refused, and why. */
export class RecordedDrive {
  summary: ReplaySummary;
  #columns: ReadColumn[] = [];
  #clockIndex = -1;
  #width = 0;

  constructor(
    readonly file: string,
    readonly mapping: Mapping,
  ) {
    this.summary = emptySummary(file, mapping.name);
  }

  /**
   * Rows in order, each with at least one value.
   * @throws AppError `not-found` when there is no such file
   */
  async *rows(): AsyncGenerator<RecordedRow> {
    this.summary = emptySummary(this.file, this.mapping.name);
    const { toSeconds } = this.mapping.time ?? { toSeconds: 1 };
    const clockOf = (cells: string[]): number | undefined => {
      const text = cells[this.#clockIndex];
      const seconds = text === undefined || text === '' ? Number.NaN : Number(text) * toSeconds;
      return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
    };
    let first = true;
    for await (const { row, atS } of timeRows(this.#cells(), clockOf)) {
      const values = this.#read(row, atS);
      this.summary.recordedS = atS;
      if (Object.keys(values).length === 0) {
        count(this.summary.rowsRefused, 'no-values');
        continue;
      }
      yield { atS, values: first ? { ...this.mapping.constants, ...values } : values };
      first = false;
    }
  }

  /** Length by the drive's own clock, seconds. Reads the file once. */
  async lengthS(): Promise<number> {
    const scan = new RecordedDrive(this.file, this.mapping);
    let last = 0;
    for await (const { atS } of scan.rows()) last = atS;
    return last;
  }

  /** Rows of cells, trimmed and of the header's width. */
  async *#cells(): AsyncGenerator<string[]> {
    const { summary } = this;
    const stream = createReadStream(this.file);
    const lines = readLines(stream, (reason) => {
      summary.rowsRead += 1;
      count(summary.rowsRefused, reason);
    });
    const parser = parse({
      delimiter: this.mapping.delimiter,
      trim: true,
      relax_column_count: true,
      // A stray quote must not swallow the lines after it; a pair around a cell is taken off below.
      quote: false,
      skip_empty_lines: true,
    });
    // The pipeline hands an error of the file on to whoever iterates over the parser.
    pipeline(Readable.from(terminated(lines, this.mapping.delimiter)), parser, () => undefined);
    let hasHeader = false;
    let before = '';
    try {
      for await (const record of parser as AsyncIterable<string[]>) {
        if (!hasHeader) {
          hasHeader = true;
          if (!this.#readHeader(record)) return;
          continue;
        }
        summary.rowsRead += 1;
        const text = record.join('\u001f');
        if (record.length !== this.#width) count(summary.rowsRefused, 'fields');
        else if (text === before) count(summary.rowsRefused, 'repeated');
        else yield record.map(unquoted);
        before = text;
      }
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new AppError('not-found', `there is no file ${this.file}`, { cause });
      throw cause;
    } finally {
      parser.destroy();
      stream.destroy();
    }
    if (!hasHeader) summary.problem = summary.rowsRead > 0 ? 'no-known-column' : 'empty-file';
  }

  #readHeader(record: string[]): boolean {
    const header = record.map((name) => normaliseColumn(unquoted(name)));
    this.#width = header.length;
    const find = (names: readonly string[]) => header.findIndex((name) => names.includes(name));
    const { rules, time } = this.mapping;
    this.#clockIndex = time ? find(time.names) : -1;
    this.#columns = rules.flatMap((rule: ColumnRule): ReadColumn[] => {
      const index = find(rule.names);
      const { path } = rule.signal;
      return index < 0 ? [] : [{ index, path, label: `${header[index]} → ${path}`, reader: new CellReader(rule) }];
    });
    const known = new Set([...rules.flatMap(({ names }) => names), ...(time?.names ?? [])]);
    this.summary.unmappedColumns = header.filter((name) => !known.has(name));
    this.summary.missingColumns = [...new Set(rules.filter(({ names }) => find(names) < 0).map(({ names }) => names[0] ?? ''))];
    if (this.#columns.length > 0) return true;
    this.summary.problem = 'no-known-column';
    return false;
  }

  #read(cells: string[], atS: number): Record<string, SignalValue> {
    const values: Record<string, SignalValue> = {};
    for (const { index, path, label, reader } of this.#columns) {
      const reading = reader.read(cells[index] ?? '', atS);
      if ('value' in reading) {
        values[path] = reading.value;
        this.summary.cellsAccepted += 1;
      } else count((this.summary.cellsRefused[label] ??= {}), reading.refused);
    }
    return values;
  }
}

const unquoted = (cell: string): string => (/^".*"$/.test(cell) ? cell.slice(1, -1).trim() : cell);

/** Lines for the parser, without blank ones and without the delimiter that some loggers put behind the last field. */
async function* terminated(lines: AsyncIterable<string>, delimiter: string): AsyncGenerator<string> {
  let delimiters: number | undefined;
  for await (const line of lines) {
    const text = line.trimEnd();
    if (text === '') continue;
    const found = text.split(delimiter).length - 1;
    const trailing = text.endsWith(delimiter) && (delimiters === undefined || found === delimiters + 1);
    delimiters ??= trailing ? found - 1 : found;
    yield `${trailing ? text.slice(0, -1) : text}\n`;
  }
}
