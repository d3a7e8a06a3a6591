import type { Column } from '@headway/contracts';
import { bytesOfSample } from './sample-ring.js';

/** Samples of a stretch of time. */
export interface Stretch {
  startTimeMs: number;
  columns: Column[];
}

/** What the samples of one frame may take in memory; encoded they take less. A frame may have 1 MiB. */
const FRAME_WEIGHT = 262_144;

/** Cuts a stretch into pieces that each fit a frame. Columns stay whole as long as they fit. */
export function frameStretches({ startTimeMs, columns }: Stretch): Stretch[] {
  const pieces: Stretch[] = [];
  let piece: Column[] = [];
  let weight = 0;
  const close = () => {
    if (piece.length > 0) pieces.push({ startTimeMs, columns: piece });
    piece = [];
    weight = 0;
  };
  for (const { signal, offsetsMs, values } of columns) {
    let from = 0;
    for (let at = 0; at < values.length; at += 1) {
      const bytes = bytesOfSample(values[at] as Column['values'][number]);
      if (weight + bytes > FRAME_WEIGHT && weight > 0) {
        if (at > from) piece.push({ signal, offsetsMs: offsetsMs.slice(from, at), values: values.slice(from, at) });
        close();
        from = at;
      }
      weight += bytes;
    }
    piece.push(from === 0 ? { signal, offsetsMs, values } : { signal, offsetsMs: offsetsMs.slice(from), values: values.slice(from) });
  }
  close();
  return pieces;
}
