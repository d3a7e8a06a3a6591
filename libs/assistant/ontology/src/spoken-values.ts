import { tokenize } from '@headway/assistant/language';
import { parseQuantity } from './quantity.js';

/** Longest run of tokens that can be one quantity: "twenty three and a half degrees". */
const LONGEST = 8;

/** UTF-16 ranges of the words that name a quantity, longest first at each place, left to right, not overlapping. */
export function spokenValues(text: string): { start: number; end: number }[] {
  const tokens = tokenize(text);
  const found: { start: number; end: number }[] = [];
  for (let from = 0; from < tokens.length;) {
    let length = 0;
    for (let size = Math.min(LONGEST, tokens.length - from); size > 0 && length === 0; size -= 1) {
      if (isQuantity(text.slice(tokens[from]?.start, tokens[from + size - 1]?.end))) length = size;
    }
    const [first, last] = [tokens[from], tokens[from + length - 1]];
    if (length > 0 && first && last) found.push({ start: first.start, end: last.end });
    from += Math.max(1, length);
  }
  return found;
}

/** Quantities made of nothing but their own words: 车窗开一半 is none, 一半 is. */
const WHOLE =
  /^(?:最[大小高低强弱亮暗热冷快慢]|一?点[点儿]?|一些|稍微|一半|半|中档|高档|低档|很多|好多|max(?:imum)?|min(?:imum)?|full|half(?:way)?|a (?:little )?bit|a little|slightly|a lot|high|medium|low|highest|lowest)$/iu;

function isQuantity(words: string): boolean {
  if (WHOLE.test(words)) return true;
  const quantity = parseQuantity(words);
  return (
    (quantity?.kind === 'number' || quantity?.kind === 'share') &&
    /^(?:[\d.%]|[零〇一二两三四五六七八九十百分之点成度档级格半])+$|^[a-z0-9 .%-]+$/iu.test(words) &&
    !/\b(?:to|at|by|about)\b/i.test(words)
  );
}
