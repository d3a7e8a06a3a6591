import { readFileSync } from 'node:fs';
import { assetPath } from '@headway/platform/assets';
import { z } from 'zod';
import type { Random } from '../random.js';
import { bearing, distanceM, type Position, travel, turn } from './geometry.js';

const routesSchema = z.array(
  z.object({
    id: z.string(),
    residency: z.string(),
    outsideCelsius: z.number(),
    /** A closed line; each point says what holds on the leg that leaves it. */
    points: z
      .array(
        z.object({
          at: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]),
          limitKmh: z.number().positive(),
          shadow: z.enum(['tunnel', 'dead-zone']).optional(),
        }),
      )
      .min(3),
  }),
);
export type RoutePlan = z.infer<typeof routesSchema>[number];

/** Why there is no radio. */
export type Shadow = 'tunnel' | 'dead-zone';

interface Leg {
  from: Position;
  heading: number;
  startM: number;
  lengthM: number;
  limitMps: number;
  shadow: Shadow | undefined;
}

/** Something ahead that limits the speed at its place; 0 is a stop. */
export interface Restriction {
  atM: number;
  speedMps: number;
  /** Seconds to wait at a stop. */
  waitS: number;
}

const KMH = 1 / 3.6;
/** Streets up to this limit have traffic lights. */
const TOWN_KMH = 60;
const LIGHT_EVERY_M = 900;
/** Radio is gone in the middle of a shadowed leg, for this long. */
const SHADOW_M = 600;

/** The routes that ship with the simulation. */
export const loadRoutes = (): RoutePlan[] =>
  routesSchema.parse(JSON.parse(readFileSync(assetPath('libs/simulation/assets/routes.json'), 'utf8')));

/** A closed route: positions and rules by distance from its start, metres; distances beyond its length go round again. */
export class Route {
  readonly id: string;
  readonly residency: string;
  readonly outsideCelsius: number;
  readonly lengthM: number;
  readonly #legs: Leg[];
  readonly #restrictions: Restriction[];

  /** The same random source puts the same traffic lights. */
  constructor(plan: RoutePlan, random: Random) {
    this.id = plan.id;
    this.residency = plan.residency;
    this.outsideCelsius = plan.outsideCelsius;
    const positions = plan.points.map(({ at: [latitude, longitude] }): Position => ({ latitude, longitude }));
    let startM = 0;
    this.#legs = plan.points.map(({ limitKmh, shadow }, i) => {
      const from = positions[i] as Position;
      const to = positions[(i + 1) % positions.length] as Position;
      const lengthM = distanceM(from, to);
      const leg: Leg = { from, heading: bearing(from, to), startM, lengthM, limitMps: limitKmh * KMH, shadow };
      startM += lengthM;
      return leg;
    });
    this.lengthM = startM;
    this.#restrictions = [...this.#corners(), ...this.#lights(random)].sort((a, b) => a.atM - b.atM);
  }

  /** Where the legs meet: as fast as the turn and the next limit allow. */
  #corners(): Restriction[] {
    return this.#legs.map((leg, i) => {
      const before = this.#legs.at(i - 1) as Leg;
      const angle = Math.abs(turn(before.heading, leg.heading));
      const cornerMps = Math.max(20, 90 - angle) * KMH;
      return { atM: leg.startM, speedMps: Math.min(cornerMps, leg.limitMps), waitS: 0 };
    });
  }

  #lights(random: Random): Restriction[] {
    return this.#legs
      .filter(({ limitMps, shadow }) => limitMps <= TOWN_KMH * KMH + 1e-9 && shadow === undefined)
      .flatMap(({ startM, lengthM }) => {
        const count = Math.floor(lengthM / LIGHT_EVERY_M);
        return Array.from({ length: count }, (_, i): Restriction => {
          const atM = startM + ((i + 0.5 + random.between(-0.2, 0.2)) * lengthM) / count;
          return { atM, speedMps: 0, waitS: random.between(6, 35) };
        });
      });
  }

  #legAt(metres: number): { leg: Leg; alongM: number } {
    const wrapped = metres % this.lengthM;
    const leg = this.#legs.findLast(({ startM }) => startM <= wrapped) as Leg;
    return { leg, alongM: wrapped - leg.startM };
  }

  position(metres: number): Position {
    const { leg, alongM } = this.#legAt(metres);
    return travel(leg.from, leg.heading, alongM);
  }

  heading(metres: number): number {
    return this.#legAt(metres).leg.heading;
  }

  limitMps(metres: number): number {
    return this.#legAt(metres).leg.limitMps;
  }

  shadow(metres: number): Shadow | undefined {
    const { leg, alongM } = this.#legAt(metres);
    return Math.abs(alongM - leg.lengthM / 2) <= SHADOW_M / 2 ? leg.shadow : undefined;
  }

  /** Restrictions in (from, to], their places counted on beyond the route's end. */
  restrictions(fromM: number, toM: number): Restriction[] {
    const found: Restriction[] = [];
    for (let lap = Math.floor(fromM / this.lengthM); lap * this.lengthM <= toM; lap += 1) {
      for (const restriction of this.#restrictions) {
        const atM = restriction.atM + lap * this.lengthM;
        if (atM > fromM && atM <= toM) found.push({ ...restriction, atM });
      }
    }
    return found;
  }
}
