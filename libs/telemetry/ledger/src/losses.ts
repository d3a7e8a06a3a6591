import { LOSS_REASONS, type LossCounts, type LossReason } from '@headway/contracts';
import { type Ranges, rangesOf, sizeOf, subtract, union } from './ranges.js';

/** Lost numbers by the reason they count for; no number has two. */
export type Losses = Readonly<Partial<Record<LossReason, Ranges>>>;

const STRENGTH = new Map<string, number>(LOSS_REASONS.map((reason, index) => [reason, index]));
const strengthOf = (reason: string) => STRENGTH.get(reason) ?? LOSS_REASONS.length;

const entriesOf = (losses: Losses) => Object.entries(losses) as [LossReason, Ranges][];
const filled = (entries: [LossReason, Ranges][]): Losses => Object.fromEntries(entries.filter(([, ranges]) => ranges.length > 0));

/** Every lost number. */
export const allLost = (losses: Losses): Ranges => rangesOf(entriesOf(losses).flatMap(([, ranges]) => [...ranges]));

/**
 * Declares numbers lost. Of several reasons the strongest holds, so that it does not matter which declaration comes first.
 */
export function declare(losses: Losses, reason: LossReason, ranges: Ranges): Losses {
  const stronger = entriesOf(losses).filter(([other]) => strengthOf(other) < strengthOf(reason));
  const taken = stronger.reduce<Ranges>((rest, [, held]) => subtract(rest, held), ranges);
  if (taken.length === 0) return losses;
  const weaker = entriesOf(losses)
    .filter(([other]) => strengthOf(other) > strengthOf(reason))
    .map(([other, held]): [LossReason, Ranges] => [other, subtract(held, taken)]);
  return filled([...stronger, [reason, union(losses[reason] ?? [], taken)], ...weaker]);
}

/** The losses without numbers that were not lost after all. */
export const recover = (losses: Losses, ranges: Ranges): Losses =>
  filled(entriesOf(losses).map(([reason, held]) => [reason, subtract(held, ranges)]));

/** How many are lost for each reason. */
export const lossCountsOf = (losses: Losses): LossCounts =>
  Object.fromEntries(entriesOf(losses).map(([reason, ranges]) => [reason, sizeOf(ranges)]));

/** Two counts together. */
export function addLossCounts(a: LossCounts, b: LossCounts): LossCounts {
  const sum = { ...a };
  for (const [reason, count] of Object.entries(b) as [LossReason, number][]) sum[reason] = (sum[reason] ?? 0) + count;
  return sum;
}
