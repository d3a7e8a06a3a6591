/**
 * Tests that may be looked at after every observation. Both are e-processes: non-negative, of expectation at most 1 under the
 * null at every stopping time, so that by Ville's inequality P(ever ≥ 1/α) ≤ α however often one peeks
 * (Ramdas, Grünwald, Vovk, Shafer: "Game-theoretic statistics and safe anytime-valid inference", 2023).
 */

/** Trials of one arm and how many of them went wrong. */
export interface Counts {
  trials: number;
  failures: number;
}

const FAILURE_ALTERNATIVES = [0.1, 0.25, 0.5, 0.75, 0.95];

/**
 * Evidence that the failure probability exceeds `limit`: a mixture of likelihood ratios over alternatives between `limit` and 1.
 * Each ratio's mean is at most 1 for every probability not above `limit`, because it increases with the failures.
 * @returns the e-value, 1 without data
 */
export function failureShareEvidence({ trials, failures }: Counts, limit: number): number {
  if (limit >= 1) return 1;
  if (limit <= 0) return failures > 0 ? Number.POSITIVE_INFINITY : 1;
  const ratios = FAILURE_ALTERNATIVES.map((way) => {
    const alternative = limit + (1 - limit) * way;
    return Math.exp(failures * Math.log(alternative / limit) + (trials - failures) * Math.log((1 - alternative) / (1 - limit)));
  });
  return ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
}

/** A running comparison of two arms; plain data. */
export interface Comparison {
  /** What has been judged so far, cumulative. */
  candidate: Counts;
  control: Counts;
  /** Log likelihood ratio for each assumed odds ratio of {@link ODDS_RATIOS}. */
  logRatios: number[];
}

/** Degradations the comparison bets on: the odds of going wrong grow by these factors. */
export const ODDS_RATIOS = [1.5, 2.5, 5, 12];

export const emptyComparison = (): Comparison => ({
  candidate: { trials: 0, failures: 0 },
  control: { trials: 0, failures: 0 },
  logRatios: ODDS_RATIOS.map(() => 0),
});

/** Weight of the first guess of the control's rate: 1 failure in 8 trials. */
const PRIOR = { failures: 1, trials: 8 };

const logLikelihood = (counts: Counts, rate: number) =>
  counts.failures * Math.log(rate) + (counts.trials - counts.failures) * Math.log(1 - rate);

/**
 * Takes in new cumulative counts as one block of (candidate, control) trials.
 * Null: the candidate does not go wrong more often than the control. For a block of n and m trials with rates a > b chosen beforehand
 * the null's rate is (n·a + m·b)/(n + m), which makes the ratio an e-variable (Turner, Ly, Grünwald: "Generic E-variables for exact
 * sequential k-sample tests that allow for optional stopping", 2024, theorem 1); it decreases when the candidate is the better one.
 * The rates come from earlier blocks only. Until both arms have new trials nothing is taken in.
 */
export function compare(before: Comparison, candidate: Counts, control: Counts): Comparison {
  const block = (now: Counts, then: Counts) => ({ trials: now.trials - then.trials, failures: now.failures - then.failures });
  const ours = block(candidate, before.candidate);
  const theirs = block(control, before.control);
  if (ours.trials <= 0 || theirs.trials <= 0) return before;
  const seen = { failures: before.control.failures + before.candidate.failures, trials: before.control.trials + before.candidate.trials };
  const base = (seen.failures + PRIOR.failures) / (seen.trials + PRIOR.trials);
  const logRatios = ODDS_RATIOS.map((factor, index) => {
    const odds = (factor * base) / (1 - base);
    const worse = odds / (1 + odds);
    const pooled = (ours.trials * worse + theirs.trials * base) / (ours.trials + theirs.trials);
    const gain = logLikelihood(ours, worse) + logLikelihood(theirs, base) - logLikelihood(ours, pooled) - logLikelihood(theirs, pooled);
    return (before.logRatios[index] ?? 0) + gain;
  });
  return { candidate: { ...candidate }, control: { ...control }, logRatios };
}

/** The e-value of a comparison: the mean over the assumed degradations. */
export function comparisonEvidence({ logRatios }: Comparison): number {
  return logRatios.reduce((sum, value) => sum + Math.exp(Math.min(value, 700)), 0) / Math.max(1, logRatios.length);
}

/** Share of failures, 0 without trials. */
export const rateOf = ({ trials, failures }: Counts) => (trials === 0 ? 0 : failures / trials);
