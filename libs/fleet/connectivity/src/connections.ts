/**
 * A message on `up/presence`, from the vehicle or from the broker in its name (last will). Messages of one connection name the same
 * boot and number; a client that does not number its connections is told apart by `at` instead.
 */
export interface PresenceMessage {
  online: boolean;
  boot: string;
  /** Which connection of the boot: 1, 2, 3 …; undefined from clients that do not count. */
  connection: number | undefined;
  /** The vehicle has said goodbye; a last will has not. */
  goodbye: boolean;
  /** The vehicle's clock. */
  atMs: number;
  /** When the event log took it: the one clock that all vehicles share. */
  storedAtMs: number;
}

/** What is known of one connection: facts that only ever add up. Times are the log's. */
export interface Connection {
  boot: string;
  counted: boolean;
  /** Its number, or `at` where it is not counted. */
  number: number;
  firstSeenMs: number;
  /** The vehicle said that it is there. */
  onlineMs: number | null;
  /** By how much the vehicle's clock was ahead then, network delay included. */
  clockAheadMs: number | null;
  /** The vehicle or its last will said that it is gone. */
  offlineMs: number | null;
  goodbye: boolean;
  /** Stretches in which nothing was heard over an open connection; the last one may be without an end. */
  silences: [fromMs: number, toMs: number | null][];
}

/** Connections remembered of a vehicle. */
export const CONNECTIONS_KEPT = 100;
const SILENCES_KEPT = 20;

const earliest = (known: number | null, given: number) => (known === null ? given : Math.min(known, given));

function added(known: Connection, message: PresenceMessage): Connection {
  const { online, goodbye, atMs, storedAtMs } = message;
  const first = { ...known, firstSeenMs: Math.min(known.firstSeenMs, storedAtMs) };
  if (!online) return { ...first, offlineMs: earliest(known.offlineMs, storedAtMs), goodbye: known.goodbye || goodbye };
  const newer = known.onlineMs === null || storedAtMs < known.onlineMs;
  return { ...first, onlineMs: earliest(known.onlineMs, storedAtMs), clockAheadMs: newer ? atMs - storedAtMs : known.clockAheadMs };
}

/**
 * Adds a message. In whatever order messages come and however often, as brokers that flap and repeat what they retained make them
 * come, the same is known in the end.
 */
export function learnPresence(connections: readonly Connection[], message: PresenceMessage): Connection[] {
  const { boot, connection, atMs, storedAtMs } = message;
  const counted = connection !== undefined;
  const number = connection ?? atMs;
  const isIt = (one: Connection) => one.boot === boot && one.counted === counted && one.number === number;
  const fresh: Connection = {
    boot,
    counted,
    number,
    firstSeenMs: storedAtMs,
    onlineMs: null,
    clockAheadMs: null,
    offlineMs: null,
    goodbye: false,
    silences: [],
  };
  const rest = connections.filter((one) => !isIt(one));
  return inOrder([...rest, added(connections.find(isIt) ?? fresh, message)]).slice(-CONNECTIONS_KEPT);
}

/** Boots in the order in which they were first seen, and in a boot by number: its own count does not depend on any clock. */
function inOrder(connections: readonly Connection[]): Connection[] {
  const firstSeen = new Map<string, number>();
  for (const { boot, firstSeenMs } of connections) firstSeen.set(boot, earliest(firstSeen.get(boot) ?? null, firstSeenMs));
  const bootOrder = (a: Connection, b: Connection) =>
    (firstSeen.get(a.boot) as number) - (firstSeen.get(b.boot) as number) || (a.boot < b.boot ? -1 : a.boot > b.boot ? 1 : 0);
  return [...connections].sort((a, b) => bootOrder(a, b) || Number(a.counted) - Number(b.counted) || a.number - b.number);
}

/** Why a vehicle is not connected any more. */
export type DisconnectReason = 'stopped' | 'lost' | 'replaced' | 'silent';

/** A stretch of time in which a vehicle was connected. */
export interface Session {
  boot: string;
  connectedMs: number;
  disconnectedMs: number | null;
  /** `stopped`: it said goodbye; `lost`: its last will; `replaced`: its next connection; `silent`: nothing was heard for too long. */
  reason: DisconnectReason | null;
  clockAheadMs: number | null;
}

/** When and how a connection ended by what was said of it; an uncounted one also by a later goodbye of its boot. */
function endOf(one: Connection, all: readonly Connection[]): { atMs: number; reason: DisconnectReason } | undefined {
  const ends = all.filter(
    (other) =>
      other.boot === one.boot &&
      other.offlineMs !== null &&
      (other === one || (!one.counted && !other.counted && other.number >= one.number)),
  );
  const [end] = ends.sort((a, b) => (a.offlineMs as number) - (b.offlineMs as number));
  return end && { atMs: end.offlineMs as number, reason: end.goodbye ? 'stopped' : 'lost' };
}

/**
 * When the vehicle was connected, the oldest first: every flapping as it was. A connection of which only the end was heard never
 * counts, so that the last will of a former connection does not take a vehicle offline that is back already.
 */
export function sessionsOf(connections: readonly Connection[]): Session[] {
  const announced = connections.filter(({ onlineMs }) => onlineMs !== null);
  return announced.flatMap((one, index) => {
    const connectedMs = one.onlineMs as number;
    const next = announced[index + 1];
    const said = endOf(one, connections);
    const nextMs = next ? Math.max(connectedMs, next.onlineMs as number) : undefined;
    // A will that comes after the next connection tells how the former one ended, but not when.
    const end = said ? { ...said, atMs: Math.max(connectedMs, nextMs === undefined ? said.atMs : Math.min(said.atMs, nextMs)) } : undefined;
    const over = end ?? (nextMs === undefined ? undefined : { atMs: nextMs, reason: 'replaced' as const });
    return splitBySilence(one, connectedMs, over);
  });
}

function splitBySilence(one: Connection, connectedMs: number, over: { atMs: number; reason: DisconnectReason } | undefined): Session[] {
  const { boot, clockAheadMs } = one;
  const sessions: Session[] = [];
  let fromMs: number | null = connectedMs;
  for (const [silentMs, backMs] of one.silences) {
    if (fromMs === null || (over && silentMs >= over.atMs)) break;
    sessions.push({ boot, connectedMs: fromMs, disconnectedMs: silentMs, reason: 'silent', clockAheadMs });
    fromMs = backMs !== null && over && backMs >= over.atMs ? null : backMs;
  }
  if (fromMs !== null)
    sessions.push({ boot, connectedMs: fromMs, disconnectedMs: over?.atMs ?? null, reason: over?.reason ?? null, clockAheadMs });
  return sessions;
}

/** Whether the vehicle is connected, in which boot, and since when it is so. */
export function standingOf(connections: readonly Connection[]): { online: boolean; boot: string | null; sinceMs: number | null } {
  const last = sessionsOf(connections).at(-1);
  if (!last) return { online: false, boot: null, sinceMs: connections.at(-1)?.offlineMs ?? null };
  return { online: last.disconnectedMs === null, boot: last.boot, sinceMs: last.disconnectedMs ?? last.connectedMs };
}

/** Nothing was heard of an online vehicle for too long: it counts as gone from then on. */
export function noteSilence(connections: readonly Connection[], atMs: number): Connection[] {
  const last = lastAnnounced(connections);
  if (!last || !standingOf(connections).online) return [...connections];
  const fromMs = Math.max(atMs, last.onlineMs ?? 0, last.silences.at(-1)?.[1] ?? 0);
  const silences = [...last.silences, [fromMs, null] as [number, null]].slice(-SILENCES_KEPT);
  return connections.map((one) => (one === last ? { ...one, silences } : one));
}

/** A vehicle that had fallen silent is heard again over the same connection. */
export function noteHeard(connections: readonly Connection[], atMs: number): Connection[] {
  const last = lastAnnounced(connections);
  const silence = last?.silences.at(-1);
  if (!last || !silence || silence[1] !== null) return [...connections];
  const silences = [...last.silences.slice(0, -1), [silence[0], Math.max(silence[0], atMs)] as [number, number]];
  return connections.map((one) => (one === last ? { ...one, silences } : one));
}

const lastAnnounced = (connections: readonly Connection[]) => connections.filter(({ onlineMs }) => onlineMs !== null).at(-1);
