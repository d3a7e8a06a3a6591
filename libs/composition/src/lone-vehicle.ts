import { randomUUID } from 'node:crypto';
import { ModelHost } from '@headway/assistant/understanding';
import type { Region } from '@headway/contracts';
import type { Logger } from '@headway/platform/logging';
import type { TlsMaterial } from '@headway/platform/mqtt';
import type { Signals } from '@headway/signals/loader';
import {
  brokerTransport,
  defaultSampling,
  openVehicle,
  type Vehicle,
  type VehicleAgentOptions,
  type VehicleBus,
} from '@headway/vehicle/agent';
import { AsyncStack } from './embedded-servers.js';
import { VERSION } from './process-module.js';
import { golden } from './region.js';
import { agentLog, factoryModel } from './simulation.js';

export interface LoneVehicleOptions {
  vin: string;
  /** The vehicle's own disk. */
  folder: string;
  bus: VehicleBus;
  signals: Signals;
  mqttUrl: string;
  /** Certificates for `mqtts://`. */
  tls?: () => TlsMaterial;
  /** How the agent speaks to the broker, and how fast it catches up after a time offline. */
  link?: VehicleAgentOptions['link'];
  uplink?: VehicleAgentOptions['uplink'];
  regions: readonly Region[];
  residency?: string;
  position?: { latitude: number; longitude: number };
  /** Whether the driver lets the fleet learn from what is said. */
  consent: boolean;
  /** What the car trusts; without it no model can be assigned. */
  trustedRoot?: Uint8Array;
  /** Samples the bus by itself; false when frames come from a recorded drive. */
  sampling: boolean;
  logger: Logger;
}

const MAX_QUEUE = 16;

/** One vehicle agent with a model worker of its own. Start it with `vehicle.agent.start()`. */
export async function openLoneVehicle(options: LoneVehicleOptions): Promise<Vehicle> {
  const { vin, folder, bus, signals, mqttUrl, regions, residency, position, consent, trustedRoot, sampling, logger } = options;
  const stack = new AsyncStack();
  const host = new ModelHost({ workers: 1, maxQueue: MAX_QUEUE });
  stack.add(() => host.close());
  try {
    const vehicle = await openVehicle({
      agent: {
        vin,
        agentVersion: VERSION,
        regions,
        consent: () => consent,
        ...(options.link ? { link: options.link } : {}),
        ...(options.uplink ? { uplink: options.uplink } : {}),
        ...(residency ? { residency } : {}),
        ...(position ? { position } : {}),
        ...(sampling ? { telemetry: { signals: defaultSampling(signals.ids.paths) } } : {}),
      },
      folder,
      factoryModel: await factoryModel(),
      golden: golden(),
      host,
      ...(trustedRoot ? { trustedRoot } : {}),
      campaigns: { signals },
      ports: {
        bus,
        ids: signals.ids,
        connect: brokerTransport(mqttUrl, options.tls),
        fetch: globalThis.fetch,
        clock: () => Date.now(),
        random: Math.random,
        newId: randomUUID,
        log: agentLog(logger),
      },
    });
    stack.add(() => vehicle.close());
    return { agent: vehicle.agent, close: () => stack.close() };
  } catch (error) {
    await stack.close().catch(() => undefined);
    throw error;
  }
}
