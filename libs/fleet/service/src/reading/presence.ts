import { learnPresence, noteHeard, type PresenceMessage, standingOf } from '@headway/fleet/connectivity';
import { type ConnectivityRow, lockConnectivity, saveConnectivity, type VehicleUpdate } from '@headway/fleet/store';
import type { EntityManager } from 'typeorm';
import type { Facts, FrameFact } from './facts.js';

/** A presence message of a vehicle. */
export interface PresenceFact extends PresenceMessage {
  vin: string;
}

/** What presence messages, and frames of vehicles that had fallen silent, change. */
export interface PresenceChanges {
  standings: Map<string, NonNullable<VehicleUpdate['presence']>>;
  /** When vehicles announced themselves; repetitions of what a broker has retained say nothing new. */
  announcedAt: Map<string, number>;
}

/** Adds a batch's presence messages to what is known of connections, in this transaction. */
export async function applyPresence(manager: EntityManager, { presences, frames }: Facts): Promise<PresenceChanges> {
  const heardAt = lastHeard(frames);
  const rows = await lockConnectivity(manager, { vins: [...new Set(presences.map(({ vin }) => vin))], heard: [...heardAt.keys()] });
  const changed = new Map<string, ConnectivityRow>();
  const announcedAt = new Map<string, number>();
  for (const { vin, ...message } of presences) {
    const row = changed.get(vin) ?? rows.get(vin) ?? { vin, connections: [], silent: false };
    const connections = learnPresence(row.connections, message);
    if (JSON.stringify(connections) === JSON.stringify(row.connections)) continue;
    changed.set(vin, { ...row, connections });
    if (message.online) announcedAt.set(vin, Math.max(announcedAt.get(vin) ?? 0, message.storedAtMs));
  }
  for (const [vin, row] of rows) {
    const atMs = heardAt.get(vin);
    const known = changed.get(vin) ?? row;
    if (row.silent && atMs !== undefined) changed.set(vin, { ...known, connections: noteHeard(known.connections, atMs) });
  }
  const standings: PresenceChanges['standings'] = new Map();
  for (const [vin, row] of changed) {
    const { online, boot, sinceMs } = standingOf(row.connections);
    if (online) changed.set(vin, { ...row, silent: false });
    standings.set(vin, { online, boot, atMs: sinceMs ?? 0 });
  }
  await saveConnectivity(manager, [...changed.values()]);
  return { standings, announcedAt };
}

function lastHeard(frames: readonly FrameFact[]): Map<string, number> {
  const heard = new Map<string, number>();
  for (const { vin, storedAtMs } of frames) heard.set(vin, Math.max(heard.get(vin) ?? 0, storedAtMs));
  return heard;
}
