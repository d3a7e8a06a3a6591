import type { Route } from './route.js';

/** How a driver drives. */
export interface DrivingStyle {
  /** Share of the speed limit that is driven. */
  pace: number;
  /** Comfortable acceleration and deceleration, m/s². */
  accelerationMps2: number;
  brakingMps2: number;
}

/** Hardest braking that ever happens, m/s². */
export const HARDEST_BRAKING_MPS2 = 4;
const LOOK_AHEAD_M = 400;
const REACTION_S = 1.2;
/** Acceleration falls off towards this speed, where drag takes all power. */
const TOP_SPEED_MPS = 55;
/** A step must be short enough for the kinematics to hold. */
const LONGEST_STEP_S = 0.25;
/** This close to a stop line the car stands at it. */
const AT_LINE_M = 0.1;

/** A car that follows its route: along-track distance, speed and acceleration that belong together. */
export class Motion {
  distanceM: number;
  speedMps = 0;
  accelerationMps2 = 0;
  #waitS = 0;
  #passedM: number;

  constructor(
    readonly route: Route,
    readonly style: DrivingStyle,
    startM: number,
  ) {
    this.distanceM = startM;
    this.#passedM = startM;
  }

  /** Moves on by `seconds`. With `halt` the car comes to a stand as soon as it comfortably can. */
  step(seconds: number, halt = false): void {
    for (let left = seconds; left > 1e-9; left -= LONGEST_STEP_S) this.#advance(Math.min(left, LONGEST_STEP_S), halt);
  }

  #advance(dt: number, halt: boolean): void {
    if (this.#waitS > 0) {
      this.#waitS -= dt;
      this.accelerationMps2 = 0;
      return;
    }
    const before = this.speedMps;
    const acceleration = Math.max(-HARDEST_BRAKING_MPS2, halt ? -this.style.brakingMps2 : this.#wantedMps2(dt));
    const speed = Math.max(0, before + acceleration * dt);
    this.distanceM += ((before + speed) / 2) * dt;
    this.speedMps = speed;
    this.#arrive();
    this.accelerationMps2 = (this.speedMps - before) / dt;
  }

  /** Towards the limit here, but no faster than everything ahead allows with comfortable braking: v² = u² + 2·b·d. */
  #wantedMps2(dt: number): number {
    const { pace, accelerationMps2, brakingMps2 } = this.style;
    const strongest = accelerationMps2 * Math.max(0, 1 - this.speedMps / TOP_SPEED_MPS);
    const limitMps = this.route.limitMps(this.distanceM) * pace;
    let wanted = Math.min(strongest, Math.max(-brakingMps2, (limitMps - this.speedMps) / REACTION_S));
    for (const { atM, speedMps } of this.route.restrictions(this.#passedM, this.distanceM + LOOK_AHEAD_M)) {
      const gap = Math.max(0, atM - this.distanceM - this.speedMps * dt);
      const allowed = Math.sqrt((speedMps * pace) ** 2 + 2 * brakingMps2 * gap);
      wanted = Math.min(wanted, (allowed - this.speedMps) / dt);
    }
    return wanted;
  }

  /** Stands at a stop line that was reached, and leaves behind what was passed. */
  #arrive(): void {
    for (const { atM, speedMps, waitS } of this.route.restrictions(this.#passedM, this.distanceM + AT_LINE_M)) {
      this.#passedM = atM;
      if (speedMps > 0) continue;
      this.speedMps = 0;
      this.#waitS = waitS;
      return;
    }
  }
}
