const PUNCTUATION = /[\p{P}\p{S}]+/gu;
const SPACE = /\s+/gu;
/** Chinese has no spaces; recognisers put some in. */
const SPACE_IN_CHINESE = /(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu;

/**
 * Folds what makes no difference to the meaning of speech: width, case, punctuation and spacing.
 * Two utterances with the same folded text are one utterance: one vote in a label, one side of a split.
 */
export function foldUtterance(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().replace(PUNCTUATION, ' ').replace(SPACE, ' ').replace(SPACE_IN_CHINESE, '').trim();
  return folded === '' ? text.trim() : folded;
}

/** Counts of character uni-, bi- and trigrams of the folded text, without those that span a space. */
export type GramCounts = ReadonlyMap<string, number>;

const LONGEST_GRAM = 3;

/** Character n-grams of one to three characters for scripts without spaces, of three for the others, where single letters say nothing. */
export function gramsOf(text: string): GramCounts {
  const counts = new Map<string, number>();
  for (const word of foldUtterance(text).split(' ')) {
    const spaceless = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(word);
    const letters = spaceless ? [...word] : ['^', ...word, '$'];
    for (let size = spaceless ? 1 : LONGEST_GRAM; size <= LONGEST_GRAM; size += 1) {
      for (let at = 0; at + size <= letters.length; at += 1) {
        const gram = letters.slice(at, at + size).join('');
        counts.set(gram, (counts.get(gram) ?? 0) + 1);
      }
    }
  }
  return counts;
}

function norm(grams: GramCounts): number {
  let sum = 0;
  for (const count of grams.values()) sum += count * count;
  return Math.sqrt(sum);
}

/** Cosine of two gram counts, 0 (nothing in common) to 1. */
export function similarity(a: GramCounts, b: GramCounts): number {
  let dot = 0;
  for (const [gram, count] of a) dot += count * (b.get(gram) ?? 0);
  const scale = norm(a) * norm(b);
  return scale === 0 ? 0 : dot / scale;
}
