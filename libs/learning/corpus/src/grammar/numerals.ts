const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const ONES = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** 0…100 as it is read aloud in Chinese. */
export function chineseNumber(value: number): string {
  if (value === 100) return '一百';
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  if (tens === 0) return DIGITS[ones] ?? '';
  return `${tens === 1 ? '' : DIGITS[tens]}十${ones === 0 ? '' : DIGITS[ones]}`;
}

/** 0…100 as it is read aloud in English. */
export function englishNumber(value: number): string {
  if (value === 100) return 'one hundred';
  if (value < 20) return ONES[value] ?? '';
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${TENS[tens]}${ones === 0 ? '' : ` ${ONES[ones]}`}`;
}

/** Whole numbers from `from` to `to`, both included. */
export const range = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
