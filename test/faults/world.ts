import type { PublishingVehicle } from './publishers/protocol.js';

const DAY_MS = 86_400_000;
/** Clocks of the vehicles of a kind, in turn: right, a day behind, a day ahead. */
const SKEWS = [0, -DAY_MS, DAY_MS];
const FRAMES_PER_SECOND = { agents: 8, plain: 20, json: 5 };

export type PublisherKind = keyof typeof FRAMES_PER_SECOND;

/** Who publishes in a run: of every four vehicles two are real agents, one a plain client and one a client that sends JSON. */
export function vehiclesOf(seed: number, count: number): { kind: PublisherKind; vehicles: PublishingVehicle[] }[] {
  const shares = { agents: Math.ceil(count / 2), plain: Math.ceil(count / 4), json: Math.max(1, Math.floor(count / 4)) };
  return (['agents', 'plain', 'json'] as const).map((kind, index) => ({
    kind,
    vehicles: Array.from({ length: shares[kind] }, (_, number) => ({
      vin: `LHFAULT${String(seed % 1e6).padStart(6, '0')}${index}${String(number).padStart(3, '0')}`,
      skewMs: SKEWS[number % SKEWS.length] as number,
      framesPerSecond: FRAMES_PER_SECOND[kind],
    })),
  }));
}
