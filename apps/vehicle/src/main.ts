import { join } from 'node:path';
import {
  AsyncStack,
  configuredSignals,
  factoryRoot,
  mqttTls,
  openLoneVehicle,
  regionDirectory,
  requireWritable,
  runApp,
} from '@headway/composition';
import { createLogger } from '@headway/platform/logging';
import { parseSettings } from '@headway/platform/settings';
import { StateBus, startCockpit } from '@headway/vehicle/agent';
import { settingsShape } from './settings.js';

/** The agent of one car. Its signal bus starts empty: a gateway writes to it, and the cockpit actuates on it. */
await runApp('headway-vehicle', async () => {
  const settings = parseSettings(settingsShape, process.env);
  const folder = join(settings.HEADWAY_DATA, 'vehicle', settings.HEADWAY_VIN);
  await requireWritable(folder);
  const logger = createLogger({ level: settings.HEADWAY_LOG_LEVEL, app: 'vehicle' });
  const stack = new AsyncStack();
  const { HEADWAY_FLEET_URL: fleetUrl, HEADWAY_ROLLOUTS_URL: rolloutsUrl, HEADWAY_RESIDENCY: residency } = settings;
  const { agent, close } = await openLoneVehicle({
    vin: settings.HEADWAY_VIN,
    folder,
    bus: new StateBus(),
    signals: configuredSignals(settings),
    mqttUrl: settings.HEADWAY_MQTT_URL,
    tls: mqttTls(settings, { logger, commonName: settings.HEADWAY_VIN }),
    link: { mqttVersion: settings.HEADWAY_MQTT_VERSION === '5' ? 5 : 4 },
    uplink: {
      network: () => settings.HEADWAY_NETWORK,
      catchUp: { framesPerSecond: settings.HEADWAY_CATCH_UP_FRAMES, bytesPerSecond: settings.HEADWAY_CATCH_UP_KB * 1024 },
    },
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
