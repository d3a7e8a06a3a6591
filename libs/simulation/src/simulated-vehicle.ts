import type { Duplex } from 'node:stream';
import { join } from 'node:path';
import type { Language, Region } from '@headway/contracts';
import type { Signals } from '@headway/signals/loader';
import { type AgentLog, defaultSampling, openVehicle, type OpenVehicleOptions, type VehicleAgent } from '@headway/vehicle/agent';
import { Driver } from './driver/driver.js';
import type { Phrasebook } from './driver/phrasebook.js';
import { CarNetwork } from './network/car-network.js';
import { type Random, seededRandom } from './random.js';
import { Route, type RoutePlan } from './world/route.js';
import { World } from './world/world.js';

/** What all vehicles of a simulation share. */
export interface FleetOptions extends Pick<OpenVehicleOptions, 'factoryModel' | 'golden' | 'host' | 'trustedRoot' | 'installer'> {
  seed: number;
  /** Each vehicle has a folder of its own in it, named by its VIN. */
  folder: string;
  signals: Signals;
  regions: readonly Region[];
  /** Opens a stream to the broker, without the modelled radio. */
  connect: () => Duplex;
  /** The way to regions and repositories without the modelled radio; the global one unless told. */
  fetch?: typeof globalThis.fetch;
  phrasebook: Phrasebook;
  /** Mean seconds between a driver's wishes. */
  speakEveryS: number;
  /** Share of wishes for the command that the shipped model does not know. */
  newCommandShare: number;
  agentVersion: string;
  log?: AgentLog;
}

const LOCAL_LANGUAGE_SHARE = 0.85;
const CONSENT_SHARE = 0.85;
const LINK = { retryDelayMs: { first: 300, longest: 5000 } };
/** Fifty vehicles share one disk: a power cut may take more of a simulated car than of a real one. */
const FSYNC_EVERY_MS = 10_000;
const SPOOL_BYTES = 16 * 1024 * 1024;

/** VIN of the vehicle with this number; world manufacturer identifiers that begin with LH are not assigned to anybody we know. */
export const vinOf = (index: number): string => `LHEADWAY${String(index).padStart(9, '0')}`;

/** A real agent in a made-up world with a made-up driver. */
export class SimulatedVehicle {
  private constructor(
    readonly agent: VehicleAgent,
    readonly world: World,
    private readonly network: CarNetwork,
    private readonly driver: Driver,
    private readonly release: () => Promise<void>,
  ) {}

  /** Opens vehicle number `index` (from 1); the same seed gives the same car, route and driver. */
  static async open(index: number, routes: readonly RoutePlan[], fleet: FleetOptions): Promise<SimulatedVehicle> {
    const random = seededRandom(fleet.seed).fork(`vehicle ${index}`);
    const plan = routes[(index - 1) % routes.length] as RoutePlan;
    const world = new World({
      catalogue: fleet.signals.catalogue,
      route: new Route(plan, seededRandom(fleet.seed).fork(plan.id)),
      random: random.fork('world'),
      body: carBody(random.fork('body')),
    });
    const network = new CarNetwork({
      fetch: fleet.fetch ?? globalThis.fetch,
      connect: fleet.connect,
      regions: fleet.regions,
      position: () => world.position,
      inShadow: () => world.shadow !== undefined,
      random: random.fork('network'),
    });
    const { agent, close } = await openVehicle(vehicleOptions(vinOf(index), { fleet, world, network, random }));
    const driver = new Driver(agent, world, {
      language: languageOf(plan.residency, random.fork('language')),
      phrasebook: fleet.phrasebook,
      speakEveryS: fleet.speakEveryS,
      newCommandShare: fleet.newCommandShare,
      random: random.fork('driver'),
    });
    return new SimulatedVehicle(agent, world, network, driver, close);
  }

  start(): void {
    this.agent.start();
    this.driver.start();
  }

  /** Lets time pass in the world. */
  step(seconds: number): void {
    this.world.step(seconds);
    this.network.update();
  }

  /** The car stops in radio contact, the driver falls silent, and nothing new is sampled. */
  async park(): Promise<void> {
    this.world.park();
    await this.driver.stop();
    await this.agent.park();
  }

  async close(): Promise<void> {
    await this.driver.stop();
    await this.release();
  }
}

function carBody(random: Random) {
  const massKg = Math.round(random.between(1600, 2400));
  return {
    massKg,
    dragM2: random.between(0.52, 0.74),
    rollingResistance: random.between(0.008, 0.011),
    batteryKwh: Math.round(massKg / 28),
  };
}

function languageOf(residency: string, random: Random): Language {
  const local: Language = residency === 'cn' ? 'zh' : 'en';
  return random.next() < LOCAL_LANGUAGE_SHARE ? local : local === 'zh' ? 'en' : 'zh';
}

interface VehicleParts {
  fleet: FleetOptions;
  world: World;
  network: CarNetwork;
  random: Random;
}

function vehicleOptions(vin: string, { fleet, world, network, random }: VehicleParts): OpenVehicleOptions {
  const consents = random.fork('consent').next() < CONSENT_SHARE;
  const { residency } = world.route;
  const agentRandom = random.fork('agent');
  const mayStay = fleet.regions.some((region) => region.residency === residency);
  return {
    agent: {
      vin,
      agentVersion: fleet.agentVersion,
      regions: fleet.regions,
      ...(mayStay ? { residency } : {}),
      position: world.position,
      consent: () => consents,
      telemetry: { signals: defaultSampling(fleet.signals.ids.paths) },
      link: LINK,
    },
    folder: join(fleet.folder, vin),
    spool: { maxBytes: SPOOL_BYTES, fsyncIntervalMs: FSYNC_EVERY_MS },
    factoryModel: fleet.factoryModel,
    golden: fleet.golden,
    host: fleet.host,
    ...(fleet.trustedRoot ? { trustedRoot: fleet.trustedRoot } : {}),
    ...(fleet.installer ? { installer: fleet.installer } : {}),
    campaigns: { signals: fleet.signals },
    ports: {
      bus: world,
      ids: fleet.signals.ids,
      connect: network.connect,
      fetch: network.fetch,
      clock: () => Date.now(),
      random: () => agentRandom.next(),
      newId: () => crypto.randomUUID(),
      ...(fleet.log ? { log: fleet.log } : {}),
    },
  };
}
