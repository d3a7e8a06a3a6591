import { logBeta } from './log-gamma.js';

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
  /** Cumulative counts when it began. */
  since: { candidate: Counts; control: Counts };
  /** Trials since then. */
  candidate: Counts;
  control: Counts;
}

const NO_TRIALS: Counts = { trials: 0, failures: 0 };

/** A comparison of what happens from now on, given the cumulative counts so far. */
export const beginComparison = (candidate: Counts = NO_TRIALS, control: Counts = NO_TRIALS): Comparison => ({
  since: { candidate, control },
  candidate: NO_TRIALS,
  control: NO_TRIALS,
});

/** Takes in new cumulative counts. */
export function compare({ since }: Comparison, candidate: Counts, control: Counts): Comparison {
  const after = (now: Counts, then: Counts) => ({ trials: now.trials - then.trials, failures: now.failures - then.failures });
  return { since, candidate: after(candidate, since.candidate), control: after(control, since.control) };
}

/** Jeffreys' prior, Beta(1/2, 1/2). */
const PRIOR = 0.5;

/** Log probability of a sequence with these counts when its rate was drawn from the prior. */
const logMarginal = ({ trials, failures }: Counts) => logBeta(failures + PRIOR, trials - failures + PRIOR) - logBeta(PRIOR, PRIOR);

/** Log probability of a sequence with these counts at its own most likely rate. */
function logMaximum({ trials, failures }: Counts): number {
  const rate = rateOf({ trials, failures });
  const term = (count: number, share: number) => (count === 0 ? 0 : count * Math.log(share));
  return term(failures, rate) + term(trials - failures, 1 - rate);
}

/**
 * Evidence that the candidate goes wrong more often than the control: the marginal likelihood of both arms under independent priors over
 * the greatest likelihood that any pair of rates with candidate ≤ control reaches (Wasserman, Ramdas, Balakrishnan: "Universal inference",
 * 2020, section 8). The numerator is a mixture of likelihoods and the denominator at least the true one, so its expectation is at most 1.
 * @returns the e-value, 1 without data
 */
export function comparisonEvidence({ candidate, control }: Comparison): number {
  const pooled = { trials: candidate.trials + control.trials, failures: candidate.failures + control.failures };
  const isWorse = rateOf(candidate) > rateOf(control) && control.trials > 0;
  const logNull = isWorse ? logMaximum(pooled) : logMaximum(candidate) + logMaximum(control);
  return Math.exp(Math.min(logMarginal(candidate) + logMarginal(control) - logNull, 700));
}

/** Share of failures, 0 without trials. */
export const rateOf = ({ trials, failures }: Counts) => (trials === 0 ? 0 : failures / trials);
