import type { Example } from '@headway/contracts';
import { binomialTail, comparePaired } from '@headway/learning/gate';
import { verdicts, type EvaluateOptions } from './evaluate.js';
import type { Verdict } from './score.js';

/** A paired comparison on one group of cases. */
export interface PairedResult {
  cases: number;
  parent: number;
  candidate: number;
  /** Cases only the candidate, only the parent got right. */
  gained: number;
  lost: number;
  /** One-sided exact McNemar tests: how probable at least `lost` losses are if the candidate is not worse, and so many gains if not better. */
  pWorse: number;
  pBetter: number;
  /** What each test says by itself, at 2 %; `same` means that no difference is shown. */
  verdict: 'better' | 'same' | 'worse';
}

export interface SetComparison {
  overall: PairedResult;
  byLanguage: Record<string, PairedResult>;
  /** Cases are expected frames with that intent. */
  byIntent: Record<string, PairedResult>;
}

export type Comparison = Record<string, SetComparison>;

/** Level of each test by itself: whoever reads them all must expect one in fifty to speak by chance, which the gate corrects for. */
const SIGNIFICANCE = 0.02;

/** Compares two model files on the same held-out sets, case by case. A case is right when the whole sentence is. */
export async function compareModels(
  parent: Uint8Array,
  candidate: Uint8Array,
  sets: Readonly<Record<string, readonly Example[]>>,
  options: EvaluateOptions = {},
): Promise<Comparison> {
  const comparison: Comparison = {};
  for (const [name, examples] of Object.entries(sets))
    comparison[name] = compareVerdicts(await verdicts(parent, examples, options), await verdicts(candidate, examples, options));
  return comparison;
}

interface Pair {
  group: string;
  parent: boolean;
  candidate: boolean;
}

export function compareVerdicts(parent: readonly Verdict[], candidate: readonly Verdict[]): SetComparison {
  const sentences = parent.map(({ language, whole }, i) => ({ group: language, parent: whole, candidate: candidate[i]!.whole }));
  const frames = parent.flatMap((verdict, i) =>
    verdict.frames.map(({ intent, right }, f) => ({ group: intent, parent: right, candidate: candidate[i]!.frames[f]!.right })),
  );
  return { overall: paired(sentences), byLanguage: grouped(sentences), byIntent: grouped(frames) };
}

const grouped = (pairs: readonly Pair[]): Record<string, PairedResult> =>
  Object.fromEntries([...groupPairs(pairs)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, own]) => [group, paired(own)]));

function paired(pairs: readonly Pair[]): PairedResult {
  const result = comparePaired(
    pairs.map(({ parent }) => parent),
    pairs.map(({ candidate }) => candidate),
  );
  const { examples, before, after, won, lost, pWorse } = result;
  const pBetter = binomialTail(won, won + lost);
  const verdict = pWorse < SIGNIFICANCE ? 'worse' : pBetter < SIGNIFICANCE ? 'better' : 'same';
  return { cases: examples, parent: before, candidate: after, gained: won, lost, pWorse, pBetter, verdict };
}

function groupPairs(pairs: readonly Pair[]): Map<string, Pair[]> {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) groups.set(pair.group, [...(groups.get(pair.group) ?? []), pair]);
  return groups;
}
