import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Example } from '@headway/contracts';
import { DatasetError } from './dataset-error.js';
import { parseJsonLines } from './json-lines.js';
import { parseBlocks } from './snips.js';

/** Examples with the digest that names exactly this dataset. */
export interface Dataset {
  examples: Example[];
  /** SHA-256 over the examples in their order. */
  digest: string;
}

/** Reads datasets by extension: `.jsonl` is ours, `.txt` the block format of SNIPS. Several files make one dataset. */
export async function readDataset(...files: readonly string[]): Promise<Dataset> {
  const examples = (await Promise.all(files.map(readExamples))).flat();
  return { examples, digest: datasetDigest(examples) };
}

async function readExamples(file: string): Promise<Example[]> {
  const bytes = await readFile(file);
  let content: string;
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DatasetError(file, 0, 'is no UTF-8 text');
  }
  return file.endsWith('.txt') ? parseBlocks(content, file) : parseJsonLines(content, file);
}

export function datasetDigest(examples: readonly Example[]): string {
  const hash = createHash('sha256');
  for (const { id, language, text, frames } of examples) hash.update(`${JSON.stringify([id, language, text, frames])}\n`);
  return hash.digest('hex');
}
