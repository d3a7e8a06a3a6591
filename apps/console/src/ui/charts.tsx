interface Part {
  label: string;
  value: number;
  /** Number of the series colour, 1 to 4. */
  series: 1 | 2 | 3 | 4;
  text: string;
}

/** Parts of a whole as one bar with its legend. */
export function ShareBar({ label, parts }: { label: string; parts: readonly Part[] }) {
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  return (
    <figure class="share-bar" role="img" aria-label={`${label}: ${parts.map((part) => `${part.label} ${part.text}`).join(', ')}`}>
      <div class="bar">
        {parts.map((part) => (
          <span key={part.label} class={`series-${part.series}`} style={{ flexGrow: total > 0 ? part.value / total : 0 }} />
        ))}
      </div>
      <figcaption>
        {parts.map((part) => (
          <span key={part.label} class="legend">
            <i class={`series-${part.series}`} />
            {part.label} <b>{part.text}</b>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

const WIDTH = 300;
const HEIGHT = 56;
const MARGIN = 3;

/** A small line of the last values, from zero up. */
export function Sparkline({ label, values, fromZero = true }: { label: string; values: readonly number[]; fromZero?: boolean }) {
  if (values.length < 2) return <div class="sparkline" />;
  const low = fromZero ? 0 : Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (index: number) => (index * WIDTH) / (values.length - 1);
  const y = (value: number) => HEIGHT - MARGIN - ((value - low) / span) * (HEIGHT - 2 * MARGIN);
  const line = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <polygon points={`0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`} />
      <polyline points={line} vector-effect="non-scaling-stroke" />
    </svg>
  );
}

/** How far something has come, 0 to 1. */
export function Progress({ label, share }: { label: string; share: number }) {
  const percent = Math.round(Math.max(0, Math.min(1, share)) * 100);
  return (
    <div class="progress" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
      <span style={{ width: `${percent}%` }} />
    </div>
  );
}
