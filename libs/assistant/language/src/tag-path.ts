import { argmax, softmax } from './probability.js';

/** A tag of the best path and its probability among all tags of its token. */
export interface PathTag {
  tag: string;
  probability: number;
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

/**
 * The most probable sequence of BIO tags in which every `I-x` follows `B-x` or `I-x`, and in which no slot begins or ends within a word
 * (Viterbi). All other transitions cost nothing, so a step takes time linear in the number of tags. `logits` is row-major, one row a token.
 */
export function bestTags(logits: Float32Array, tags: readonly string[], joined: Joined = () => false): PathTag[] {
  const width = tags.length;
  const length = logits.length / width;
  if (length === 0) return [];
  const opener = cachedOpeners(tags);
  const outside = tags.indexOf('O');
  const rows = Array.from({ length }, (_, t) => softmax(logits.subarray(t * width, (t + 1) * width)));
  const back: Int32Array[] = [];
  let scores = new Float64Array(width);
  rows.forEach((row, t) => {
    const from = new Int32Array(width);
    const next = new Float64Array(width);
    const within = t > 0 && joined(t);
    const best = within ? outside : argmax(scores);
    for (let s = 0; s < width; s += 1) {
      const open = opener[s] ?? -1;
      let previous = best;
      if (open !== -1) previous = open >= 0 && (scores[open] ?? 0) > (scores[s] ?? 0) ? open : s;
      const reachable = open === -1 ? !within || s === outside : t > 0 && open !== -2;
      from[s] = previous;
      next[s] = reachable ? (scores[previous] ?? 0) + Math.log(row[s] ?? 0) : Number.NEGATIVE_INFINITY;
    }
    back.push(from);
    scores = next;
  });
  const path = new Int32Array(length);
  path[length - 1] = argmax(scores);
  for (let t = length - 1; t > 0; t -= 1) path[t - 1] = back[t]?.[path[t] ?? 0] ?? 0;
  return Array.from(path, (s, t) => ({ tag: tags[s] ?? 'O', probability: rows[t]?.[s] ?? 0 }));
}
