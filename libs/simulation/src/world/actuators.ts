import type { SignalValue } from '@headway/contracts';

/** How fast a control moves, in its unit a second; controls not named here act at once. */
const SPEEDS: readonly { pattern: RegExp; perSecond: number }[] = [
  { pattern: /\.Window\.Position$/, perSecond: 28 },
  { pattern: /\.Sunroof\.Position$/, perSecond: 20 },
  { pattern: /Shade\.Position$/, perSecond: 15 },
  { pattern: /\.Seat\..*\.(Position|Height)$/, perSecond: 30 },
  { pattern: /\.Backrest\.Recline$/, perSecond: 6 },
];
/** Every control takes this long to act at all. */
const LATENCY_S = 0.12;

interface Movement {
  target: SignalValue;
  waitS: number;
  settle: (value: SignalValue) => void;
}

/** Controls on their way to where they were told to be. */
export class Actuators {
  readonly #values: Map<string, SignalValue>;
  readonly #moving = new Map<string, Movement>();

  /** Writes into `values` as controls move. */
  constructor(values: Map<string, SignalValue>) {
    this.#values = values;
  }

  /** Resolves with the value when the control has arrived, or with where it was when told otherwise. */
  move(path: string, target: SignalValue): Promise<SignalValue> {
    this.#moving.get(path)?.settle(this.#values.get(path) ?? target);
    return new Promise((settle) => this.#moving.set(path, { target, waitS: LATENCY_S, settle }));
  }

  step(seconds: number): void {
    for (const [path, movement] of this.#moving) {
      movement.waitS -= seconds;
      if (movement.waitS > 0) continue;
      const next = this.#next(path, movement.target, seconds);
      this.#values.set(path, next);
      if (next !== movement.target) continue;
      this.#moving.delete(path);
      movement.settle(next);
    }
  }

  #next(path: string, target: SignalValue, seconds: number): SignalValue {
    const perSecond = SPEEDS.find(({ pattern }) => pattern.test(path))?.perSecond;
    const value = this.#values.get(path);
    if (perSecond === undefined || typeof value !== 'number' || typeof target !== 'number') return target;
    const step = Math.max(1, Math.round(perSecond * seconds));
    return Math.abs(target - value) <= step ? target : value + Math.sign(target - value) * step;
  }
}
