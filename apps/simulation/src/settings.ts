import { commonSettings, portSetting, signalSettings } from '@headway/composition';
import { z } from 'zod';

/** Environment of `apps/simulation`. */
export const settingsShape = {
  ...commonSettings,
  ...signalSettings,
  HEADWAY_PORT: portSetting(0, 'Port of the control API; 0 takes a free one'),
  HEADWAY_COCKPIT_PORT: portSetting(0, 'Port of the cockpits; 0 takes a free one'),
  HEADWAY_MQTT_URL: z.url({ error: 'name the MQTT broker, mqtt://host:port' }).describe('MQTT broker URL, mqtt://host:port'),
  HEADWAY_FLEET_URL: z
    .url({ error: 'name the fleet service, http://host:port' })
    .describe('Region directory: base URL of the fleet service'),
  HEADWAY_ROLLOUTS_URL: z
    .url({ error: 'name the rollouts service, http://host:port' })
    .describe('Signed repository: base URL of the rollouts service'),
};
