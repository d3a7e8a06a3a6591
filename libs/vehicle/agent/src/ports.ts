import type { SignalValue, VehicleState } from '@headway/contracts';

/** A control that the driver moved by hand. */
export interface HandMovement {
  path: string;
  before?: SignalValue;
  value: SignalValue;
}

/** The car's signal bus as its agent sees it: all values by VSS path, in the units of the catalogue. */
export interface VehicleBus {
  read(path: string): SignalValue | undefined;
  /** Latest value of everything known. */
  state(): VehicleState;
  /**
   * Commands an actuator and resolves with the value read back once it has settled.
   * Rejects when the car has no such actuator or it does not move.
   */
  actuate(path: string, value: SignalValue): Promise<SignalValue>;
  /** Tells of controls moved by hand; the returned function ends it. */
  onHand(listener: (movement: HandMovement) => void): () => void;
}

/** Where an agent says what happened, event name first. */
export interface AgentLog {
  debug(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
}
