import type { SequenceRanges } from '@headway/contracts';

/** Inclusive ranges, ascending and disjoint, that hold exactly the given numbers. */
export function toRanges(sequences: Iterable<number>): SequenceRanges {
  const sorted = [...sequences].sort((a, b) => a - b);
  const ranges: SequenceRanges = [];
  for (const seq of sorted) {
    const last = ranges.at(-1);
    if (last && seq <= last[1] + 1) last[1] = Math.max(last[1], seq);
    else ranges.push([seq, seq]);
  }
  return ranges;
}
