import type { Example } from '@headway/contracts';
import type { Line } from './lines.js';

/** An example and the line it begins in. */
export interface PlacedExample {
  example: Example;
  line: number;
}

/** Reads one file of a format, line after line; every mistake is a DatasetError with its line. */
export interface DatasetParser {
  /** The example that is complete with this line, if one is. */
  line(line: Line): PlacedExample | undefined;
  /** What the end of the file completes. */
  end(): PlacedExample | undefined;
}
