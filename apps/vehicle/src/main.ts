import { join } from 'node:path';
import {
  AsyncStack,
  commonSettings,
  factoryRoot,
  openLoneVehicle,
  portSetting,
  regionDirectory,
  requireWritable,
  runApp,
} from '@headway/composition';
import { vinSchema } from '@headway/contracts';
import { createLogger } from '@headway/platform/logging';
import { parseSettings } from '@headway/platform/settings';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { StateBus, startCockpit } from '@headway/vehicle/agent';
import { z } from 'zod';

const shape = {
  ...commonSettings,
  HEADWAY_VIN: vinSchema.describe('Identity of this vehicle (ISO 3779)'),
  HEADWAY_MQTT_URL: z.url({ error: 'name the MQTT broker, mqtt://host:port' }).describe('MQTT broker URL, mqtt://host:port'),
  HEADWAY_FLEET_URL: z.url().optional().describe('Region directory: base URL of the fleet service; none keeps the car to itself'),
  HEADWAY_ROLLOUTS_URL: z.url().optional().describe('Where this car is given its root of trust; none means that no model can be assigned'),
  HEADWAY_RESIDENCY: z.string().optional().describe('Zone in which the words of the driver must stay, e.g. cn or eu; any by default'),
  HEADWAY_CONSENT: z.stringbool().default(false).describe('Whether the driver lets the fleet learn from what is said'),
  HEADWAY_COCKPIT_PORT: portSetting(3201, 'Port of the cockpit'),
};

/** The agent of one car. Its signal bus starts empty: a gateway writes to it, and the cockpit actuates on it. */
await runApp('headway-vehicle', async () => {
  const settings = parseSettings(shape, process.env);
  const folder = join(settings.HEADWAY_DATA, 'vehicle', settings.HEADWAY_VIN);
  await requireWritable(folder);
  const logger = createLogger({ level: settings.HEADWAY_LOG_LEVEL, app: 'vehicle' });
  const stack = new AsyncStack();
  const { HEADWAY_FLEET_URL: fleetUrl, HEADWAY_ROLLOUTS_URL: rolloutsUrl, HEADWAY_RESIDENCY: residency } = settings;
  const { agent, close } = await openLoneVehicle({
    vin: settings.HEADWAY_VIN,
    folder,
    bus: new StateBus(),
    signals: loadBuiltInSignals(),
    mqttUrl: settings.HEADWAY_MQTT_URL,
    regions: fleetUrl ? await regionDirectory(fleetUrl) : [],
    ...(residency ? { residency } : {}),
    consent: settings.HEADWAY_CONSENT,
    ...(rolloutsUrl ? { trustedRoot: await factoryRoot(rolloutsUrl) } : {}),
    sampling: true,
    logger,
  });
  stack.add(close);
  agent.start();
  const cockpit = await startCockpit({ agents: () => [agent], host: settings.HEADWAY_HOST, port: settings.HEADWAY_COCKPIT_PORT });
  stack.add(() => cockpit.close());
  process.stdout.write(`headway-vehicle ${settings.HEADWAY_VIN} runs, cockpit at ${cockpit.url}\n`);
  return { close: () => stack.close() };
});
