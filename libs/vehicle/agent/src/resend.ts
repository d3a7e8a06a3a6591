import type { SequenceRanges } from '@headway/contracts';

/**
 * What of the asked-for sequences is lost: everything up to `assigned` that is not `here`. Sequences above `assigned` were never
 * given out and are not answered. Ranges may be huge; the work grows with `here`, not with them.
 */
export function answerResend(ranges: SequenceRanges, here: readonly number[], assigned: number): { lost: SequenceRanges } {
  const held = [...here].sort((a, b) => a - b);
  const lost: SequenceRanges = [];
  for (const [first, last] of ranges) {
    const end = Math.min(last, assigned);
    let from = first;
    for (const seq of held) {
      if (seq < from || seq > end) continue;
      if (seq > from) lost.push([from, seq - 1]);
      from = seq + 1;
    }
    if (from <= end) lost.push([from, end]);
  }
  return { lost };
}
