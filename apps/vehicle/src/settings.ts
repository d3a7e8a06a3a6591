import { commonSettings, mqttTlsSettings, portSetting, signalSettings } from '@headway/composition';
import { vinSchema } from '@headway/contracts';
import { z } from 'zod';

/** Environment of `apps/vehicle`. */
export const settingsShape = {
  ...commonSettings,
  ...signalSettings,
  HEADWAY_VIN: vinSchema.describe('Identity of this vehicle (ISO 3779)'),
  HEADWAY_MQTT_URL: z.url({ error: 'name the MQTT broker, mqtt://host:port' }).describe('MQTT broker URL, mqtt://host:port'),
  ...mqttTlsSettings,
  HEADWAY_MQTT_VERSION: z.enum(['3.1.1', '5']).default('3.1.1').describe('Version of MQTT: 3.1.1 (what every broker speaks) or 5'),
  HEADWAY_NETWORK: z
    .enum(['auto', 'metered', 'unmetered'])
    .default('auto')
    .describe('What the connection costs: metered (by the byte), unmetered, or auto (measured)'),
  HEADWAY_CATCH_UP_FRAMES: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(500)
    .describe('Most frames a second that are caught up with after a time offline; new ones are not counted'),
  HEADWAY_CATCH_UP_KB: z.coerce.number().int().min(1).max(1_000_000).default(256).describe('Most kilobytes (KiB) a second of those frames'),
  HEADWAY_FLEET_URL: z.url().optional().describe('Region directory: base URL of the fleet service; none keeps the car to itself'),
  HEADWAY_ROLLOUTS_URL: z.url().optional().describe('Where this car is given its root of trust; none means that no model can be assigned'),
  HEADWAY_RESIDENCY: z.string().optional().describe('Zone in which the words of the driver must stay, e.g. cn or eu; any by default'),
  HEADWAY_CONSENT: z.stringbool().default(false).describe('Whether the driver lets the fleet learn from what is said'),
  HEADWAY_COCKPIT_PORT: portSetting(3201, 'Port of the cockpit'),
};
