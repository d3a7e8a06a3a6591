const DIGITS = new Map([...'零一二三四五六七八九'].map((character, value) => [character, value] as const));
DIGITS.set('〇', 0).set('两', 2).set('幺', 1);
const UNITS = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);
const MYRIADS = new Map([
  ['万', 10_000],
  ['亿', 100_000_000],
]);

/** Spoken digit by digit: 一零三 → 103. */
function positional(text: string): number | undefined {
  let value = 0;
  for (const character of text) {
    const digit = DIGITS.get(character);
    if (digit === undefined) return undefined;
    value = value * 10 + digit;
  }
  return text.length > 0 ? value : undefined;
}

/** Below ten thousand: 二百五十, 一百零五, and the clipped 两百五 → 250. */
function section(text: string): number | undefined {
  let value = 0;
  let digit: number | undefined;
  let unit = 1;
  let zero = false;
  for (const character of text) {
    const found = DIGITS.get(character);
    if (found !== undefined) {
      if (digit !== undefined) return undefined;
      zero ||= found === 0;
      digit = found === 0 ? undefined : found;
      continue;
    }
    const next = UNITS.get(character);
    if (next === undefined || (unit !== 1 && next >= unit)) return undefined;
    value += (digit ?? 1) * next;
    digit = undefined;
    unit = next;
    zero = false;
  }
  const clipped = !zero && unit > 10;
  return value + (digit ?? 0) * (clipped ? unit / 10 : 1);
}

/** A Chinese whole number (三, 二十三, 两百五, 一万二千, 一零三); undefined when it is not one. */
export function chineseCardinal(text: string): number | undefined {
  if (!/[十百千万亿]/u.test(text)) return positional(text);
  for (const [character, factor] of [...MYRIADS].reverse()) {
    const at = text.indexOf(character);
    if (at < 0) continue;
    const high = at === 0 ? 1 : chineseCardinal(text.slice(0, at));
    const rest = text.slice(at + 1);
    const low = rest === '' ? 0 : chineseCardinal(rest.replace(/^零/u, ''));
    if (high === undefined || low === undefined) return undefined;
    const clipped = rest.length === 1 && low < 10;
    return high * factor + (clipped ? (low * factor) / 10 : low);
  }
  return section(text);
}

const NEIGHBOURS = /^(.*[十百千万])?([一二两三四五六七八])([二两三四五六七八九])([百千万])?$/u;
const ROUND = /^(.*十)(?:来|多|几)$/u;

/** The lower end of what is said loosely: 两三 → 两, 二十四五 → 二十四, 两三百 → 两百, 二十来 → 二十; 俩 is 两. Other numbers as they are. */
export function lowerEnd(text: string): string {
  const spoken = text.replace(/^俩$/u, '两');
  const [, before = '', low = '', high = '', unit = ''] = NEIGHBOURS.exec(spoken) ?? [];
  if (low !== '' && DIGITS.get(high) === (DIGITS.get(low) ?? 0) + 1) return before + low + unit;
  return ROUND.exec(spoken)?.[1] ?? spoken;
}

/** A Chinese or Arabic number with an optional fraction: 二十三点五, 23.5, 23点5. */
export function chineseDecimal(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const [whole = '', fraction, ...rest] = text.split('点');
  if (rest.length > 0) return undefined;
  const integer = /^\d+$/.test(whole) ? Number(whole) : chineseCardinal(whole);
  if (integer === undefined || fraction === undefined) return integer;
  const digits = /^\d+$/.test(fraction) ? fraction : [...fraction].map((character) => DIGITS.get(character) ?? 'x').join('');
  return /^\d+$/.test(digits) ? Number(`${integer}.${digits}`) : undefined;
}
