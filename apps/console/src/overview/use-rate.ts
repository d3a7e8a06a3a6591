import { useEffect, useRef, useState } from 'preact/hooks';
import { ratePerSecond } from '../text/format.js';

/** Rates kept for the chart: at one reading each two seconds, four minutes. */
const KEPT = 120;
/** Rates are taken over at least this time, so that a burst does not look like a flood. */
const WINDOW_MS = 6_000;

interface Reading {
  count: number;
  at: number;
}

/** How fast a count grows per second, now and before, from the readings since the page was opened. */
export function useRate(count: number | undefined, at: number | null): { now: number | null; history: number[] } {
  const readings = useRef<Reading[]>([]);
  const [history, setHistory] = useState<number[]>([]);
  useEffect(() => {
    if (count === undefined || at === null) return;
    const now = { count, at };
    readings.current = [...readings.current.filter((reading) => at - reading.at <= WINDOW_MS), now];
    const rate = ratePerSecond(readings.current[0], now);
    if (rate !== null) setHistory((before) => [...before, rate].slice(-KEPT));
  }, [count, at]);
  return { now: history.at(-1) ?? null, history };
}
