const SMALL = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value] as const),
);
SMALL.set('oh', 0).set('a', 1).set('an', 1);
const TENS = new Map('twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i) => [word, (i + 2) * 10] as const));

/** Parts of a whole: "half", "a third", "three quarters". */
const PARTS = new Map([
  ['half', 2],
  ['halves', 2],
  ['third', 3],
  ['thirds', 3],
  ['quarter', 4],
  ['quarters', 4],
  ['fifth', 5],
  ['fifths', 5],
]);

const digitOf = (word: string) => {
  const value = SMALL.get(word);
  return value !== undefined && value < 10 && word.length > 1 ? value : undefined;
};

/** An English whole number of words (twenty three, a hundred and five, one oh three); undefined when it is not one. */
export function englishCardinal(words: readonly string[]): number | undefined {
  if (words.length === 0) return undefined;
  if (words.length === 1 && /^\d+(\.\d+)?$/.test(words[0] ?? '')) return Number(words[0]);
  const digits = words.map(digitOf);
  if (words.length > 1 && digits.every((digit) => digit !== undefined)) return Number(digits.join(''));
  let total = 0;
  let group = 0;
  let room = 1000;
  for (const [i, word] of words.entries()) {
    const value = SMALL.get(word) ?? TENS.get(word);
    if (value !== undefined && value < room) {
      group += value;
      room = TENS.has(word) ? 10 : 0;
    } else if (word === 'hundred' && group > 0 && group < 10) {
      group *= 100;
      room = 100;
    } else if (word === 'thousand' && group > 0) {
      total += group * 1000;
      group = 0;
      room = 1000;
    } else if (word !== 'and' || i === 0 || i === words.length - 1) return undefined;
  }
  return total + group;
}

/** Adds what follows "point": digits one by one, or a short cardinal ("point twenty five"). */
export function englishDecimal(words: readonly string[]): number | undefined {
  const point = words.indexOf('point');
  if (point < 0) return englishCardinal(words);
  const whole = point === 0 ? 0 : englishCardinal(words.slice(0, point));
  const rest = words.slice(point + 1);
  const digits = rest.map((word) => (/^\d+$/.test(word) ? word : digitOf(word))).filter((digit) => digit !== undefined);
  const fraction = digits.length === rest.length ? digits.join('') : englishCardinal(rest)?.toString();
  return whole === undefined || !fraction || !/^\d+$/.test(fraction) ? undefined : Number(`${whole}.${fraction}`);
}

/** The part of a whole that "half", "a quarter" or "two thirds" name; undefined otherwise. */
export function englishPart(words: readonly string[]): number | undefined {
  const parts = PARTS.get(words.at(-1) ?? '');
  if (parts === undefined) return undefined;
  const counted = words.slice(0, -1).filter((word) => word !== 'one' && word !== 'a');
  const count = counted.length === 0 ? 1 : englishCardinal(counted);
  return count === undefined || count > parts ? undefined : count / parts;
}
