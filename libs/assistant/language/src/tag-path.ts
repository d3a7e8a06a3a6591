import { argmax, softmax } from './probability.js';

/** A tag of a path and its probability among all tags of its token. */
export interface PathTag {
  tag: string;
  probability: number;
}

/** A sequence of tags, one a token. */
export interface TagPath {
  tags: PathTag[];
  /** Sum of the logarithms of their probabilities. */
  score: number;
}

/** For each tag: -1 when it may follow anything, otherwise the `B-` index that must open it (-2 when there is none). */
function openers(tags: readonly string[]): Int32Array {
  const index = new Map(tags.map((tag, i) => [tag, i]));
  return Int32Array.from(tags, (tag) => (tag.startsWith('I-') ? (index.get(`B-${tag.slice(2)}`) ?? -2) : -1));
}

const openersOf = new WeakMap<readonly string[], Int32Array>();

function cachedOpeners(tags: readonly string[]): Int32Array {
  const known = openersOf.get(tags);
  if (known) return known;
  const made = openers(tags);
  openersOf.set(tags, made);
  return made;
}

/** Whether token `t` belongs to the same word as the one before it. */
export type Joined = (t: number) => boolean;

/** Tokens `[from, end)` at which a slot may begin, by its name; a slot that is left out may begin anywhere. */
export type Beginnings = ReadonlyMap<string, readonly [from: number, end: number]>;

/** The tags that T tokens may have, among which the most probable sequences are looked for. */
export class TagLattice {
  readonly #rows: readonly Float64Array[];

  /** @param logits row-major, one row a token */
  constructor(
    logits: Float32Array,
    readonly tags: readonly string[],
    readonly joined: Joined = () => false,
  ) {
    const width = tags.length;
    this.#rows = Array.from({ length: logits.length / width }, (_, t) => softmax(logits.subarray(t * width, (t + 1) * width)));
  }

  get length(): number {
    return this.#rows.length;
  }

  /**
   * The most probable sequence of BIO tags in which every `I-x` follows `B-x` or `I-x`, in which no slot begins or ends within a word,
   * and in which slots begin only where they may (Viterbi). All other transitions cost nothing, so a step takes time linear in the number of tags.
   */
  best(beginnings?: Beginnings): TagPath {
    const { tags } = this;
    const width = tags.length;
    const opener = cachedOpeners(tags);
    const outside = tags.indexOf('O');
    const limits = beginnings && tags.map((tag) => (tag.startsWith('B-') ? beginnings.get(tag.slice(2)) : undefined));
    const back: Int32Array[] = [];
    let scores = new Float64Array(width);
    this.#rows.forEach((row, t) => {
      const from = new Int32Array(width);
      const next = new Float64Array(width);
      const within = t > 0 && this.joined(t);
      const best = within ? outside : argmax(scores);
      for (let s = 0; s < width; s += 1) {
        const open = opener[s] ?? -1;
        let previous = best;
        if (open !== -1) previous = open >= 0 && (scores[open] ?? 0) > (scores[s] ?? 0) ? open : s;
        let reachable = open === -1 ? !within || s === outside : t > 0 && open !== -2;
        const limit = limits?.[s];
        if (limit && (t < limit[0] || t >= limit[1])) reachable = false;
        from[s] = previous;
        // However improbable, a tag that may be read is likelier than one that may not.
        next[s] = reachable ? (scores[previous] ?? 0) + Math.log(row[s] || Number.MIN_VALUE) : Number.NEGATIVE_INFINITY;
      }
      back.push(from);
      scores = next;
    });
    return this.#path(back, argmax(scores), scores);
  }

  #path(back: readonly Int32Array[], last: number, scores: Float64Array): TagPath {
    const path = new Int32Array(back.length);
    path[back.length - 1] = last;
    for (let t = back.length - 1; t > 0; t -= 1) path[t - 1] = back[t]?.[path[t] ?? 0] ?? 0;
    const tags = Array.from(path, (s, t) => ({ tag: this.tags[s] ?? 'O', probability: this.#rows[t]?.[s] ?? 0 }));
    return { tags, score: scores[last] ?? 0 };
  }
}
