import { commonSettings, portSetting, signalSettings } from '@headway/composition';
import { vinSchema } from '@headway/contracts';
import { z } from 'zod';

/** Environment of `apps/vehicle`. */
export const settingsShape = {
  ...commonSettings,
  ...signalSettings,
  HEADWAY_VIN: vinSchema.describe('Identity of this vehicle (ISO 3779)'),
  HEADWAY_MQTT_URL: z.url({ error: 'name the MQTT broker, mqtt://host:port' }).describe('MQTT broker URL, mqtt://host:port'),
  HEADWAY_FLEET_URL: z.url().optional().describe('Region directory: base URL of the fleet service; none keeps the car to itself'),
  HEADWAY_ROLLOUTS_URL: z.url().optional().describe('Where this car is given its root of trust; none means that no model can be assigned'),
  HEADWAY_RESIDENCY: z.string().optional().describe('Zone in which the words of the driver must stay, e.g. cn or eu; any by default'),
  HEADWAY_CONSENT: z.stringbool().default(false).describe('Whether the driver lets the fleet learn from what is said'),
  HEADWAY_COCKPIT_PORT: portSetting(3201, 'Port of the cockpit'),
};
