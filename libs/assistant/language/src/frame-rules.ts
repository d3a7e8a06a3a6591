import type { FrameRule } from '@headway/contracts';
import type { Beginnings, PathTag, TagLattice, TagPath } from './tag-path.js';

/** Ways of keeping a rule that are looked into side by side; past so many only the likeliest is followed, and may not be the best one. */
const SIDE_BY_SIDE = 24;

const NOWHERE = [0, 0] as const;

/** A path that may break the rule, and where slots were allowed to begin for it. */
interface Attempt {
  beginnings: Map<string, readonly [from: number, end: number]>;
  path: TagPath;
}

/** Two slots of a path that may not come together: their names, and where the second one begins. */
interface Clash {
  first: string;
  second: string;
  at: number;
}

/** Whether a path has no slot and no pair of slots that the rule excludes. */
export const keepsRule = ({ without, apart }: FrameRule, tags: readonly PathTag[]): boolean =>
  !tags.some(({ tag }) => tag.startsWith('B-') && without.includes(tag.slice(2))) && clashOf(apart, tags) === undefined;

/**
 * The most probable path that keeps a rule. Branch and bound (Land & Doig 1960): a path that breaks it shows two slots of which one must go, and
 * a less restricted path is never less probable, so that the first one that keeps the rule, taken by probability, is the best.
 */
export function bestKept(lattice: TagLattice, { without, apart }: FrameRule): TagPath {
  const attempt = (beginnings: Attempt['beginnings']): Attempt => ({ beginnings, path: lattice.best(beginnings) });
  let open = [attempt(new Map(without.map((slot) => [slot, NOWHERE])))];
  for (let tried = 0; ; tried += 1) {
    open.sort((a, b) => b.path.score - a.path.score);
    const [best, ...others] = open as [Attempt, ...Attempt[]];
    const clash = clashOf(apart, best.path.tags);
    if (!clash) return best.path;
    open = [...(tried < SIDE_BY_SIDE ? others : []), ...waysOut(clash, best.beginnings, lattice.length).map(attempt)];
  }
}

function clashOf(apart: FrameRule['apart'], tags: readonly PathTag[]): Clash | undefined {
  if (apart.length === 0) return undefined;
  const begun: string[] = [];
  for (const [at, { tag }] of tags.entries()) {
    if (!tag.startsWith('B-')) continue;
    const second = tag.slice(2);
    const first = begun.find((slot) => apart.some(([a, b]) => (a === slot && b === second) || (b === slot && a === second)));
    if (first !== undefined) return { first, second, at };
    begun.push(second);
  }
  return undefined;
}

/** Two slots: one of them begins nowhere. A slot that comes twice: all of it before the second, or from there on. */
function waysOut({ first, second, at }: Clash, beginnings: Beginnings, length: number): Attempt['beginnings'][] {
  const narrowed = (slot: string, range: readonly [number, number]) => new Map([...beginnings, [slot, range]]);
  if (first !== second) return [narrowed(first, NOWHERE), narrowed(second, NOWHERE)];
  const [from, end] = beginnings.get(first) ?? [0, length];
  return [narrowed(first, [from, at]), narrowed(first, [at, end])];
}
