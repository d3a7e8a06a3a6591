import type { CellRefusal } from './cell-reader.js';
import type { LineRefusal } from './lines.js';

/** Why a row does not become a frame. */
export type RowRefusal = LineRefusal | 'fields' | 'repeated' | 'no-values';

/** What became of a recorded drive. */
export interface ReplaySummary {
  file: string;
  mapping: string;
  /** Lines after the header. */
  rowsRead: number;
  /** Rows that became frames, one each. */
  frames: number;
  rowsRefused: Partial<Record<RowRefusal, number>>;
  cellsAccepted: number;
  /** By column → signal, then reason. */
  cellsRefused: Record<string, Partial<Record<CellRefusal, number>>>;
  /** Columns of the log that the mapping does not name. */
  unmappedColumns: string[];
  /** Columns of the mapping that the log does not have. */
  missingColumns: string[];
  /** Length of the drive by its own clock, seconds. */
  recordedS: number;
  /** Why there was nothing to replay at all. */
  problem?: 'empty-file' | 'no-known-column' | 'interrupted';
}

export const emptySummary = (file: string, mapping: string): ReplaySummary => ({
  file,
  mapping,
  rowsRead: 0,
  frames: 0,
  rowsRefused: {},
  cellsAccepted: 0,
  cellsRefused: {},
  unmappedColumns: [],
  missingColumns: [],
  recordedS: 0,
});

/** Adds one to a counter that may not be there yet. */
export function count<K extends string>(counters: Partial<Record<K, number>>, key: K): void {
  counters[key] = ((counters[key] ?? 0) as number) + 1;
}

const listed = (counters: Partial<Record<string, number>>): string =>
  Object.entries(counters)
    .map(([reason, times]) => `${reason} ${times}`)
    .join(', ') || 'none';

/** The summary in lines for a person. */
export function describeSummary(summary: ReplaySummary): string[] {
  const { file, mapping, rowsRead, frames, rowsRefused, cellsAccepted, cellsRefused, unmappedColumns, missingColumns, recordedS, problem } =
    summary;
  const problems = {
    'empty-file': 'the file is empty',
    'no-known-column': 'the header has no column that the mapping knows',
    interrupted: 'stopped before the end',
  };
  return [
    ...(problem ? [`${file}: ${problems[problem]}`] : []),
    `${rowsRead} rows of ${file}, ${Math.round(recordedS)} s by its own clock, read as "${mapping}"`,
    `${frames} became frames with ${cellsAccepted} values`,
    `rows refused: ${listed(rowsRefused)}`,
    ...Object.entries(cellsRefused).map(([column, reasons]) => `cells refused in ${column}: ${listed(reasons)}`),
    ...(unmappedColumns.length > 0 ? [`columns without a signal: ${unmappedColumns.join(', ')}`] : []),
    ...(missingColumns.length > 0 ? [`columns the log does not have: ${missingColumns.join(', ')}`] : []),
  ];
}
