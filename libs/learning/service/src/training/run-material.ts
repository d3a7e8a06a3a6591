import type { Example, TrainingRun } from '@headway/contracts';
import { type DatasetExample, foldUtterance, trainingMix } from '@headway/learning/feedback';
import { GOLDEN_SET, NEW_SET } from '@headway/learning/gate';
import type { Corpus } from '@headway/learning/port';
import type { DatasetStore, RunStore } from '@headway/learning/store';

/** Set of what the fleet taught before, held out then. */
const TAUGHT_SET = 'taught';

/** Everything a run trains and is judged on. */
export interface RunMaterial {
  examples: Example[];
  rehearsal: Example[];
  /** Texts of all sets. */
  tested: string[];
  sets: Record<string, Example[]>;
}

/** Examples whose text is not among the folded ones, each text once. */
function without(examples: readonly Example[], folded: ReadonlySet<string>): Example[] {
  return examples.filter((example) => !folded.has(foldUtterance(example.text)));
}

const inPart = (entries: readonly DatasetExample[], split: DatasetExample['split']): Example[] =>
  entries.filter((entry) => entry.split === split).map((entry) => entry.example);

const textsOf = (examples: readonly Example[]) => new Set(examples.map((example) => foldUtterance(example.text)));

/**
 * Gathers a run's examples: the dataset's training part, rehearsal from the corpus and from what the fleet taught earlier models, and the sets
 * that decide. Nothing that is tested on is ever rehearsed, wherever its text comes from.
 */
export async function gatherMaterial(
  run: Pick<TrainingRun, 'dataset' | 'family'>,
  { corpus, datasets, runs }: { corpus: Corpus; datasets: DatasetStore; runs: RunStore },
): Promise<RunMaterial> {
  const entries = await datasets.examples(run.dataset);
  const earlier: DatasetExample[] = [];
  for (const dataset of await runs.taughtDatasets(run.family)) {
    if (dataset !== run.dataset) earlier.push(...(await datasets.examples(dataset)));
  }
  const fresh = inPart(entries, 'held-out');
  const own = textsOf(entries.map((entry) => entry.example));
  const taught = dedupe(without(inPart(earlier, 'held-out'), own));
  const heldOut = await corpus.heldOut();
  const golden = [...(await corpus.golden())];
  const sets: Record<string, Example[]> = { [NEW_SET]: fresh, [GOLDEN_SET]: golden };
  for (const [name, examples] of Object.entries(heldOut)) sets[name] = without(examples, own);
  if (taught.length > 0) sets[TAUGHT_SET] = taught;
  const all = Object.values(sets).flat();
  const rehearsal = [...(await corpus.rehearsal()), ...dedupe(without(inPart(earlier, 'train'), own))];
  return { examples: trainingMix(entries), rehearsal: without(rehearsal, textsOf(all)), tested: all.map((example) => example.text), sets };
}

/** Of several examples with one text the last, the newest label. */
function dedupe(examples: readonly Example[]): Example[] {
  return [...new Map(examples.map((example) => [foldUtterance(example.text), example])).values()];
}
