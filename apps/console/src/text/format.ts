/** Languages the console speaks. */
const LANGUAGES = ['en', 'zh'] as const;
export type ConsoleLanguage = (typeof LANGUAGES)[number];

const LOCALES: Record<ConsoleLanguage, string> = { en: 'en-GB', zh: 'zh-CN' };
const NO_VALUE = '–';
const DURATION_UNITS: Record<ConsoleLanguage, { ms: string; second: string; minute: string; hour: string }> = {
  en: { ms: 'ms', second: 's', minute: 'min', hour: 'h' },
  zh: { ms: 'ms', second: '秒', minute: '分钟', hour: '小时' },
};

/** VSS unit names (and our own) as people write them. */
const UNIT_SYMBOLS: Record<string, string> = {
  celsius: '°C',
  percent: '%',
  degrees: '°',
  degree: '°',
  'km/h': 'km/h',
  'm/s^2': 'm/s²',
  'degrees/s': '°/s',
  lux: 'lx',
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const STEPS: readonly [limitMs: number, unitMs: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [MINUTE_MS, SECOND_MS, 'second'],
  [HOUR_MS, MINUTE_MS, 'minute'],
  [DAY_MS, HOUR_MS, 'hour'],
  [Infinity, DAY_MS, 'day'],
];

/** Everything that turns a value into text of one language. All times are epoch milliseconds, all shares 0 to 1. */
export interface Format {
  number(value: number | null | undefined, digits?: number): string;
  /** Large counts in few characters, e.g. 12.3K. */
  compact(value: number | null | undefined): string;
  percent(share: number | null | undefined, digits?: number): string;
  /** A place on the globe, in degrees. */
  place(position: { latitude: number; longitude: number } | null | undefined, digits?: number): string;
  /** Milliseconds as ms, seconds, minutes or hours. */
  duration(ms: number | null | undefined): string;
  bytes(bytes: number | null | undefined): string;
  /** A signal's value with its VSS unit. */
  quantity(value: boolean | number | string | null | undefined, unit?: string | null): string;
  relative(at: number | null | undefined, now: number): string;
  absolute(at: number | null | undefined): string;
}

/** The browser's first language that the console speaks; English otherwise. */
export function pickLanguage(preferred: readonly string[]): ConsoleLanguage {
  for (const tag of preferred) {
    const known = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (known) return known;
  }
  return 'en';
}

/** Formats for one language; `timeZone` only for tests, the browser's own otherwise. */
export function createFormat(language: ConsoleLanguage, timeZone?: string): Format {
  const locale = LOCALES[language];
  const units = DURATION_UNITS[language];
  const relativeTime = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', ...(timeZone ? { timeZone } : {}) });
  const compactNumber = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });

  const number = (value: number | null | undefined, digits = 0) =>
    isMissing(value) ? NO_VALUE : value.toLocaleString(locale, { maximumFractionDigits: digits });
  const fixed = (value: number, digits: number) =>
    value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const percent = (share: number | null | undefined, digits = 0) => (isMissing(share) ? NO_VALUE : `${fixed(share * 100, digits)}%`);

  return {
    number,
    percent,
    place: (position, digits = 4) => (position ? `${fixed(position.latitude, digits)}°, ${fixed(position.longitude, digits)}°` : NO_VALUE),
    compact: (value) => (isMissing(value) ? NO_VALUE : value < 10_000 ? number(value) : compactNumber.format(value)),
    duration: (ms) => {
      if (isMissing(ms)) return NO_VALUE;
      if (ms < SECOND_MS) return `${number(ms, ms < 10 ? 1 : 0)} ${units.ms}`;
      if (ms < MINUTE_MS) return `${number(ms / SECOND_MS, 1)} ${units.second}`;
      if (ms < HOUR_MS) return `${number(ms / MINUTE_MS, 1)} ${units.minute}`;
      return `${number(ms / HOUR_MS, 1)} ${units.hour}`;
    },
    bytes: (bytes) => {
      if (isMissing(bytes)) return NO_VALUE;
      if (bytes < 1_000) return `${number(bytes)} B`;
      return bytes < 1_000_000 ? `${number(bytes / 1_000, 1)} kB` : `${number(bytes / 1_000_000, 1)} MB`;
    },
    quantity: (value, unit) => {
      if (value === null || value === undefined) return NO_VALUE;
      const text = typeof value === 'number' ? number(value, digitsFor(value)) : String(value);
      return unit ? `${text} ${UNIT_SYMBOLS[unit] ?? unit}` : text;
    },
    relative: (at, now) => {
      if (isMissing(at)) return NO_VALUE;
      const distance = at - now;
      const [, unitMs, unit] = STEPS.find(([limitMs]) => Math.abs(distance) < limitMs) ?? STEPS[3]!;
      return relativeTime.format(Math.round(distance / unitMs), unit);
    },
    absolute: (at) => (isMissing(at) ? NO_VALUE : dateTime.format(at)),
  };
}

const isMissing = (value: number | null | undefined): value is null | undefined =>
  value === null || value === undefined || Number.isNaN(value);

/** Few digits for large values, enough for coordinates and small ones. */
function digitsFor(value: number): number {
  const size = Math.abs(value);
  if (size >= 1000) return 0;
  return size >= 100 ? 1 : 3;
}

/** How fast a count grows between two readings, per second; null when it cannot be said. */
export function ratePerSecond(before: { count: number; at: number } | undefined, now: { count: number; at: number }): number | null {
  if (!before || now.at <= before.at || now.count < before.count) return null;
  return ((now.count - before.count) * SECOND_MS) / (now.at - before.at);
}
