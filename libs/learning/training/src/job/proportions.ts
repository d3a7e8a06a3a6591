/** Old examples an epoch of fine-tuning rehearses at least and at most: enough to remember by, few enough for minutes on two cores. */
const REHEARSAL = { least: 6_000, most: 11_000 };

/**
 * Share of an epoch that is new, as long as that many old ones may be rehearsed. More of it learns faster and forgets faster: with 40 % a
 * model that knows much small talk takes "open the gate" for a new command.
 */
const NEW_SHARE = 0.11;

/** A new example is shown at most this often an epoch, so that a handful is not learnt by heart. */
const MOST_REPEATS = 20;

export interface Proportions {
  /** How often an epoch shows each new example. */
  repeat: number;
  /** Old examples an epoch shows for each new one. */
  rehearsalRatio: number;
}

/** What an epoch of fine-tuning is made of. */
export function proportionsFor(newExamples: number, oldExamples: number): Proportions {
  const least = Math.min(REHEARSAL.least, oldExamples);
  const oldForEachNew = (1 - NEW_SHARE) / NEW_SHARE;
  const repeat = Math.min(MOST_REPEATS, Math.max(1, Math.round(least / oldForEachNew / newExamples)));
  const balanced = Math.round(repeat * newExamples * oldForEachNew);
  return { repeat, rehearsalRatio: Math.max(least, Math.min(REHEARSAL.most, balanced)) / newExamples };
}
