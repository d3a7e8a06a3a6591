import { OUT_OF_SCOPE, type Example, type FrameRule } from '@headway/contracts';

/** What is expected less often than this by chance may be missing by chance: examples are many of a kind, and slots are many. */
const LEAST_EXPECTED = 20;
/** What comes this much more seldom than by chance is excluded; that it comes at all may be a slip of who labelled it. */
const SHARE = 0.02;

/** By intent, see `ModelCard.frames`. */
export type FrameRules = Record<string, FrameRule>;

/** How often slots come in frames of an intent, once or several times, alone and in pairs. */
class SlotCounts {
  frames = 0;
  readonly slots = new Map<string, number>();
  readonly #pairs = new Map<string, number>();

  add(names: readonly string[]): void {
    this.frames += 1;
    const distinct = [...new Set(names)];
    for (const [i, slot] of distinct.entries()) {
      increase(this.slots, slot);
      for (const other of distinct.slice(i + 1)) increase(this.#pairs, pairOf(slot, other));
      if (names.indexOf(slot) !== names.lastIndexOf(slot)) increase(this.#pairs, pairOf(slot, slot));
    }
  }

  of(slot: string): number {
    return this.slots.get(slot) ?? 0;
  }

  together(a: string, b: string): number {
    return this.#pairs.get(pairOf(a, b)) ?? 0;
  }

  /** Frames in which both would come if neither cared about the other; a slot with itself, if it came as often a second time. */
  expected(a: string, b: string): number {
    return (this.of(a) * this.of(b)) / (a === b ? 2 : 1) / Math.max(1, this.frames);
  }
}

const increase = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

const pairOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/**
 * What frames never hold, read off examples: slots that an intent never has though others have them, slots that never come together, slots that
 * come once. Nothing is excluded that was too seldom expected to be missed.
 */
export function frameRules(examples: readonly Example[]): FrameRules {
  const { all, byIntent } = counted(examples);
  const slots = [...all.slots.keys()].sort();
  const ruleOf = (own: SlotCounts): FrameRule => {
    const isExcluded = (seen: number, expected: number) => expected >= LEAST_EXPECTED && seen <= SHARE * expected;
    const without = slots.filter((slot) => isExcluded(own.of(slot), (own.frames * all.of(slot)) / all.frames));
    const held = slots.filter((slot) => own.of(slot) > 0 && !without.includes(slot));
    const pairs = held.flatMap((a, i) => held.slice(i).map((b): [string, string] => [a, b]));
    return { without, apart: pairs.filter(([a, b]) => isExcluded(own.together(a, b), own.expected(a, b))) };
  };
  const intents = [...byIntent].filter(([intent]) => intent !== OUT_OF_SCOPE).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(intents.map(([intent, own]) => [intent, ruleOf(own)]));
}

/**
 * Rules of a model that is fine-tuned on examples: what these show is no longer excluded. They add no rules, as they are too few to tell what a
 * new command never has.
 */
export function loosened(rules: FrameRules, examples: readonly Example[]): FrameRules {
  const { all, byIntent } = counted(examples);
  return Object.fromEntries(
    Object.entries(rules).map(([intent, { without, apart }]) => {
      const own = byIntent.get(intent) ?? new SlotCounts();
      const stays = (seen: number, expected: number) => seen <= SHARE * expected;
      return [
        intent,
        {
          without: without.filter((slot) => stays(own.of(slot), (own.frames * all.of(slot)) / Math.max(1, all.frames))),
          apart: apart.filter(([a, b]) => stays(own.together(a, b), own.expected(a, b))),
        },
      ];
    }),
  );
}

function counted(examples: readonly Example[]): { all: SlotCounts; byIntent: Map<string, SlotCounts> } {
  const all = new SlotCounts();
  const byIntent = new Map<string, SlotCounts>();
  for (const { intent, slots } of examples.flatMap(({ frames }) => frames)) {
    const names = slots.map(({ name }) => name);
    const own = byIntent.get(intent) ?? new SlotCounts();
    byIntent.set(intent, own);
    for (const counts of [all, own]) counts.add(names);
  }
  return { all, byIntent };
}
