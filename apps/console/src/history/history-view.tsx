import type { VehicleHistory, VehicleTwin } from '@headway/contracts';
import { useState } from 'preact/hooks';
import { withQuery } from '../api/client.js';
import { SLOW_REFRESH_MS, useResource } from '../api/use-resource.js';
import { useNow } from '../text/use-now.js';
import { useText } from '../text/use-text.js';
import { Choice } from '../ui/choice.js';
import { Empty, Loaded } from '../ui/states.js';
import { TimeChart } from './time-chart.js';

const MINUTE_MS = 60_000;
const SPANS = { '15': 15 * MINUTE_MS, '60': 60 * MINUTE_MS, '360': 360 * MINUTE_MS } as const;
type Span = keyof typeof SPANS;

const POINTS = 150;
const MOST_SHOWN = 6;
/** Shown first, where the vehicle has them. */
const USUAL = ['Vehicle.Speed', 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current', 'Vehicle.Exterior.AirTemperature'];

function usualSignals({ signals }: VehicleTwin): string[] {
  const numeric = Object.keys(signals).filter((path) => typeof signals[path]?.value === 'number');
  const usual = USUAL.filter((path) => path in signals);
  return usual.length > 0 ? usual : numeric.slice(0, 3);
}

/** The last hours of a vehicle's signals, as charts below each other. */
export function HistoryView({ twin }: { twin: VehicleTwin }) {
  const { t } = useText();
  const [span, setSpan] = useState<Span>('15');
  const [chosen, setChosen] = useState<string[]>();
  const signals = chosen ?? usualSignals(twin);
  const others = Object.keys(twin.signals)
    .filter((path) => !signals.includes(path))
    .sort();
  const bucketMs = SPANS[span] / POINTS;
  // Moves on a bucket at a time, so that the same stretches are asked for until a new one has begun.
  const to = Math.ceil(useNow() / bucketMs) * bucketMs;
  const query = { signals: signals.join(','), from: to - SPANS[span], to, points: POINTS };
  const path = signals.length > 0 ? withQuery(`/v1/vehicles/${encodeURIComponent(twin.vin)}/history`, query) : null;
  const history = useResource<VehicleHistory>(path, SLOW_REFRESH_MS);
  const [known, setKnown] = useState<VehicleHistory>();
  if (history.data && history.data !== known) setKnown(history.data);
  const shown = history.data ?? known;
  return (
    <>
      <form class="filters" aria-label={t('history.choose')} onSubmit={(event) => event.preventDefault()}>
        <Choice
          label={t('history.span')}
          value={span}
          onChange={(value) => setSpan(value as Span)}
          options={(['15', '60', '360'] as const).map((minutes) => [minutes, t(`history.span.${minutes}`)])}
        />
        <Choice
          label={t('history.add')}
          value=""
          onChange={(added) => added && setChosen([...signals, added].slice(-MOST_SHOWN))}
          options={[['', t('history.add.choose')], ...others.map((path): [string, string] => [path, path.replace(/^Vehicle\./, '')])]}
        />
      </form>
      {signals.length === 0 ? (
        <Empty>{t('history.none')}</Empty>
      ) : (
        <Loaded resource={{ ...history, data: shown }}>
          {(data) => (
            <div class="time-charts">
              {signals.map((signal) => (
                <div key={signal} class="time-chart-row">
                  <TimeChart
                    label={signal.replace(/^Vehicle\./, '')}
                    unit={data.signals[signal]?.unit ?? null}
                    points={data.signals[signal]?.points ?? []}
                    history={data}
                  />
                  <button
                    type="button"
                    class="button quiet"
                    aria-label={t('history.remove', { signal })}
                    onClick={() => setChosen(signals.filter((one) => one !== signal))}
                  >
                    ×
                  </button>
                </div>
              ))}
            </div>
          )}
        </Loaded>
      )}
    </>
  );
}
