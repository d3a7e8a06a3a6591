import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from './dataset-error.js';

/** Dataset files by what they are for. */
export interface DatasetFiles {
  train: string[];
  dev: string[];
  test: string[];
}

const DATASET = /\.(jsonl|txt)$/i;
const TRAIN = /^train/i;
const DEV = /^(dev|valid)/i;
const TEST = /^test/i;

/**
 * Sorts paths: a file is for training; a folder is read by the names of its `.jsonl` and `.txt` files, `train*` for training, `dev*` and
 * `valid*` for calibration, `test*` for measuring. In a folder without `train*`, everything else is for training.
 * @throws DatasetError for a path that does not exist and a folder without datasets.
 */
export async function findDatasets(paths: readonly string[]): Promise<DatasetFiles> {
  const found: DatasetFiles = { train: [], dev: [], test: [] };
  for (const path of paths) {
    if (!(await isFolder(path))) {
      found.train.push(path);
      continue;
    }
    const { train, dev, test } = sortNames(await datasetNames(path));
    const inFolder = (name: string) => join(path, name);
    found.train.push(...train.map(inFolder));
    found.dev.push(...dev.map(inFolder));
    found.test.push(...test.map(inFolder));
  }
  return found;
}

/**
 * Files to measure on: a file itself; of a folder the test files, else those for calibration, else all.
 * @throws DatasetError as `findDatasets`.
 */
export async function findMeasured(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const { train, dev, test } = await findDatasets([path]);
    files.push(...([test, dev].find((list) => list.length > 0) ?? train));
  }
  return files;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw new DatasetError(path, 0, `cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

async function datasetNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => !entry.isDirectory() && DATASET.test(entry.name)).map(({ name }) => name);
  if (names.length === 0) throw new DatasetError(folder, 0, 'the folder holds no datasets: no file ends in .jsonl or .txt');
  return names.sort();
}

function sortNames(names: readonly string[]): DatasetFiles {
  const named = (pattern: RegExp) => names.filter((name) => pattern.test(name));
  const [train, dev, test] = [named(TRAIN), named(DEV), named(TEST)];
  const others = names.filter((name) => ![...train, ...dev, ...test].includes(name));
  return { train: train.length > 0 ? train : others, dev, test };
}
