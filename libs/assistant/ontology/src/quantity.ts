import { normalise, parseNumber } from '@headway/assistant/language';

/** What the words of a `value` slot mean before the target is known. */
export type Quantity =
  /** A number in the unit that was said. */
  | { kind: 'number'; value: number; unit?: 'level' | 'fahrenheit' }
  /** A share of the whole between 0 and 1: 一半, 50%. */
  | { kind: 'share'; value: number }
  | { kind: 'extreme'; end: 'max' | 'min' }
  | { kind: 'middle' }
  | { kind: 'amount'; size: 'small' | 'large' };

const MAX =
  /^[满头顶底]$|最[大高强亮热快响远满]|到[顶头底]|全开|拉满|拉爆|爆|顶格|[开调][满足]|满[格档]|^hi$|max|full|flat out|(?<!(?:low|cold|cool|weak|dim|quiet|slow) )as it (?:goes|gets)|highest|all the way(?! (?:down|off))|fully|hottest|warmest|strongest|brightest|loudest|fastest|as (?:high|far|hot|warm|loud|bright|strong) as|(?:completely|wide) open|to the top|right (?:up|round)|full blast|cranked/u;
const MIN =
  /最[小低弱暗冷凉慢轻]|^lo$|min|lowest|coldest|coolest|weakest|dimmest|quietest|slowest|as (?:low|cold|cool|weak|quiet|dim|slow) as|all the way (?:down|off)|rock bottom|right down|really low|to the bottom/u;
const MIDDLE = /中档|中等|中间|适中|medium|middle|moderate|\bmid/u;
const CRACK = /缝|crack|ajar/u;
const SMALL =
  /一?(?:点|丢丢|些|丁点|下下|截|丝|滴|哈|咪咪)|稍微?|略微?|微微|一小?格|(?:a |little )?(?:bit|touch|tad|smidge|smidgen|notch|hair|inch|little|fraction|shade|wee)|slight|some(?:what)?|\bjust\b/u;
const LARGE =
  /很多|好多|许多|不少|大幅|a lot|much|lots|(?:fair|good|quite a) (?:bit|few)|\bway\b(?! (?:up|there|to))|loads|heaps|tons|significantly/u;
const LEVEL = /[档挡级格]|level|notch|bar|step|setting|speed|gear|click/u;

/** Levels that words name: 低档, high. */
const NAMED_LEVELS: readonly (readonly [RegExp, number])[] = [
  [/^(?:低|低档|弱|小|low|gentle|soft)$/u, 1],
  [/^(?:中|中档|中等|medium|mid)$/u, 2],
  [/^(?:高|高档|强|大|high|strong)$/u, 3],
];

/** Reads the words of a `value` slot; undefined when they name no quantity. */
export function parseQuantity(text: string): Quantity | undefined {
  const spoken = normalise(text).trim();
  const bare = spoken
    .replace(/^(?:[到成为]\s*|(?:to|at|by|on|about)\s+)/u, '')
    .replace(/^(?:another )?(?:a )?couple (?:more )?(?:of )?(?=\S)/u, 'two ');
  const level = NAMED_LEVELS.find(([pattern]) => pattern.test(bare))?.[1];
  if (level !== undefined) return { kind: 'number', value: level, unit: 'level' };
  if (/three quarters/u.test(bare)) return { kind: 'share', value: 0.75 };
  const extreme = MAX.test(bare) ? 'max' : MIN.test(bare) ? 'min' : undefined;
  const number =
    parseNumber(bare) ??
    parseNumber(bare.replace(/^(?:level|setting|speed|大约|大概|差不多)\s*|(?:左右|那么多|吧|\s*of the way|\s*clicks?|(?<=\d) ?f)$/gu, ''));
  if (number?.kind === 'fraction') return { kind: 'share', value: number.value };
  if (number) return numbered(number.value, bare);
  if (extreme) return { kind: 'extreme', end: extreme };
  if (CRACK.test(bare)) return { kind: 'share', value: 0.1 };
  if (/大半/u.test(bare)) return { kind: 'share', value: 0.7 };
  if (/小半/u.test(bare)) return { kind: 'share', value: 0.3 };
  if (/半|half/u.test(bare)) return { kind: 'share', value: 0.5 };
  if (MIDDLE.test(bare)) return { kind: 'middle' };
  if (LARGE.test(bare)) return { kind: 'amount', size: 'large' };
  return SMALL.test(bare) ? { kind: 'amount', size: 'small' } : undefined;
}

function numbered(value: number, text: string): Quantity {
  if (/fahrenheit|华氏|°f|\d ?f$/u.test(text)) return { kind: 'number', value, unit: 'fahrenheit' };
  return LEVEL.test(text) ? { kind: 'number', value, unit: 'level' } : { kind: 'number', value };
}
