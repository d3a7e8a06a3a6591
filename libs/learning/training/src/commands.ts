import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Example, ModelCard } from '@headway/contracts';
import { findMeasured } from './dataset/folder.js';
import { readDataset } from './dataset/read.js';
import { compareVerdicts, type SetComparison } from './evaluation/compare.js';
import { verdicts } from './evaluation/evaluate.js';
import { reportOf, type EvaluationReport } from './evaluation/report.js';
import type { ActionResolver, Verdict } from './evaluation/score.js';
import { readModelFile, writeModelFile } from './model/model-file.js';
import { replaceFile } from './trainer/checkpoint.js';

interface Measure {
  /** Dataset files; of folders, the test files (see `findMeasured`). */
  dataset: readonly string[];
  resolver?: ActionResolver;
}

/** A result over all files together, and for each when there are several. */
export type OverDatasets<T> = T & { datasets?: Record<string, T> };

/**
 * Verdicts of models on each dataset file, by a name for the file that no other has.
 * @throws DatasetError before any model runs.
 */
async function measured(models: readonly string[], { dataset, resolver }: Measure): Promise<Map<string, Verdict[][]>> {
  const files = await findMeasured(dataset);
  const sets: [string, Example[]][] = [];
  for (const file of files) sets.push([file, (await readDataset(file)).examples]);
  const bytes = await Promise.all(models.map((model) => readFile(model)));
  const all = new Map<string, Verdict[][]>();
  for (const [file, examples] of sets) {
    const name = files.filter((other) => basename(other) === basename(file)).length > 1 ? file : basename(file);
    const results: Verdict[][] = [];
    for (const model of bytes) results.push(await verdicts(model, examples, { resolver }));
    all.set(name, results);
  }
  return all;
}

function overDatasets<T extends object>(sets: ReadonlyMap<string, Verdict[][]>, summary: (models: Verdict[][]) => T): OverDatasets<T> {
  const models = [...sets.values()][0]?.length ?? 0;
  const joined = Array.from({ length: models }, (_, model) => [...sets.values()].flatMap((results) => results[model]!));
  const each = () => Object.fromEntries([...sets].map(([name, results]) => [name, summary(results)]));
  return { ...summary(joined), ...(sets.size > 1 && { datasets: each() }) };
}

/** Evaluates a model file on dataset files. */
export async function evaluate({ model, ...measure }: Measure & { model: string }): Promise<OverDatasets<EvaluationReport>> {
  return overDatasets(await measured([model], measure), ([results]) => reportOf(results!));
}

/** Compares two model files on the same dataset files, sentence by sentence. */
export async function compare({
  parent,
  candidate,
  ...measure
}: Measure & { parent: string; candidate: string }): Promise<OverDatasets<SetComparison>> {
  return overDatasets(await measured([parent, candidate], measure), ([before, after]) => compareVerdicts(before!, after!));
}

/** Writes a model file in another precision; the card's figures stay those of the original, so evaluate both. */
export async function exportModel(command: {
  model: string;
  precision: ModelCard['precision'];
  out: string;
}): Promise<{ bytes: number; originalBytes: number }> {
  const original = await readFile(command.model);
  const model = readModelFile(original);
  const bytes = writeModelFile({ ...model, card: { ...model.card, precision: command.precision } });
  await replaceFile(command.out, [bytes]);
  return { bytes: bytes.byteLength, originalBytes: original.byteLength };
}
