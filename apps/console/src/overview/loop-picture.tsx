import { useEffect, useState } from 'preact/hooks';
import { useText } from '../text/use-text.js';
import { followInside } from '../ui/link.js';
import { type Station, stationsOf } from './loop-stations.js';
import type { Loop } from './use-loop.js';

const NARROW = '(max-width: 760px)';

interface Place {
  x: number;
  y: number;
}

/** Where stations stand and how the way runs between them. */
interface Layout {
  width: number;
  height: number;
  box: { width: number; height: number };
  places: readonly Place[];
  /** The way from one station to the next, the last one back to the first. */
  ways: readonly string[];
  /** Where the share of vehicles on the model is written, on the way back. */
  share: Place & { anchor: 'middle' | 'start' };
}

/** Four stations out along the top, three back along the bottom. */
const WIDE: Layout = {
  width: 1000,
  height: 340,
  box: { width: 226, height: 108 },
  places: [
    { x: 2, y: 12 },
    { x: 258, y: 12 },
    { x: 515, y: 12 },
    { x: 772, y: 12 },
    { x: 772, y: 220 },
    { x: 387, y: 220 },
    { x: 2, y: 220 },
  ],
  ways: ['M228 66H256', 'M484 66H513', 'M741 66H770', 'M885 120V218', 'M772 274H615', 'M387 274H230', 'M115 220V122'],
  share: { x: 132, y: 176, anchor: 'start' },
};

const STEP = 122;
/** One below the other, with the way back along the left. */
const TALL: Layout = {
  width: 360,
  height: 6 * STEP + 108,
  box: { width: 300, height: 96 },
  places: Array.from({ length: 7 }, (_, index) => ({ x: 52, y: 6 + index * STEP })),
  ways: [
    ...Array.from({ length: 6 }, (_, index) => `M202 ${102 + index * STEP}V${126 + index * STEP}`),
    `M52 ${54 + 6 * STEP}H28Q16 ${54 + 6 * STEP} 16 ${42 + 6 * STEP}V66Q16 54 28 54H50`,
  ],
  share: { x: 0, y: 0, anchor: 'middle' },
};

function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const onChange = () => setNarrow(query.matches);
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, []);
  return isNarrow;
}

/** The loop as a picture: each station a link, each way alive while something moves along it. */
export function LoopPicture({ loop }: { loop: Loop }) {
  const text = useText();
  const layout = useNarrow() ? TALL : WIDE;
  const stations = stationsOf(loop, text);
  const share =
    loop.active?.share === null || !loop.active
      ? ''
      : text.t('loop.share', { share: text.percent(loop.active.share), version: loop.active.version });
  return (
    <>
      <svg class="loop" viewBox={`0 0 ${layout.width} ${layout.height}`} role="group" aria-label={text.t('overview.picture')}>
        <defs>
          <marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
            <path d="M0 0 8 4 0 8Z" />
          </marker>
        </defs>
        {layout.ways.map((way, index) => (
          <path key={way} class={`way ${stations[index]?.tone === 'busy' ? 'moving' : ''}`} d={way} marker-end="url(#tip)" />
        ))}
        {stations.map((station, index) => (
          <StationBox key={station.id} station={station} place={layout.places[index]!} box={layout.box} />
        ))}
        {layout === WIDE && share ? (
          <text class="note" x={layout.share.x} y={layout.share.y} text-anchor={layout.share.anchor}>
            {share}
          </text>
        ) : null}
      </svg>
      {layout === TALL && share ? <p class="loop-share">{share}</p> : null}
    </>
  );
}

function StationBox({ station, place, box }: { station: Station; place: Place; box: Layout['box'] }) {
  const { href, title, figure, note, tone } = station;
  const middle = box.height / 2;
  return (
    <g transform={`translate(${place.x} ${place.y})`}>
      <a class={`station ${tone}`} href={href} aria-label={`${title}: ${figure}, ${note}`} onClick={(event) => followInside(event, href)}>
        <rect width={box.width} height={box.height} rx="12" />
        <circle cx={box.width - 18} cy="18" r="5" />
        <text class="title" x="16" y="25">
          {title}
        </text>
        <text class={figure.length > 12 ? 'figure long' : 'figure'} x="16" y={middle + 10}>
          {figure}
        </text>
        <text class="note" x="16" y={box.height - 13}>
          {note}
        </text>
      </a>
    </g>
  );
}
