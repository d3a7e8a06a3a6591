import type { SignalValue, VehicleState } from '@headway/contracts';
import type { HandMovement, VehicleBus } from './ports.js';

/** A bus that holds what is written to it: a recorded drive, or a car on the bench. Its actuators arrive at once. */
export class StateBus implements VehicleBus {
  readonly #values = new Map<string, SignalValue>();
  readonly #hands = new Set<(movement: HandMovement) => void>();

  constructor(values: VehicleState = {}) {
    this.write(values);
  }

  read(path: string): SignalValue | undefined {
    return this.#values.get(path);
  }

  state(): VehicleState {
    return Object.fromEntries(this.#values);
  }

  /** What the sensors say now. */
  write(values: VehicleState): void {
    for (const [path, value] of Object.entries(values)) this.#values.set(path, value);
  }

  async actuate(path: string, value: SignalValue): Promise<SignalValue> {
    this.#values.set(path, value);
    return value;
  }

  /** The driver moves a control. */
  moveByHand(path: string, value: SignalValue): void {
    const before = this.#values.get(path);
    this.#values.set(path, value);
    for (const listener of this.#hands) listener({ path, value, ...(before === undefined ? {} : { before }) });
  }

  onHand(listener: (movement: HandMovement) => void): () => void {
    this.#hands.add(listener);
    return () => this.#hands.delete(listener);
  }
}
