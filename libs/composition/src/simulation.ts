import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Controller, type DynamicModule, Get, HttpCode, Inject, Module, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ModelHost } from '@headway/assistant/understanding';
import type { Region } from '@headway/contracts';
import { shippedModelPath } from '@headway/learning/corpus';
import { readCard } from '@headway/learning/training';
import { AppError } from '@headway/platform/errors';
import { type Logger, pseudonym } from '@headway/platform/logging';
import { corpusPhrasebook, type Simulation, startSimulation } from '@headway/simulation';
import { brokerTransport, type CockpitServer, startCockpit } from '@headway/vehicle/agent';
import { z } from 'zod';
import type { Context } from './context.js';
import { AsyncStack } from './embedded-servers.js';
import { VERSION } from './process-module.js';
import { golden } from './region.js';

/** How the simulated world behaves. */
export interface WorldOptions {
  vehicles: number;
  seed: number;
  /** Mean seconds between a driver's wishes. */
  speakEveryS?: number;
  /** Share of wishes for the command that the shipped model does not know, 0 to 1. */
  newCommandShare?: number;
}

interface FleetWiring extends WorldOptions {
  mqttUrl: string;
  regions: readonly Region[];
  /** Where the signed repository answers; the cars get its first root when they are made. */
  rolloutsUrl: string;
  /** The cockpits' own port; 0 takes a free one. */
  cockpit: { host: string; port: number };
}

/** A simulated fleet with its cockpits. */
export interface SimulatedFleet {
  simulation: Simulation;
  cockpit: CockpitServer;
  close(): Promise<void>;
}

/** Worker threads that read utterances for all vehicles of a process. */
const MODEL_WORKERS = 1;
const MAX_QUEUE = 256;
const ROOT_TIMEOUT_MS = 10_000;
/** A platform that is still starting is waited for. */
const FACTORY_LIMIT_MS = 60_000;
const FACTORY_RETRY_MS = 500;
/** A minute of soak would be right for a road; a simulated day is short. */
const SOAK_MS = 2_000;

/** The first root of the platform's trust, as a car factory would write it into each car. */
export async function factoryRoot(rolloutsUrl: string): Promise<Uint8Array> {
  const url = `${rolloutsUrl}/v1/repository/metadata/1.root.json`;
  const until = performance.now() + FACTORY_LIMIT_MS;
  for (;;) {
    const response = await fetch(url, { signal: AbortSignal.timeout(ROOT_TIMEOUT_MS) }).catch(() => undefined);
    if (response?.ok) return new Uint8Array(await response.arrayBuffer());
    if (performance.now() > until) throw new AppError('unavailable', `the repository at ${rolloutsUrl} does not answer`);
    await delay(FACTORY_RETRY_MS);
  }
}

/** The model a car is made with. */
export async function factoryModel(): Promise<{ path: string; version: string }> {
  const path = shippedModelPath('vehicle');
  return { path, version: readCard(await readFile(path)).version };
}

/** What an agent says goes to the debug log, with the vehicle's pseudonym. */
export function agentLog(logger: Logger) {
  const clean = ({ vin, ...fields }: Record<string, unknown> = {}) =>
    typeof vin === 'string' ? { ...fields, vehicle: pseudonym(vin) } : fields;
  return {
    debug: (event: string, fields?: Record<string, unknown>) => logger.debug(event, clean(fields)),
    warn: (event: string, fields?: Record<string, unknown>) => logger.warn(event, clean(fields)),
  };
}

/** Starts a fleet of real agents and the cockpits one can speak to. */
export async function startFleet(
  context: Pick<Context, 'signals' | 'logger' | 'dataFolder'>,
  wiring: FleetWiring,
): Promise<SimulatedFleet> {
  const stack = new AsyncStack();
  try {
    const host = new ModelHost({ workers: MODEL_WORKERS, maxQueue: MAX_QUEUE });
    stack.add(() => host.close());
    const simulation = await startSimulation({
      vehicles: wiring.vehicles,
      seed: wiring.seed,
      ...(wiring.speakEveryS === undefined ? {} : { speakEveryS: wiring.speakEveryS }),
      ...(wiring.newCommandShare === undefined ? {} : { newCommandShare: wiring.newCommandShare }),
      folder: join(context.dataFolder, 'vehicles'),
      signals: context.signals,
      regions: wiring.regions,
      connect: brokerTransport(wiring.mqttUrl),
      phrasebook: corpusPhrasebook(wiring.seed),
      agentVersion: VERSION,
      factoryModel: await factoryModel(),
      golden: golden(),
      host,
      trustedRoot: await factoryRoot(wiring.rolloutsUrl),
      installer: { soakMs: SOAK_MS },
      log: agentLog(context.logger),
    });
    stack.add(() => simulation.stop());
    const cockpit = await startCockpit({ agents: () => simulation.agents, ...wiring.cockpit });
    stack.add(() => cockpit.close());
    return { simulation, cockpit, close: () => stack.close() };
  } catch (error) {
    await stack.close().catch(() => undefined);
    throw error;
  }
}

const statusSchema = z.object({
  vehicles: z.number(),
  online: z.number(),
  framesPerSecond: z.number(),
  assigned: z.number(),
  unacknowledged: z.number(),
  turns: z.object({ vehicle: z.number(), region: z.number(), late: z.number() }),
  regions: z.record(z.string(), z.number()),
  models: z.record(z.string(), z.number()),
  parked: z.boolean(),
});

const SIMULATION = Symbol('simulation');

@ApiTags('simulation')
@Controller('v1/simulation')
class SimulationController {
  private parked = false;

  constructor(@Inject(SIMULATION) private readonly find: () => Simulation | undefined) {}

  @Get()
  @ApiOkResponse({ standardSchema: statusSchema, description: 'The simulated fleet by its own count' })
  status(): z.infer<typeof statusSchema> {
    return { ...this.simulation.status, parked: this.parked };
  }

  /** Every car parks in radio contact, every driver falls silent, sampling ends. */
  @Post('quiesce')
  @HttpCode(202)
  quiesce(): z.infer<typeof statusSchema> {
    void this.simulation.stopDriving().then(() => (this.parked = true));
    return this.status();
  }

  private get simulation(): Simulation {
    const simulation = this.find();
    if (!simulation) throw new AppError('not-found', 'no simulated fleet runs here');
    return simulation;
  }
}

/** `GET /v1/simulation` and `POST /v1/simulation/quiesce`. */
@Module({})
export class SimulationModule {
  static register(simulation: () => Simulation | undefined): DynamicModule {
    return { module: SimulationModule, controllers: [SimulationController], providers: [{ provide: SIMULATION, useValue: simulation }] };
  }
}
