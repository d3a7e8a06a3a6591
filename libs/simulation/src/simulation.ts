import type { TurnFinished } from '@headway/contracts';
import { type FleetOptions, SimulatedVehicle } from './simulated-vehicle.js';
import { loadRoutes } from './world/route.js';
import type { VehicleAgent } from '@headway/vehicle/agent';

export interface SimulationOptions extends Omit<FleetOptions, 'speakEveryS' | 'newCommandShare'> {
  vehicles: number;
  speakEveryS?: number;
  newCommandShare?: number;
}

/** What a running simulation says of itself. */
export interface SimulationStatus {
  vehicles: number;
  online: number;
  /** Frames of all vehicles over the last seconds. */
  framesPerSecond: number;
  /** Sequences ever given out by all vehicles, over all their boots. */
  assigned: number;
  /** Frames that the platform has not acknowledged. */
  unacknowledged: number;
  /** Turns of this run by who answered; `late` counts answers after their deadline. */
  turns: { vehicle: number; region: number; late: number };
  /** Turns by region. */
  regions: Record<string, number>;
  /** Vehicles by the version of their active model. */
  models: Record<string, number>;
}

/** Sequences that one vehicle has given out in its present boot. */
export interface AssignedFrames {
  vin: string;
  boot: string;
  telemetry: number;
  event: number;
}

const STEP_MS = 250;
/** A process that was held up makes up for this much of the lost time and no more. */
const LONGEST_STEP_S = 2;
const OPENED_AT_ONCE = 10;
const RATE_WINDOW = 20;
const DEFAULT_SPEAK_EVERY_S = 40;
const DEFAULT_NEW_COMMAND_SHARE = 0.1;

/** A fleet of real agents in a simulated world. */
export class Simulation {
  readonly #vehicles: SimulatedVehicle[];
  readonly #turns = { vehicle: 0, region: 0, late: 0 };
  readonly #regions: Record<string, number> = {};
  readonly #rates: { atMs: number; assigned: number }[] = [];
  readonly #timer: NodeJS.Timeout;
  #steppedMs = performance.now();
  #parked: Promise<void> | undefined;

  constructor(vehicles: SimulatedVehicle[]) {
    this.#vehicles = vehicles;
    for (const vehicle of vehicles) {
      vehicle.agent.onTurn((event) => this.#count(event));
      vehicle.start();
    }
    this.#timer = setInterval(() => this.#step(), STEP_MS);
  }

  /** The agents, e.g. for a cockpit server. */
  get agents(): readonly VehicleAgent[] {
    return this.#vehicles.map(({ agent }) => agent);
  }

  get status(): SimulationStatus {
    const states = this.agents.map(({ status }) => status);
    const models: Record<string, number> = {};
    for (const { model } of states) models[model.version] = (models[model.version] ?? 0) + 1;
    const [first, last] = [this.#rates[0], this.#rates.at(-1)];
    const seconds = first && last ? (last.atMs - first.atMs) / 1000 : 0;
    return {
      vehicles: states.length,
      online: states.filter(({ online }) => online).length,
      framesPerSecond: first && last && seconds > 0 ? (last.assigned - first.assigned) / seconds : 0,
      assigned: states.reduce((sum, { assignedEver }) => sum + assignedEver, 0),
      unacknowledged: states.reduce((sum, { pending }) => sum + pending, 0),
      turns: { ...this.#turns },
      regions: { ...this.#regions },
      models,
    };
  }

  assignedFrames(): AssignedFrames[] {
    return this.agents.map(({ status: { vin, boot, assigned } }) => ({ vin, boot, ...assigned }));
  }

  /** Every car parks in radio contact, every driver falls silent, sampling ends: the fleet has said all it will say. */
  stopDriving(): Promise<void> {
    this.#parked ??= Promise.all(this.#vehicles.map((vehicle) => vehicle.park())).then(() => undefined);
    return this.#parked;
  }

  /** Resolves when the platform has acknowledged every frame of every vehicle; call {@link stopDriving} first. */
  async drained(): Promise<void> {
    await Promise.all(this.agents.map((agent) => agent.drained()));
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#vehicles.map((vehicle) => vehicle.close()));
  }

  #step(): void {
    const now = performance.now();
    const seconds = Math.min(LONGEST_STEP_S, (now - this.#steppedMs) / 1000);
    this.#steppedMs = now;
    for (const vehicle of this.#vehicles) vehicle.step(seconds);
    const assigned = this.agents.reduce((sum, { status }) => sum + status.assigned.telemetry + status.assigned.event, 0);
    this.#rates.push({ atMs: now, assigned });
    if (this.#rates.length > RATE_WINDOW) this.#rates.shift();
  }

  #count({ answeredBy, late }: TurnFinished): void {
    if (late) this.#turns.late += 1;
    if (answeredBy === 'vehicle') this.#turns.vehicle += 1;
    else {
      this.#turns.region += 1;
      const region = answeredBy.startsWith('region:') ? answeredBy.slice('region:'.length) : answeredBy;
      this.#regions[region] = (this.#regions[region] ?? 0) + 1;
    }
  }
}

/**
 * Opens and starts a fleet.
 * @throws AppError as {@link openVehicle} does; vehicles that were open already are closed again
 */
export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const { speakEveryS = DEFAULT_SPEAK_EVERY_S, newCommandShare = DEFAULT_NEW_COMMAND_SHARE } = options;
  const fleet: FleetOptions = { ...options, speakEveryS, newCommandShare };
  const routes = loadRoutes();
  const vehicles: SimulatedVehicle[] = [];
  try {
    for (let first = 1; first <= options.vehicles; first += OPENED_AT_ONCE) {
      const indices = Array.from({ length: Math.min(OPENED_AT_ONCE, options.vehicles - first + 1) }, (_, i) => first + i);
      const opened = await Promise.allSettled(indices.map((index) => SimulatedVehicle.open(index, routes, fleet)));
      for (const result of opened) if (result.status === 'fulfilled') vehicles.push(result.value);
      const failed = opened.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    }
  } catch (error) {
    await Promise.all(vehicles.map((vehicle) => vehicle.close()));
    throw error;
  }
  return new Simulation(vehicles);
}
