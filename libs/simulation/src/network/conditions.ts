import type { Region } from '@headway/contracts';
import type { Random } from '../random.js';
import { distanceM, type Position } from '../world/geometry.js';

/** Light in glass fibre covers about 200 km a millisecond (refractive index 1.47), and a round trip goes both ways. */
const FIBRE_KM_PER_MS = 204;
/** Cables follow coasts and roads. */
const DETOUR = 1.6;
/** Radio access and the operator's core, there and back. */
const RADIO_MS = 28;
const JITTER_MEAN_MS = 6;
/** A lost packet is sent again after TCP's least retransmission timeout (RFC 6298 gives 1 s, Linux uses 200 ms). */
const LOSS_SHARE = 0.01;
const RETRANSMISSION_MS = 200;
/** Sometimes the radio hangs for longer than any driver waits. */
const STALL_SHARE = 0.002;

/** What one exchange between a car and a server meets. */
export interface Conditions {
  roundTripMs: number;
  /** Nothing comes back at all. */
  stalled: boolean;
}

/** Draws the conditions of one exchange with a server at `to`; a server without a place is near. */
export function drawConditions(from: Position, to: Pick<Region, 'latitude' | 'longitude'> | undefined, random: Random): Conditions {
  const km = to ? distanceM(from, to) / 1000 : 0;
  const retransmitted = random.next() < LOSS_SHARE ? RETRANSMISSION_MS : 0;
  const roundTripMs = RADIO_MS + (2 * km * DETOUR) / FIBRE_KM_PER_MS + random.exponential(JITTER_MEAN_MS) + retransmitted;
  return { roundTripMs, stalled: random.next() < STALL_SHARE };
}
