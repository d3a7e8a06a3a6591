import { createHash } from 'node:crypto';
import type { Example } from '@headway/contracts';
import { Consistency, type Contradiction } from './consistency.js';
import { JsonLinesParser } from './json-lines.js';
import { eachLine } from './lines.js';
import type { PlacedExample } from './parser.js';
import { BlockParser } from './snips.js';

/** Examples with the digest that names exactly this dataset. */
export interface Dataset {
  examples: Example[];
  /** SHA-256 over the examples in their order. */
  digest: string;
  /** Examples that repeat the text and the labels of another; they stay, since how often something is said is knowledge as well. */
  duplicates: number;
  /** The few texts of a published corpus that are labelled in two ways. */
  contradictions: Contradiction[];
}

/**
 * Reads datasets by extension: `.txt` is the block format of SNIPS, anything else our JSON Lines. Several files make one dataset.
 * @throws DatasetError with file, line and reason of the first mistake.
 */
export async function readDataset(...files: readonly string[]): Promise<Dataset> {
  const examples: Example[] = [];
  const consistency = new Consistency();
  for (const file of files) {
    const tolerant = file.endsWith('.txt');
    const parser = tolerant ? new BlockParser(file) : new JsonLinesParser(file);
    const take = (placed: PlacedExample | undefined): void => {
      if (!placed) return;
      consistency.add(placed, file, { tolerant });
      examples.push(placed.example);
    };
    await eachLine(file, (line) => take(parser.line(line)));
    take(parser.end());
  }
  const contradictions = consistency.finish();
  return { examples, digest: datasetDigest(examples), duplicates: consistency.duplicates, contradictions };
}

export function datasetDigest(examples: readonly Example[]): string {
  const hash = createHash('sha256');
  for (const { id, language, text, frames } of examples) hash.update(`${JSON.stringify([id, language, text, frames])}\n`);
  return hash.digest('hex');
}
