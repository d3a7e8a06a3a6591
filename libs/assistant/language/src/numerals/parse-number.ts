import { normalise } from '../tokenize.js';
import { chineseCardinal, chineseDecimal, lowerEnd } from './chinese.js';
import { englishDecimal, englishPart } from './english.js';

/** A spoken number: an absolute `number` in whatever unit was said, or a `fraction` of the whole between 0 and 1 (百分之五十, half). */
export interface ParsedNumber {
  kind: 'number' | 'fraction';
  value: number;
}

const NEGATIVE = /^(?:零下|负|minus |negative |-)\s*/u;
const LEADING = /^(?:第|level |number |about |大约|大概)\s*/u;
const UNIT =
  /\s*(?:摄氏度|华氏度|度|°[cf]?|档|挡|级|格|个[档挡]?|公里|千米|米|分钟|秒钟?|小时|兆赫|degrees?(?: (?:celsius|fahrenheit|centigrade))?|celsius|fahrenheit|levels?|bars?|notch(?:es)?|steps?|kilomet(?:re|er)s?|km|miles?|minutes?|seconds?|hours?|mhz)$/u;

const number = (value: number | undefined): ParsedNumber | undefined => (value === undefined ? undefined : { kind: 'number', value });
const fraction = (value: number | undefined): ParsedNumber | undefined => (value === undefined ? undefined : { kind: 'fraction', value });

function percent(text: string): ParsedNumber | undefined {
  const spoken = /^百分之(.+)$/u.exec(text)?.[1] ?? /^(.+?)\s*(?:%|percent|per cent|个百分点)$/u.exec(text)?.[1];
  if (text === '百分百' || spoken === '百') return fraction(1);
  const value = spoken === undefined ? undefined : (chineseDecimal(spoken) ?? englishDecimal(words(spoken)));
  return value === undefined ? undefined : fraction(value / 100);
}

function part(text: string): ParsedNumber | undefined {
  if (/^[一]?半$/u.test(text)) return fraction(0.5);
  const tenths = /^(.)(.?)成(半|[一二三四五六七八九])?$/u.exec(text);
  if (tenths) {
    const [, first = '', second = '', more] = tenths;
    const [value, hundredth] = [chineseDecimal(lowerEnd(first + second)), more === '半' ? 5 : chineseDecimal(more ?? '')];
    return value === undefined || value > 10 ? undefined : fraction((value + (hundredth ?? 0) / 10) / 10);
  }
  const [below, above, ...rest] = text.split(/分之|[/⁄]/u).map(chineseDecimal);
  const swapped = text.includes('分之');
  if (below === undefined || above === undefined || rest.length > 0) return fraction(englishPart(words(text)));
  const [numerator, denominator] = swapped ? [above, below] : [below, above];
  return denominator > 0 ? fraction(numerator / denominator) : undefined;
}

const words = (text: string) => text.split(/[\s-]+/).filter((word) => word !== '');

/** 二十三度半, 两个半, twenty three and a half: the half belongs to the number before it. */
function withHalf(text: string): number | undefined {
  const chinese = /^(.+?)(?:度|个|档|级|格|公里|小时|分钟)?半$/u.exec(text)?.[1];
  const whole = chinese === undefined ? undefined : /^\d+$/.test(chinese) ? Number(chinese) : chineseCardinal(chinese);
  if (whole !== undefined) return whole + 0.5;
  const english = /^(.+) and a half$/.exec(text)?.[1];
  const value = english === undefined ? undefined : englishDecimal(words(english));
  return value === undefined ? undefined : value + 0.5;
}

function plain(text: string): number | undefined {
  return withHalf(text) ?? chineseDecimal(lowerEnd(text)) ?? englishDecimal(words(text));
}

/**
 * Reads a spoken or written number in Chinese or English with its unit word, e.g. 二十三, 二十三度半, 一半, 百分之五十, 零下五度,
 * twenty three, 23.5, half, fifty percent. Undefined when the text is not a number. The unit is not converted.
 */
export function parseNumber(text: string): ParsedNumber | undefined {
  const spoken = normalise(text).trim().replace(LEADING, '');
  const share = percent(spoken) ?? part(spoken);
  if (share) return share;
  const negative = NEGATIVE.test(spoken);
  const positive = spoken.replace(NEGATIVE, '');
  const half = withHalf(positive.replace(/ (?:degrees?|levels?)$/, ''));
  const value = half ?? plain(positive.replace(UNIT, ''));
  return number(value === undefined || !negative ? value : -value);
}
