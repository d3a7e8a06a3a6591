import type { Example } from '@headway/contracts';
import { GATE_LIMITS } from '@headway/learning/gate';
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
  /** What the tests say at the gate's level of significance; `same` means that no difference is shown. */
  verdict: 'better' | 'same' | 'worse';
}

export interface SetComparison {
  overall: PairedResult;
  byLanguage: Record<string, PairedResult>;
  /** Cases are expected frames with that intent. */
  byIntent: Record<string, PairedResult>;
}

export type Comparison = Record<string, SetComparison>;

const { significance: SIGNIFICANCE } = GATE_LIMITS.vehicle;

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
  const count = (holds: (pair: Pair) => boolean) => pairs.filter(holds).length;
  const gained = count((pair) => pair.candidate && !pair.parent);
  const lost = count((pair) => pair.parent && !pair.candidate);
  const [pWorse, pBetter] = [binomialTail(lost, gained + lost), binomialTail(gained, gained + lost)];
  return {
    cases: pairs.length,
    parent: count((pair) => pair.parent) / Math.max(1, pairs.length),
    candidate: count((pair) => pair.candidate) / Math.max(1, pairs.length),
    gained,
    lost,
    pWorse,
    pBetter,
    verdict: pWorse < SIGNIFICANCE ? 'worse' : pBetter < SIGNIFICANCE ? 'better' : 'same',
  };
}

/** P(X >= k) for X binomial(n, 1/2): the exact McNemar test (McNemar 1947). Computed in logarithms, so that large n do not overflow. */
export function binomialTail(k: number, n: number): number {
  let logTerm = -n * Math.LN2;
  let tail = k <= 0 ? Math.exp(logTerm) : 0;
  for (let i = 1; i <= n; i++) {
    logTerm += Math.log(n - i + 1) - Math.log(i);
    if (i >= k) tail += Math.exp(logTerm);
  }
  return Math.min(1, tail);
}

function groupPairs(pairs: readonly Pair[]): Map<string, Pair[]> {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) groups.set(pair.group, [...(groups.get(pair.group) ?? []), pair]);
  return groups;
}
