import type { Language, SignalValue } from '@headway/contracts';
import type { Effect } from './intent.js';
import type { Limit } from './limits.js';
import type { Quantity } from './quantity.js';

/** Numbers above which a bare English temperature is taken for Fahrenheit. */
const FAHRENHEIT_FROM = 55;

/** What is needed to turn a quantity into a signal value. */
export interface Scale {
  limit: Limit;
  sign: 1 | -1;
  language: Language;
  /** Value the signal has now; undefined when the state does not say. */
  current: SignalValue | undefined;
}

/** A value in range, and whether what was asked for had to be cut to fit. */
export interface Amount {
  value: number;
  clamped: boolean;
}

const bounds = ({ limit }: Scale) => ({ low: limit.bothWays ? (limit.min ?? -100) : Math.max(0, limit.min ?? 0), high: limit.max ?? 100 });

function clamp(wanted: number, scale: Scale): Amount {
  const { low, high } = bounds(scale);
  const value = Math.min(high, Math.max(low, wanted));
  const grain = scale.limit.perUnit ?? 1;
  return { value: Math.round(value * grain) / grain, clamped: wanted < low || wanted > high };
}

const ofLevel = (level: number, { limit }: Scale) => (level / (limit.levels ?? 10)) * 100;

/** A number as the target's own scale has it; the unit decides between levels, percent and degrees. */
function onScale(quantity: Extract<Quantity, { kind: 'number' }>, scale: Scale): number {
  const { limit, language } = scale;
  if (limit.unit === 'celsius') {
    const fahrenheit =
      quantity.unit === 'fahrenheit' || (language === 'en' && quantity.unit !== 'level' && quantity.value >= FAHRENHEIT_FROM);
    return fahrenheit ? ((quantity.value - 32) * 5) / 9 : quantity.value;
  }
  const level = quantity.unit === 'level' || (limit.countsLevels === true && quantity.value <= (limit.levels ?? 0));
  return limit.unit === 'percent' && level ? ofLevel(quantity.value, scale) : quantity.value;
}

const between = (share: number, scale: Scale) => {
  const { low, high } = bounds(scale);
  return low + share * (high - low);
};

/** An absolute quantity on the target's scale; undefined for "a bit" and "a lot", which are relative. */
function absolute(quantity: Quantity, scale: Scale): Amount | undefined {
  const { low, high } = bounds(scale);
  if (quantity.kind === 'number') return clamp(onScale(quantity, scale), scale);
  if (quantity.kind === 'share')
    return clamp(scale.limit.unit === 'percent' ? quantity.value * 100 : between(quantity.value, scale), scale);
  if (quantity.kind === 'middle') return clamp(between(0.5, scale), scale);
  return quantity.kind === 'extreme' ? clamp(quantity.end === 'max' ? high : low, scale) : undefined;
}

/** How far a relative wish goes, in the target's unit. */
function distance(quantity: Quantity | undefined, scale: Scale): number | undefined {
  const { limit } = scale;
  if (quantity === undefined) return limit.step;
  if (quantity.kind === 'amount') return quantity.size === 'small' ? limit.small : limit.large;
  if (quantity.kind === 'share') return quantity.value * 100;
  if (quantity.kind !== 'number') return undefined;
  const isFahrenheit = limit.unit === 'celsius' && quantity.unit === 'fahrenheit';
  return isFahrenheit ? (quantity.value * 5) / 9 : limit.unit === 'celsius' ? quantity.value : onScale(quantity, scale);
}

const signed = ({ value, clamped }: Amount, sign: 1 | -1): Amount => ({ value: value === 0 ? 0 : sign * value, clamped });

function currentStrength({ current, limit, sign }: Scale): number {
  const now = typeof current === 'number' ? sign * current : (limit.assumed ?? 0);
  return limit.bothWays ? now : Math.max(0, now);
}

function step(direction: 1 | -1, quantity: Quantity | undefined, scale: Scale): Amount | undefined {
  if (scale.limit.bothWays && quantity?.kind === 'extreme') return clamp(direction === 1 ? bounds(scale).high : bounds(scale).low, scale);
  const far = distance(quantity, scale);
  const wanted = far === undefined ? undefined : currentStrength(scale) + direction * far;
  const amount = wanted === undefined ? quantity && absolute(quantity, scale) : { ...clamp(wanted, scale), clamped: false };
  return amount && signed(amount, scale.sign);
}

function turnOn(quantity: Quantity | undefined, scale: Scale): Amount | undefined {
  const { limit, sign } = scale;
  if (quantity === undefined) return signed({ value: limit.usual ?? 100, clamped: false }, sign);
  const lowest = { kind: 'number', value: 1, unit: 'level' } as const;
  const gentle = (quantity.kind === 'amount' && quantity.size === 'small') || (quantity.kind === 'extreme' && quantity.end === 'min');
  if (gentle) return signed(clamp(ofLevel(lowest.value, scale), scale), sign);
  if (quantity.kind === 'middle') return signed(clamp(ofLevel(Math.ceil((limit.levels ?? 3) / 2), scale), scale), sign);
  return signed(absolute(quantity, scale) ?? clamp(100, scale), sign);
}

/** Openness in percent; shades (`sign` -1) count the other way, 0 = retracted. */
function travel(direction: 1 | -1, quantity: Quantity | undefined, scale: Scale): Amount | undefined {
  const flip = (value: number) => (scale.sign === 1 ? value : 100 - value);
  const end = direction === 1 ? 100 : 0;
  if (quantity === undefined) return { value: flip(end), clamped: false };
  const now = typeof scale.current === 'number' ? Math.max(0, flip(scale.current)) : 100 - end;
  const relative = quantity.kind === 'amount' ? now + direction * (distance(quantity, scale) ?? 0) : undefined;
  // 降到最低 and 开到最大 both mean all the way, as 升到最高 does for closing.
  const target = relative ?? (quantity.kind === 'extreme' ? end : undefined);
  const amount = target === undefined ? absolute(quantity, scale) : { ...clamp(target, scale), clamped: false };
  return amount && { ...amount, value: flip(amount.value) };
}

/**
 * The numeric value an effect writes, on the target's VSS scale. Undefined when the words do not determine one, so that the driver
 * has to be asked.
 */
export function amountOf(effect: Effect, quantity: Quantity | undefined, scale: Scale): Amount | undefined {
  switch (effect.kind) {
    case 'set': {
      const amount = quantity && absolute(quantity, scale);
      return amount && signed(amount, scale.sign);
    }
    case 'step':
      return step(effect.direction, quantity, scale);
    case 'turn-on':
      return turnOn(quantity, scale);
    case 'travel':
      return travel(effect.direction, quantity, scale);
    default:
      return undefined;
  }
}
