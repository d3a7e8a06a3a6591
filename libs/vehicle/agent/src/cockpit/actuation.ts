import type { Action, SignalValue } from '@headway/contracts';
import type { VehicleBus } from '../ports.js';

/** Longest time an actuator may take to arrive, milliseconds. */
const SETTLE_LIMIT_MS = 15_000;
const REMEMBERED_KEYS = 256;
/** Read-back of a control with steps or slack. */
const TOLERANCE = 1;

/** Rules on actions that were allowed and did not happen. */
export const ACTUATOR_FAILED = 'actuator-failed';
export const TURN_EXPIRED = 'turn-expired';

/** Whether an actuator was read back at what was asked for. */
export const arrived = (asked: SignalValue, read: SignalValue) =>
  typeof asked === 'number' && typeof read === 'number' ? Math.abs(asked - read) <= TOLERANCE : asked === read;

/** Commands an actuator and resolves with what is read back; rejects when it does not settle in time. */
export async function settledValue(bus: VehicleBus, path: string, value: SignalValue): Promise<SignalValue> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error(`${path} has not settled`)), SETTLE_LIMIT_MS);
    limit.unref();
  });
  try {
    return await Promise.race([bus.actuate(path, value), late]);
  } finally {
    clearTimeout(limit);
  }
}

/** Does the actions of turns, each once, and reads back what came of them. */
export class Actuation {
  readonly #bus: VehicleBus;
  readonly #clock: () => number;
  readonly #done = new Set<string>();

  constructor(bus: VehicleBus, clock: () => number) {
    this.#bus = bus;
    this.#clock = clock;
  }

  /**
   * Commands every ready write of a turn unless it was commanded before or the turn is no longer wanted. Resolves, when all have
   * settled, with the actions as they came out: one that failed is refused by `actuator-failed` or `turn-expired`.
   */
  execute(turn: string, actions: readonly Action[], expiresAtMs: number): Promise<Action[]> {
    return Promise.all(actions.map((action, index) => this.#one(`${turn}/${index}`, action, expiresAtMs)));
  }

  async #one(key: string, action: Action, expiresAtMs: number): Promise<Action> {
    const { value } = action;
    if (action.status !== 'ready' || value === undefined || this.#done.has(key)) return action;
    this.#remember(key);
    if (this.#clock() > expiresAtMs) return { ...action, status: 'refused', rule: TURN_EXPIRED };
    try {
      const read = await settledValue(this.#bus, action.path, value);
      if (arrived(value, read)) return action;
    } catch {
      // The read-back decides; why it failed is the bus's to tell.
    }
    return { ...action, status: 'refused', rule: ACTUATOR_FAILED };
  }

  #remember(key: string): void {
    this.#done.add(key);
    const [oldest] = this.#done;
    if (this.#done.size > REMEMBERED_KEYS && oldest !== undefined) this.#done.delete(oldest);
  }
}
