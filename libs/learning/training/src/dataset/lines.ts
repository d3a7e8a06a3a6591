import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { DatasetError } from './dataset-error.js';

/** Longest line read; an example of the longest text with every frame and slot is below 100 kB. It bounds the memory a broken file takes. */
export const MAX_LINE_BYTES = 1 << 20;

const LINE_FEED = 0x0a;

export interface Line {
  text: string;
  /** From 1. */
  number: number;
  /** False for what follows the last line feed of the file. */
  ended: boolean;
}

/**
 * Reads a text file line by line in bounded memory; a final line feed begins no further line.
 * @throws DatasetError with the line that is too long or no UTF-8, or when the file is empty or cannot be read.
 */
export async function eachLine(file: string, take: (line: Line) => void): Promise<void> {
  let number = 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  const hold = (part: Buffer): void => {
    held.push(part);
    heldBytes += part.length;
    if (heldBytes > MAX_LINE_BYTES) throw new DatasetError(file, number + 1, `the line is longer than ${MAX_LINE_BYTES} bytes`);
  };
  const release = (ended: boolean): void => {
    number += 1;
    const bytes = held.length === 1 ? held[0]! : Buffer.concat(held);
    [held, heldBytes] = [[], 0];
    if (!isUtf8(bytes)) throw new DatasetError(file, number, 'is no UTF-8 text');
    take({ text: bytes.toString('utf8').replace(/\r$/, ''), number, ended });
  };
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      let start = 0;
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, start)) {
        hold(chunk.subarray(start, at));
        release(true);
        start = at + 1;
      }
      if (start < chunk.length) hold(chunk.subarray(start));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new DatasetError(file, 0, `cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  if (heldBytes > 0) release(false);
  if (number === 0) throw new DatasetError(file, 0, 'is empty');
}

/** The lines of a text at hand, as `eachLine` gives those of a file. */
export function linesOf(content: string): Line[] {
  const texts = content.split(/\r?\n/);
  const lines = texts.map((text, i) => ({ text, number: i + 1, ended: i < texts.length - 1 }));
  return lines.at(-1)!.text === '' ? lines.slice(0, -1) : lines;
}
