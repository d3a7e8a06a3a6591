/** Old examples of one epoch of fine-tuning: enough to remember by, few enough for a minute on two cores. */
const REHEARSAL = 6_000;

/**
 * Share of an epoch that is new. More of it learns faster and forgets faster: with 40 % a model that knows much small talk takes "open the
 * gate" for the new command.
 */
const NEW_SHARE = 0.08;

/** A new example is shown at most this often an epoch, so that a handful is not learnt by heart. */
const MOST_REPEATS = 20;

/** How often each new example is shown in an epoch, and how many old ones come with each; see `FineTuning` of the trainer. */
export function proportionsFor(newExamples: number, oldExamples: number): { repeat: number; rehearsalRatio: number } {
  const most = Math.min(REHEARSAL, oldExamples);
  const wanted = (most * NEW_SHARE) / (1 - NEW_SHARE) / newExamples;
  const repeat = Math.min(MOST_REPEATS, Math.max(1, Math.round(wanted)));
  const rehearsal = Math.max(most, Math.round((repeat * newExamples * (1 - NEW_SHARE)) / NEW_SHARE));
  return { repeat, rehearsalRatio: rehearsal / newExamples };
}
