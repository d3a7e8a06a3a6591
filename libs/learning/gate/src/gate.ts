import type { GateCheck, GateReport, Risk } from '@headway/contracts';
import type { GateLimits } from './limits.js';
import type { MeasuredModel, Outcome } from './measured.js';
import { GOLDEN_SET, NEW_SET } from './measured.js';
import { comparePaired, sharedLevel, type Paired } from './paired-test.js';

/** One thing both models were asked: an example, or a frame of one. */
interface Pair {
  language: string;
  intent: string;
  before: boolean;
  after: boolean;
}

interface GateInput {
  parent: MeasuredModel;
  candidate: MeasuredModel;
  limits: GateLimits;
  /** Risk class of an intent; undefined for one that acts on nothing. */
  riskOf: (intent: string) => Risk | undefined;
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** The same examples before and after; those only one model has are left out. */
function common(parent: MeasuredModel, candidate: MeasuredModel, set: string): [Outcome, Outcome][] {
  const before = new Map(parent.sets[set]?.outcomes.map((outcome) => [outcome.id, outcome]));
  return (candidate.sets[set]?.outcomes ?? []).flatMap((after) => {
    const known = before.get(after.id);
    return known ? [[known, after]] : [];
  });
}

/** An example is right when the car would do exactly what its label asks for. */
const wholePairs = (list: readonly [Outcome, Outcome][]): Pair[] =>
  list.map(([before, after]) => ({ language: after.language, intent: '', before: before.actions, after: after.actions }));

/** A frame is right when it was read with exactly its slots. */
const framePairs = (list: readonly [Outcome, Outcome][]): Pair[] =>
  list.flatMap(([before, after]) =>
    after.frames.map(({ intent, right }, i) => ({
      language: after.language,
      intent,
      before: before.frames[i]?.right ?? false,
      after: right,
    })),
  );

const compare = (list: readonly Pair[]) =>
  comparePaired(
    list.map((pair) => pair.before),
    list.map((pair) => pair.after),
  );

/** A group of old knowledge that a candidate may not be worse on. */
interface PairedCheck extends Paired {
  rule: string;
}

const check = (rule: string, list: readonly Pair[]): PairedCheck => ({ rule, ...compare(list) });

/** One check for each group, in the order of their names. */
function checkEach(rule: string, list: readonly Pair[], keyOf: (pair: Pair) => string | undefined): PairedCheck[] {
  const groups = new Map<string, Pair[]>();
  for (const pair of list) {
    const key = keyOf(pair);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, group]) => check(`${rule}:${key}`, group));
}

/** What the paired tests say, at the level they share. */
function notWorse(tests: readonly PairedCheck[], familyError: number): GateCheck[] {
  const level = sharedLevel(tests, familyError);
  return tests.map(({ rule, examples, lost, won, before, after, pWorse }) => ({
    rule,
    passed: after >= before || pWorse >= level,
    parent: before,
    candidate: after,
    limit: level,
    detail: `${examples} examples, ${lost} lost, ${won} won, p(worse) ${pWorse.toFixed(4)}`,
  }));
}

function overall(list: readonly Pair[], limits: GateLimits): GateCheck {
  const { before: parent, after: candidate } = compare(list);
  return {
    rule: 'overall',
    passed: list.length > 0 && candidate >= parent - limits.overallDrop,
    parent,
    candidate,
    limit: limits.overallDrop,
    detail: `${percent(parent)} to ${percent(candidate)} of ${list.length} old examples; may fall by ${percent(limits.overallDrop)}`,
  };
}

function calibration(parent: MeasuredModel, candidate: MeasuredModel, sets: readonly string[], limits: GateLimits): GateCheck {
  const pooled = (model: MeasuredModel) => {
    const results = sets.flatMap((name) => model.sets[name]?.evaluation ?? []);
    const examples = results.reduce((sum, result) => sum + result.examples, 0);
    return results.reduce((sum, result) => sum + result.calibrationError * result.examples, 0) / Math.max(1, examples);
  };
  const before = pooled(parent);
  const after = pooled(candidate);
  return {
    rule: 'calibration',
    passed: after <= Math.max(limits.calibrationError, before + limits.calibrationRise),
    parent: before,
    candidate: after,
    limit: limits.calibrationError,
    detail: `expected calibration error ${after.toFixed(4)} on the old sets, parent ${before.toFixed(4)}`,
  };
}

function golden(candidate: MeasuredModel): GateCheck {
  const outcomes = candidate.sets[GOLDEN_SET]?.outcomes ?? [];
  const wrong = outcomes.filter((outcome) => !outcome.actions).map((outcome) => outcome.id);
  const right = outcomes.length === 0 ? 0 : 1 - wrong.length / outcomes.length;
  const named = wrong.length === 0 ? '' : `; wrong: ${wrong.slice(0, 10).join(', ')}`;
  const detail = `${outcomes.length - wrong.length} of ${outcomes.length} golden utterances right${named}`;
  return { rule: 'golden', passed: outcomes.length > 0 && wrong.length === 0, candidate: right, limit: 1, detail };
}

function betterOnNew(list: readonly Pair[], limits: GateLimits): GateCheck {
  const paired = compare(list);
  return {
    rule: 'new-examples',
    passed: list.length > 0 && paired.after > paired.before && paired.after >= limits.newAccuracy,
    parent: paired.before,
    candidate: paired.after,
    limit: limits.newAccuracy,
    detail: `${percent(paired.before)} to ${percent(paired.after)} of ${list.length} held-out new examples; must rise and reach ${percent(limits.newAccuracy)}`,
  };
}

/**
 * Decides whether a candidate may be rolled out: better on what it was taught, and not worse than its parent on anything it knew, overall and
 * (exact paired tests that share their error) in each set, language, risk class and intent; calibrated, small enough, every golden utterance right.
 * Every check is in the report with its numbers, also after one has failed.
 */
export function gate({ parent, candidate, limits, riskOf }: GateInput): GateReport {
  const names = Object.keys(candidate.sets).filter((name) => parent.sets[name] !== undefined);
  const oldSets = names.filter((name) => name !== NEW_SET && name !== GOLDEN_SET);
  const bySet = oldSets.map((name) => [name, common(parent, candidate, name)] as const);
  const old = bySet.flatMap(([, list]) => list);
  const frames = framePairs(old);
  const checks: GateCheck[] = [
    betterOnNew(wholePairs(common(parent, candidate, NEW_SET)), limits),
    overall(wholePairs(old), limits),
    ...notWorse(
      [
        ...bySet.map(([name, list]) => check(`set:${name}`, wholePairs(list))),
        ...checkEach('language', wholePairs(old), (pair) => pair.language),
        ...checkEach('risk', frames, (pair) => riskOf(pair.intent)),
        ...checkEach('intent', frames, (pair) => pair.intent),
      ],
      limits.familyError,
    ),
    calibration(parent, candidate, oldSets, limits),
    golden(candidate),
    {
      rule: 'size',
      passed: candidate.bytes <= limits.bytes,
      parent: parent.bytes,
      candidate: candidate.bytes,
      limit: limits.bytes,
      detail: `${candidate.bytes} bytes, at most ${limits.bytes}`,
    },
  ];
  const sets = names.map((name) => {
    const both = { parent: parent.sets[name]?.evaluation, candidate: candidate.sets[name]?.evaluation };
    return [name, both] as [string, GateReport['sets'][string]];
  });
  return {
    passed: checks.every((check) => check.passed),
    parentDigest: parent.digest,
    candidateDigest: candidate.digest,
    checks,
    sets: Object.fromEntries(sets),
  };
}
