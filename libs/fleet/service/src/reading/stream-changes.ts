import type { LossReason } from '@headway/contracts';
import type { StreamKey, StreamRow, StreamUpdate } from '@headway/fleet/store';
import { applyHead, applyLost, applyStored, close, countsOf, missingOf, noteGaps, type ResendPolicy } from '@headway/telemetry/ledger';
import type { Facts } from './facts.js';

/** What a batch says of one stream. */
export interface StreamChange extends StreamKey {
  sequences: number[];
  lost: { reason: LossReason; ranges: [number, number][] }[];
  head: number;
  closed: boolean;
  startedAt: number | null;
}

/** Names a stream in maps. */
export const streamName = ({ vin, boot, stream }: StreamKey) => `${vin}/${boot}/${stream}`;

/** Sorts facts by the stream they are about. An event may speak of other streams of its vehicle, and of no other vehicle's. */
export function changesOf(facts: Facts): StreamChange[] {
  const changes = new Map<string, StreamChange>();
  const at = (key: StreamKey): StreamChange => {
    const name = streamName(key);
    const known = changes.get(name);
    if (known) return known;
    const { vin, boot, stream } = key;
    const made: StreamChange = { vin, boot, stream, sequences: [], lost: [], head: 0, closed: false, startedAt: null };
    changes.set(name, made);
    return made;
  };
  for (const { vin, frame, event, storedAtMs } of facts.frames) {
    const change = at({ vin, boot: frame.boot, stream: frame.stream });
    const startMs = Math.min(frame.startTimeMs, storedAtMs);
    change.sequences.push(frame.seq);
    change.startedAt = Math.min(change.startedAt ?? startMs, startMs);
    if (event?.type === 'frames.lost') at({ ...event, vin }).lost.push({ reason: event.reason, ranges: event.ranges });
    const heads = event?.type === 'boot.started' ? event.previous : event?.type === 'stream.heads' ? event.heads : [];
    for (const { boot, stream, lastSeq } of heads) {
      const named = at({ vin, boot, stream });
      named.head = Math.max(named.head, lastSeq);
      if (event?.type === 'boot.started') named.closed = true;
    }
  }
  for (const { vin, boot, stream, ranges, reason } of facts.buried) at({ vin, boot, stream }).lost.push({ reason, ranges });
  return [...changes.values()];
}

/** A ledger after a batch, and which of the batch's sequences it had not stored before. */
export interface ChangedStream {
  update: StreamUpdate;
  fresh: Set<number>;
}

/** Adds a batch's facts to a ledger. `applied` is left for those who apply the effects. */
export function changeStream(
  row: StreamRow,
  change: StreamChange,
  { nowMs, policy }: { nowMs: number; policy: ResendPolicy },
): ChangedStream {
  const stored = applyStored(row.ledger, change.sequences);
  const lost = change.lost.reduce((ledger, { reason, ranges }) => applyLost(ledger, ranges, reason), stored.ledger);
  const known = applyHead(lost, change.head);
  const ledger = change.closed ? close(known) : known;
  const counts = countsOf(ledger);
  const times = [row.startedAt, change.startedAt].filter((time) => time !== null);
  return {
    fresh: stored.fresh,
    update: {
      ...row,
      ledger,
      asking: noteGaps(row.asking, missingOf(ledger), { nowMs, formerHead: row.ledger.head, policy }),
      dropped: row.dropped + change.sequences.length - stored.fresh.size,
      startedAt: times.length > 0 ? Math.min(...times) : null,
      storedCount: counts.stored,
      lostCount: counts.declaredLost,
      lostBy: counts.lostBy,
    },
  };
}
