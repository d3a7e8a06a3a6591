import { serviceSettings, vehiclesSetting } from '@headway/composition';
import { z } from 'zod';

/** Environment of `apps/ingest`. */
export const settingsShape = {
  ...serviceSettings,
  ...vehiclesSetting,
  HEADWAY_INSTANCE: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,40}$/, 'letters, digits, _ and -')
    .default('1')
    .describe('Name of this instance, its own among several and the same after a restart: the broker keeps its session'),
  HEADWAY_MQTT_VERSION: z
    .enum(['3.1.1', '5'])
    .default('5')
    .describe('Protocol towards the MQTT broker: 5, or 3.1.1 for a broker that does not speak it'),
  HEADWAY_IN_FLIGHT_MIB: z.coerce
    .number()
    .int()
    .min(1)
    .max(4096)
    .default(64)
    .describe('Payload that may wait for its commit, in MiB; above it ingest stops reading from the broker until half is committed'),
  HEADWAY_LINGER_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(5)
    .describe('How long a message waits for company on its way to Kafka, in milliseconds: more saves CPU, less answers sooner'),
};
