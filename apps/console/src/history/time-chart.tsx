import type { HistoryPoint, VehicleHistory } from '@headway/contracts';
import { useState } from 'preact/hooks';
import { useText } from '../text/use-text.js';
import { CHART, chartShape } from './chart-shape.js';

interface TimeChartProps {
  label: string;
  unit: string | null;
  points: readonly HistoryPoint[];
  history: Pick<VehicleHistory, 'from' | 'to' | 'bucketMs'>;
}

/** One signal over time: its mean as a line in the band of its extremes. Pointing at it tells the values of that moment. */
export function TimeChart({ label, unit, points, history }: TimeChartProps) {
  const { t, quantity, absolute } = useText();
  const [pointed, setPointed] = useState<HistoryPoint>();
  const shape = chartShape(points, history);
  const last = points.at(-1);
  const { from, to, bucketMs } = history;

  const point = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = from + ((event.clientX - left) / width) * (to - from);
    setPointed(points.findLast((one) => one.at <= at && at < one.at + bucketMs));
  };

  const value = (shown: number | null) => quantity(shown, unit);
  const text = pointed
    ? `${absolute(pointed.at)} · ${pointed.mean === null ? quantity(pointed.last, unit) : `${value(pointed.min)} … ${value(pointed.mean)} … ${value(pointed.max)}`}`
    : null;
  return (
    <figure class="time-chart">
      <figcaption>
        <code>{label}</code>
        <b>{last ? quantity(last.last, unit) : '–'}</b>
      </figcaption>
      {shape ? (
        <svg
          viewBox={`0 0 ${CHART.width} ${CHART.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('history.chart', { signal: label, low: value(shape.low), high: value(shape.high) })}
          onPointerMove={point}
          onPointerLeave={() => setPointed(undefined)}
        >
          {shape.held.map((line) => (
            <polyline key={line} class="held" points={line} vector-effect="non-scaling-stroke" />
          ))}
          {shape.segments.map(({ line, band }) => (
            <g key={line}>
              <polygon points={band} />
              <polyline points={line} vector-effect="non-scaling-stroke" />
            </g>
          ))}
        </svg>
      ) : (
        <p class="empty">{points.length === 0 ? t('history.none') : t('history.text', { value: String(last?.last) })}</p>
      )}
      <p class="small muted time-chart-foot">{text ?? (shape ? `${value(shape.low)} … ${value(shape.high)}` : '')}</p>
    </figure>
  );
}
