/** Two systems on the same examples: where they differ. */
export interface Paired {
  examples: number;
  /** Examples that only the first had right. */
  lost: number;
  /** Examples that only the second had right. */
  won: number;
  /** Share of examples each had right. */
  before: number;
  after: number;
  /** One-sided probability of at least so many losses if neither were worse. */
  pWorse: number;
}

/**
 * Probability of at least `k` heads in `n` throws of a fair coin, summed in logarithms so that large counts neither overflow nor vanish.
 */
export function binomialTail(k: number, n: number): number {
  if (k <= 0) return 1;
  let logTerm = -n * Math.LN2;
  let sum = 0;
  for (let i = 0; i <= n; i += 1) {
    if (i >= k) sum += Math.exp(logTerm);
    logTerm += Math.log(n - i) - Math.log(i + 1);
  }
  return Math.min(1, sum);
}

/**
 * Exact McNemar test (McNemar 1947, with the binomial distribution of the discordant pairs): examples that both had right or both had
 * wrong say nothing. `before[i]` and `after[i]` belong to the same example.
 */
export function comparePaired(before: readonly boolean[], after: readonly boolean[]): Paired {
  const examples = before.length;
  const lost = before.filter((right, i) => right && !after[i]).length;
  const won = before.filter((right, i) => !right && after[i]).length;
  const share = (list: readonly boolean[]) => (examples === 0 ? 0 : list.filter(Boolean).length / examples);
  return { examples, lost, won, before: share(before), after: share(after), pWorse: binomialTail(lost, lost + won) };
}

/**
 * Level for each of several exact tests, so that the probability that any rejects wrongly stays at most `familyError` (Tarone 1990, after
 * Bonferroni): a test of `n` discordant pairs cannot get below 2^-n, and one that cannot reach the level does not count among those that share it.
 */
export function sharedLevel(tests: readonly Pick<Paired, 'lost' | 'won'>[], familyError: number): number {
  const least = tests.map(({ lost, won }) => 2 ** -(lost + won));
  let sharing = 1;
  while (least.filter((p) => p <= familyError / sharing).length > sharing) sharing += 1;
  return familyError / sharing;
}
