import type { HistoryPoint } from '@headway/contracts';

/** Size of the drawing, in its own units; the browser stretches it. */
export const CHART = { width: 600, height: 96, margin: 4 } as const;

/** What is drawn of one signal: a line and a band from the least to the greatest value for each stretch without a gap. */
export interface ChartShape {
  low: number;
  high: number;
  segments: { line: string; band: string }[];
  /** From the end of each stretch to the next one, or to the end of the chart: the value that held, since vehicles send changes. */
  held: string[];
}

interface Span {
  from: number;
  to: number;
  bucketMs: number;
}

/** Points further apart than this many stretches of time leave a gap. */
const GAP = 1.5;

const valueOf = ({ mean, last }: HistoryPoint): number | undefined => mean ?? (typeof last === 'boolean' ? Number(last) : undefined);

/** Geometry of a chart; undefined when there is no number (or truth value) to draw. */
export function chartShape(points: readonly HistoryPoint[], { from, to, bucketMs }: Span): ChartShape | undefined {
  const drawn = points.flatMap((point) => {
    const value = valueOf(point);
    return value === undefined ? [] : [{ at: point.at + bucketMs / 2, value, min: point.min ?? value, max: point.max ?? value }];
  });
  if (drawn.length === 0) return undefined;
  const low = Math.min(...drawn.map(({ min }) => min));
  const high = Math.max(...drawn.map(({ max }) => max));
  const x = (at: number) => (((at - from) / (to - from)) * CHART.width).toFixed(1);
  const y = (value: number) => {
    const share = high === low ? 0.5 : (value - low) / (high - low);
    return (CHART.height - CHART.margin - share * (CHART.height - 2 * CHART.margin)).toFixed(1);
  };
  const runs: (typeof drawn)[] = [];
  for (const point of drawn) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && point.at - before.at <= GAP * bucketMs) run.push(point);
    else runs.push([point]);
  }
  const segments = runs.map((run) => {
    // A lone point gets the width of its stretch, so that it is seen.
    const wide = run.length > 1 ? run : [-0.5, 0.5].map((side) => ({ ...run[0]!, at: run[0]!.at + side * bucketMs }));
    const upper = wide.map(({ at, max }) => `${x(at)},${y(max)}`);
    const lower = wide.map(({ at, min }) => `${x(at)},${y(min)}`).reverse();
    return { line: wide.map(({ at, value }) => `${x(at)},${y(value)}`).join(' '), band: [...upper, ...lower].join(' ') };
  });
  const held = runs.map((run, index) => {
    const { at, value } = run.at(-1)!;
    return `${x(at)},${y(value)} ${x(runs[index + 1]?.[0]?.at ?? to)},${y(value)}`;
  });
  return { low, high, segments, held };
}
