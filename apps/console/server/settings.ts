import { commonSettings, portSetting } from '@headway/composition';
import { z } from 'zod';

const service = (name: string) =>
  z.url({ error: `name the ${name} service, http://host:port` }).describe(`Base URL of the ${name} service`);

/** Environment of `apps/console`. */
export const settingsShape = {
  HEADWAY_LOG_LEVEL: commonSettings.HEADWAY_LOG_LEVEL,
  HEADWAY_HOST: commonSettings.HEADWAY_HOST,
  HEADWAY_PORT: portSetting(3000, 'Port of the console'),
  HEADWAY_FLEET_URL: service('fleet'),
  HEADWAY_LEARNING_URL: service('learning'),
  HEADWAY_ROLLOUTS_URL: service('rollouts'),
};
