/** A set of sequence numbers as ascending, disjoint, inclusive ranges that do not touch. */
export type Ranges = readonly (readonly [number, number])[];

/** Any ranges, in any order, overlapping or not, as a set. */
export function rangesOf(given: Iterable<readonly [number, number]>): Ranges {
  const sorted = [...given].filter(([from, to]) => from <= to).sort(([a], [b]) => a - b);
  const set: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = set.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else set.push([from, to]);
  }
  return set;
}

/** Both sets together. */
export const union = (a: Ranges, b: Ranges): Ranges => (a.length === 0 ? b : b.length === 0 ? a : rangesOf([...a, ...b]));

/** What is in `a` and not in `b`. */
export function subtract(a: Ranges, b: Ranges): Ranges {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [from, to] of a) {
    let at = from;
    while (next < b.length && (b[next] as [number, number])[1] < from) next++;
    for (let index = next; index < b.length && at <= to; index++) {
      const [cutFrom, cutTo] = b[index] as [number, number];
      if (cutFrom > to) break;
      if (cutFrom > at) rest.push([at, cutFrom - 1]);
      at = Math.max(at, cutTo + 1);
    }
    if (at <= to) rest.push([at, to]);
  }
  return rest;
}

/** How many numbers are in the set. */
export const sizeOf = (set: Ranges): number => set.reduce((sum, [from, to]) => sum + to - from + 1, 0);

/** The largest number of the set; 0 when it is empty. */
export const lastOf = (set: Ranges): number => set.at(-1)?.[1] ?? 0;

/** Whether a number is in the set. */
export function contains(set: Ranges, value: number): boolean {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const [from, to] = set[middle] as [number, number];
    if (value < from) high = middle - 1;
    else if (value > to) low = middle + 1;
    else return true;
  }
  return false;
}
