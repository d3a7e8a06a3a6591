import type { TwinSignal, VehicleTurn, VehicleTwin } from '@headway/contracts';
import { useEffect, useState } from 'preact/hooks';
import { type StreamState, useEventStream } from '../api/use-event-stream.js';
import { REFRESH_MS, type Resource, SLOW_REFRESH_MS, useResource } from '../api/use-resource.js';

/** A vehicle's stream: first all of the twin, then what changes. */
type TwinEvent =
  | ({ vin: string } & VehicleTwin)
  | { type: 'twin'; signals: Record<string, TwinSignal> }
  | { type: 'presence'; online: boolean; at: number }
  | { type: 'turn'; turn: VehicleTurn };

const EVENTS = ['snapshot', 'twin', 'presence', 'turn'];

export interface LiveTwin {
  twin: Resource<VehicleTwin>;
  stream: StreamState;
  /** Number of the last turn heard of, so that lists beside it know when to look again. */
  turnsHeard: number;
}

/** The twin as its stream brings it, and as reading brings it while there is no stream. */
export function useTwin(vin: string): LiveTwin {
  const path = `/v1/vehicles/${encodeURIComponent(vin)}`;
  const [live, setLive] = useState<VehicleTwin>();
  const [turnsHeard, setTurnsHeard] = useState(0);
  const stream = useEventStream(`${path}/stream`, EVENTS, (data, event) => {
    if (event === 'turn') setTurnsHeard((count) => count + 1);
    setLive((before) => changed(before, event, data as TwinEvent));
  });
  const read = useResource<VehicleTwin>(path, stream === 'open' ? SLOW_REFRESH_MS : REFRESH_MS);
  useEffect(() => {
    if (read.data) setLive((before) => newest(before, read.data!));
  }, [read.data]);
  return { twin: { ...read, data: live ?? read.data }, stream, turnsHeard };
}

/** A reading that was on its way while the stream went on must not turn signals back. */
function newest(before: VehicleTwin | undefined, read: VehicleTwin): VehicleTwin {
  return before ? { ...read, signals: merged(before.signals, read.signals) } : read;
}

function merged(before: VehicleTwin['signals'], now: VehicleTwin['signals']): VehicleTwin['signals'] {
  const signals = { ...before };
  for (const [path, signal] of Object.entries(now)) {
    const known = signals[path];
    if (!known || known.at <= signal.at) signals[path] = signal;
  }
  return signals;
}

function changed(before: VehicleTwin | undefined, event: string, data: TwinEvent): VehicleTwin | undefined {
  if (event === 'snapshot') return newest(before, data as VehicleTwin);
  if (!before) return before;
  if ('type' in data && data.type === 'twin') return { ...before, lastSeenAt: Date.now(), signals: merged(before.signals, data.signals) };
  if ('type' in data && data.type === 'presence') return { ...before, online: data.online };
  return before;
}
